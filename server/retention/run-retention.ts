import type { DueRow } from '#api/programme-api.ts';
import { clearWriteAheadLog, type ServerStore } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { readErasableSubjects, readRetentionList, updateRetentionList } from './retention-list.ts';
import { emptyQuarantineOfErasedLogs, type ErasedSubject, eraseDueSubject } from './erase-due.ts';
import { storeFailureOf } from '../db/store-failure.ts';
import { operatorSentenceOf } from '../db/store-health.ts';

/** Interval on a server that never restarts: four times a day, as on a laptop. */
const retentionIntervalMs = 6 * 60 * 60 * 1000;

/**
 * Start headquarters' retention timer: one run now and at every interval. Resolves to the function that stops it, which
 * waits for a running one.
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

/** Run retention once; failed work is due at the next run. Reports the reason without content. */
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
  /** Due subjects that are not erased yet. */
  readonly due: readonly DueRow[];
  readonly erased: readonly ErasedSubject[];
}

/**
 * Run headquarters' retention once (docs/requirements.md E9): update the list of due subjects. With `erases`, erase
 * those after their grace period, one after the other.
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
