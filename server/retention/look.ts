import type { DueRow } from '#sync/protocol/programme-api.ts';
import type { Store } from '../store/open-store.ts';
import { clearWriteAheadLog } from '../store/clear-write-ahead-log.ts';
import type { Surroundings } from '../surroundings.ts';
import { keepDueList, readDueList, readErasable } from './due-list.ts';
import { emptyParkedOfErased, eraseDue, type Erased } from './erase.ts';

export interface Look {
  /** What is due and still here. */
  readonly due: readonly DueRow[];
  readonly erased: readonly Erased[];
}

/**
 * One look of headquarters' retention clock (domain.md E, rule 9): the list of what is due is brought up to date and,
 * where `erases` says so, what has stood in it for its grace is erased, one after the other.
 */
export async function lookAtRetention(
  store: Store,
  surroundings: Surroundings,
  { erases, actor }: { readonly erases: boolean; readonly actor: string },
): Promise<Look> {
  const erasable = await store.transaction().execute(async (tx) => {
    await keepDueList(tx, surroundings.nowMs());
    if (!erases) return [];
    await emptyParkedOfErased(tx);
    return readErasable(tx, surroundings.nowMs());
  });
  const erased: Erased[] = [];
  for (const one of erasable) {
    const done = await store.transaction().execute((tx) => eraseDue(tx, surroundings, one, actor));
    if (done !== null) erased.push(done);
  }
  if (erases) await clearWriteAheadLog(store);
  const due = await store.transaction().execute((tx) => readDueList(tx, surroundings.nowMs()));
  return { due, erased };
}
