import { useCallback, useMemo, useRef, useState } from 'react';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import { markAllPresent, markAttendance, readAttendance } from '#domain/workshop/attendance.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import type { LogId } from '#domain/ids.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import { cellKey, type PendingMarks } from './attendance-facts.ts';

/** Acts on the marks of a workshop. */
export interface MarkAttendance {
  /** Marks that the document does not show yet. */
  readonly pending: PendingMarks;
  readonly mark: (participant: string, block: string, mark: AttendanceMark | null) => void;
  /** Returns the number of cells that it filled. */
  readonly allPresent: (block: string, participants: readonly string[]) => number;
  readonly problem: Message | null;
}

/** Mark cells. The grid shows a mark at once; it is on the disk when the document shows it too (D1). */
export function useMarkAttendance(log: LogId, document: Document): MarkAttendance {
  const write = useWriteRegisters(log);
  const [waiting, setWaiting] = useState<PendingMarks>(new Map());
  const [problem, setProblem] = useState<Message | null>(null);
  const writes = useRef(0);

  const save = useCallback(
    async (values: readonly PathValue[]) => {
      if (values.length === 0) return;
      writes.current += 1;
      setWaiting((before) => new Map([...before, ...values.map(waitingMarkOf)]));
      const { doc, kind } = document;
      const outcome = await write(
        values.map(({ path, value }) => ({ doc, kind, path, value, over: dotsAt(document, path) })),
      );
      writes.current -= 1;
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      // The answer of the store follows the last write.
      if (writes.current === 0) setTimeout(() => writes.current === 0 && setWaiting(new Map()), settleMs);
    },
    [write, document],
  );

  const marks = useMemo(() => readAttendance(document), [document]);
  const markOf = (participant: string, block: string): AttendanceMark | null => {
    const pending = waiting.get(cellKey(participant, block));
    return pending === undefined ? marks.markOf(participant, block) : pending;
  };

  return {
    pending: waiting,
    problem,
    mark: (participant, block, mark) => {
      const before = markOf(participant, block);
      if (before === mark && !marks.isContested(participant, block)) return;
      void save([markAttendance(participant, block, mark)]);
    },
    allPresent: (block, participants) => {
      const values = markAllPresent({ ...marks, markOf }, block, participants);
      if (values.length === 0) return 0;
      void save(values);
      return values.length;
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
