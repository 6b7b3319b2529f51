import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { type Document, dotsAt, valueAt } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { markAllPresent, markAttendance, readAttendance } from '#domain/workshop/attendance-marks.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Message } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { localDayOf, type NoticeText, ScreenPage, useNotify, useNowMs } from '#renderer/ui';
import { useParticipantCards } from '../register/register-facts.ts';
import { SignInSheetButton } from '../register/sign-in/sign-in-sheet-button.tsx';
import { useNamesErasedAtMs } from '../use-names-erased.ts';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import {
  attendanceTableOf,
  cellKey,
  currentBlockAt,
  type PendingMarks,
  workshopDayOn,
} from './attendance-facts.ts';
import { AttendanceGridView } from './attendance-grid-view.tsx';
import { AttendanceView } from './attendance-view.tsx';

/** Attendance of a workshop by half-day. */
export function AttendanceScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult } = props;
  const { log, document } = queryResult;
  const { navigate } = useFieldServices();
  const notify = useNotify();
  const nowMs = useNowMs();
  const writeMode = writeModeOf(queryResult.roles, document);
  const storedCards = useParticipantCards(log, document.doc);
  const marking = useMarkAttendance(log, document);
  const { undo, notifyAct } = useRecordUndo();
  const undoable = useStoreQuery('undoable', { log, doc: document.doc });
  const { pending } = marking;
  const attendanceTable = useMemo(
    () => attendanceTableOf(document, storedCards, pending),
    [document, storedCards, pending],
  );
  const from = valueAt(document, 'from');
  const firstDay = typeof from === 'string' ? from : null;
  const now = new Date(nowMs);
  const current = currentBlockAt(
    attendanceTable.blocks,
    firstDay,
    localDayOf(nowMs),
    now.getHours() * 60 + now.getMinutes(),
  );
  const namesErasedAtMs = useNamesErasedAtMs(document);
  const goTo = (section: 'register' | 'agenda') => () =>
    navigate({ screen: 'workshop', log, doc: document.doc, section });
  return (
    <WorkshopFrame of={props} actions={<SignInSheetButton queryResult={queryResult} cards={storedCards} />}>
      <ScreenPage>
        {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
        <AttendanceView
          table={attendanceTable}
          now={current}
          problem={marking.problem}
          canUndo={undoable.kind === 'present' && undoable.result.canUndo}
          onUndo={undo}
          isReadOnly={writeMode !== 'open'}
          namesErasedAtMs={namesErasedAtMs}
          onRegister={goTo('register')}
          onAgenda={goTo('agenda')}
          conflictsHref={fieldAddressOf({ screen: 'conflicts' })}
        >
          <AttendanceGridView
            key={attendanceTable.blocks.length}
            table={attendanceTable}
            now={current}
            dayNow={workshopDayOn(firstDay, localDayOf(nowMs))}
            dateOf={({ day }) => (firstDay === null ? null : dateOfDay(firstDay, day))}
            isReadOnly={writeMode !== 'open'}
            acts={{
              onMark: ({ id }, halfDayBlock, attendanceMark) =>
                marking.mark(id, halfDayBlock.id, attendanceMark),
              onAllPresent: (halfDayBlock) => {
                const count = marking.allPresent(
                  halfDayBlock.id,
                  attendanceTable.rows.map(({ id }) => id),
                );
                const noticeText: NoticeText = (translate) => translate('attendance.filled', { count });
                if (count > 0) notifyAct(noticeText);
                else notify({ meaning: 'info', text: noticeText });
              },
            }}
          />
        </AttendanceView>
      </ScreenPage>
    </WorkshopFrame>
  );
}

/** Acts on the marks of a workshop. */
interface MarkAttendance {
  /** Marks that the document does not show yet. */
  readonly pending: PendingMarks;
  readonly mark: (participant: string, block: string, attendanceMark: AttendanceMark | null) => void;
  /** Returns the number of cells that it filled. */
  readonly allPresent: (block: string, participants: readonly string[]) => number;
  readonly problem: Message | null;
}

/** Mark cells. The grid shows a mark at once; it is on the disk when the document shows it too (D1). */
function useMarkAttendance(logId: LogId, document: Document): MarkAttendance {
  const writeRegisters = useWriteRegisters(logId);
  const [waitingPendingMarks, setWaiting] = useState<PendingMarks>(new Map());
  const [problem, setProblem] = useState<Message | null>(null);
  const writes = useRef(0);

  const save = useCallback(
    async (pathValues: readonly PathValue[]) => {
      if (pathValues.length === 0) return;
      writes.current += 1;
      setWaiting(
        (previousPendingMarks) => new Map([...previousPendingMarks, ...pathValues.map(waitingMarkOf)]),
      );
      const { doc, kind } = document;
      const outcome = await writeRegisters(
        pathValues.map(({ path, value }) => ({ doc, kind, path, value, over: dotsAt(document, path) })),
      );
      writes.current -= 1;
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      // The answer of the store follows the last write.
      if (writes.current === 0) setTimeout(() => writes.current === 0 && setWaiting(new Map()), settleMs);
    },
    [writeRegisters, document],
  );

  const attendanceMarks = useMemo(() => readAttendance(document), [document]);
  const markOf = (participant: string, block: string): AttendanceMark | null => {
    const pendingAttendanceMark = waitingPendingMarks.get(cellKey(participant, block));
    return pendingAttendanceMark === undefined
      ? attendanceMarks.markOf(participant, block)
      : pendingAttendanceMark;
  };

  return {
    pending: waitingPendingMarks,
    problem,
    mark: (participant, block, attendanceMark) => {
      const previousAttendanceMark = markOf(participant, block);
      if (previousAttendanceMark === attendanceMark && !attendanceMarks.isContested(participant, block))
        return;
      void save([markAttendance(participant, block, attendanceMark)]);
    },
    allPresent: (block, participants) => {
      const pathValues = markAllPresent({ ...attendanceMarks, markOf }, block, participants);
      if (pathValues.length === 0) return 0;
      void save(pathValues);
      return pathValues.length;
    },
  };
}

/** Time in which the store answers with the new document. */
const settleMs = 500;

const waitingMarkOf = ({ path, value }: PathValue): [string, AttendanceMark | null] => {
  const [, block = '', participant = ''] = path.split('/');
  // The value is one that this file wrote.
  return [cellKey(participant, block), value as AttendanceMark | null];
};

function dateOfDay(firstDay: string, day: number): number {
  // By the calendar, not by hours: a day on which the clocks change has 23 or 25.
  const first = new Date(localNoonMs(firstDay));
  return first.setDate(first.getDate() + day - 1);
}
