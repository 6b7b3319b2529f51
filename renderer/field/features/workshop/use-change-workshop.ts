import { useCallback, useState } from 'react';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { PathValue } from '#domain/document/op.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';

/** Write several values of one workshop, and the result of the last write. */
export interface WorkshopChange {
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  readonly problem: Message | null;
}

/** Acts on the agenda replace the values that the person sees there, all or none. */
export function useChangeWorkshop(log: LogId, document: Document): WorkshopChange {
  const write = useWriteRegisters(log);
  const [problem, setProblem] = useState<Message | null>(null);
  const change = useCallback(
    async (values: readonly PathValue[]) => {
      if (values.length === 0) return true;
      const { doc, kind } = document;
      const outcome = await write(
        values.map(({ path, value }) => ({ doc, kind, path, value, over: dotsAt(document, path) })),
      );
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [write, document],
  );
  return { change, problem };
}
