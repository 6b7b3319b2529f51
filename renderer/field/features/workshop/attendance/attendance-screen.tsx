import { type ReactElement, useMemo } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { useTranslate } from '#renderer/i18n';
import { localDayOf, ScreenPage, useNotify, useNowMs } from '#renderer/ui';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { WorkshopReadOnlyBannerView } from '../agenda/workshop-details-view.tsx';
import { useParticipantCards } from '../register/use-participant-cards.ts';
import { SignInSheetButton } from '../register/sign-in/sign-in-sheet-button.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { attendanceTableOf, currentBlockAt } from './attendance-facts.ts';
import { AttendanceGridView } from './attendance-grid-view.tsx';
import { AttendanceView } from './attendance-view.tsx';
import { useMarkAttendance } from './use-mark-attendance.ts';

/** Attendance of a workshop by half-day. */
export function AttendanceScreen(props: WorkshopSectionProps): ReactElement {
  const { answer } = props;
  const { log, document } = answer;
  const { navigate } = useFieldServices();
  const translate = useTranslate();
  const notify = useNotify();
  const nowMs = useNowMs();
  const writeMode = useWriteMode()(answer.roles, document);
  const cards = useParticipantCards(log, document.doc);
  const marking = useMarkAttendance(log, document);
  const { undo, notifyAct } = useRecordUndo();
  const undoable = useStoreQuery('undoable', { log, doc: document.doc });
  const { pending } = marking;
  const table = useMemo(() => attendanceTableOf(document, cards, pending), [document, cards, pending]);
  const from = valueAt(document, 'from');
  const firstDay = typeof from === 'string' ? from : null;
  const now = new Date(nowMs);
  const current = currentBlockAt(
    table.blocks,
    firstDay,
    localDayOf(nowMs),
    now.getHours() * 60 + now.getMinutes(),
  );
  const goTo = (section: 'register' | 'agenda') => () =>
    navigate({ screen: 'workshop', log, doc: document.doc, section });
  return (
    <WorkshopFrame of={props} actions={<SignInSheetButton answer={answer} cards={cards} />}>
      <ScreenPage>
        {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
        <AttendanceView
          table={table}
          now={current}
          problem={marking.problem}
          canUndo={undoable.kind === 'present' && undoable.answer.canUndo}
          onUndo={undo}
          isReadOnly={writeMode !== 'open'}
          onRegister={goTo('register')}
          onAgenda={goTo('agenda')}
          conflictsHref={fieldAddressOf({ screen: 'conflicts' })}
        >
          <AttendanceGridView
            key={table.blocks.length}
            table={table}
            now={current}
            dateOf={({ day }) => (firstDay === null ? null : dateOfDay(firstDay, day))}
            isReadOnly={writeMode !== 'open'}
            acts={{
              onMark: ({ id }, block, mark) => marking.mark(id, block.id, mark),
              onAllPresent: (block) => {
                const count = marking.allPresent(
                  block.id,
                  table.rows.map(({ id }) => id),
                );
                const text = translate('attendance.filled', { count });
                if (count > 0) notifyAct(text);
                else notify({ meaning: 'info', text });
              },
            }}
          />
        </AttendanceView>
      </ScreenPage>
    </WorkshopFrame>
  );
}

function dateOfDay(firstDay: string, day: number): number {
  // By the calendar, not by hours: a day on which the clocks change has 23 or 25.
  const first = new Date(localNoonMs(firstDay));
  return first.setDate(first.getDate() + day - 1);
}
