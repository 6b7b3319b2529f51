import { useCallback } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { RegisterWrite, StoreApi, WriteResult } from '#renderer/store/store-api.ts';
import { useField } from './field-context.tsx';

/** How a write ended. `failed`: the disk did not take it; what was typed is only on the screen. */
export type WriteOutcome = WriteResult | { readonly kind: 'failed'; readonly why: string };

/** Writes to one log: all of it, or none. Never rejects, so that each act can show its own refusal. */
export type Write = (writes: readonly RegisterWrite[]) => Promise<WriteOutcome>;

/** The way to write to a log. `over` of each write: the dots that the person saw (`dotsAt`, `editableValue`). */
export function useWrite(log: LogId): Write {
  const { store, unsaved } = useField();
  return useCallback(
    async (writes) => {
      const end = unsaved.begin();
      try {
        return await writeTo(store, log, writes);
      } finally {
        end();
      }
    },
    [store, unsaved, log],
  );
}

/** The same outside a screen, for any log. A broken disk is also in the store's status, which the frame shows for as long as it lasts. */
export async function writeTo(
  store: StoreApi,
  log: LogId,
  writes: readonly RegisterWrite[],
): Promise<WriteOutcome> {
  try {
    return await store.write(log, writes);
  } catch (problem) {
    return { kind: 'failed', why: problem instanceof Error ? problem.message : String(problem) };
  }
}
