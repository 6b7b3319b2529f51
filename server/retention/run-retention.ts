import type { DueRow } from '#api/programme-api.ts';
import { clearWriteAheadLog, type ServerStore } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { readErasableSubjects, readRetentionList, updateRetentionList } from './retention-list.ts';
import { emptyQuarantineOfErasedLogs, type ErasedSubject, eraseDueSubject } from './erase-due.ts';
import { storeFailureOf } from '../db/store-failure.ts';
import { operatorSentenceOf } from '../db/store-health.ts';

/** A server that is never shut down looks four times a day, as a laptop does. */
const retentionIntervalMs = 6 * 60 * 60 * 1000;

/**
 * Headquarters' retention clock: looks now and while the server runs. Resolves to the way to stop it, which waits for a
 * look that is at work.
 */
export function startRetentionTimer(
  store: ServerStore,
  dependencies: RuntimeDependencies,
): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => runRetentionOnce(store, dependencies));
  };
  look();
  const timer = setInterval(look, retentionIntervalMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** What could not be done now is due at the next look; why is told without a word of content. */
async function runRetentionOnce(store: ServerStore, dependencies: RuntimeDependencies): Promise<void> {
  try {
    await runRetention(store, dependencies, { erases: true, actor: 'retention clock' });
  } catch (error) {
    const failure = storeFailureOf(error);
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(`retention: the look failed (${failure === null ? name : operatorSentenceOf(failure)})`);
  }
}

export interface RetentionResult {
  /** What is due and still here. */
  readonly due: readonly DueRow[];
  readonly erased: readonly ErasedSubject[];
}

/**
 * One look of headquarters' retention clock (domain.md E, rule 9): the list of what is due is brought up to date and,
 * where `erases` says so, what has stood in it for its grace is erased, one after the other.
 */
export async function runRetention(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { erases, actor }: { readonly erases: boolean; readonly actor: string },
): Promise<RetentionResult> {
  const erasable = await store.transaction().execute(async (tx) => {
    await updateRetentionList(tx, dependencies.nowMs());
    if (!erases) return [];
    await emptyQuarantineOfErasedLogs(tx);
    return readErasableSubjects(tx, dependencies.nowMs());
  });
  const erased: ErasedSubject[] = [];
  for (const one of erasable) {
    const done = await store.transaction().execute((tx) => eraseDueSubject(tx, dependencies, one, actor));
    if (done !== null) erased.push(done);
  }
  if (erases) await clearWriteAheadLog(store);
  const due = await store.transaction().execute((tx) => readRetentionList(tx, dependencies.nowMs()));
  return { due, erased };
}
