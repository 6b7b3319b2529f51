import { useCallback, useState } from 'react';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { PathValue } from '#domain/document/path-value.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** A way to write several values of one workshop, and what came of the last time. */
export interface ChangeWorkshop {
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  readonly problem: Message | null;
}

/** Acts on the agenda replace what the person sees there: all of it, or nothing, is written. */
export function useChangeWorkshop(log: LogId, document: Document): ChangeWorkshop {
  const write = useWrite(log);
  const [problem, setProblem] = useState<Message | null>(null);
  const change = useCallback(
    async (values: readonly PathValue[]) => {
      if (values.length === 0) return true;
      const { doc, kind } = document;
      const outcome = await write(
        values.map(({ path, value }) => ({ doc, kind, path, value, over: dotsAt(document, path) })),
      );
      setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [write, document],
  );
  return { change, problem };
}
