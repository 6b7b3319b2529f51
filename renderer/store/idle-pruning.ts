import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { isDiskFailure } from './disk-failure.ts';
import type { InTurn } from './in-turn.ts';
import type { LiveCell } from './live-state.ts';
import { putMeta, readMeta } from './meta.ts';
import { type PruneCursor, pruneSome } from './prune.ts';

export interface PruningParts {
  readonly db: FieldDatabase;
  readonly live: LiveCell;
  readonly inTurn: InTurn;
  readonly nowMs: () => number;
  /** Hears of a database that fails; pruning then ends. */
  readonly onBroken: (error: unknown) => void;
}

/** All documents are looked through once in this time. */
const passEveryMs = 24 * 60 * 60 * 1000;
/** Whoever opens the app wants to work: nothing is looked through so soon. */
const quietStartMs = 10 * 60 * 1000;

/**
 * Looks through all documents once a day, whenever sync has come to rest, and stops as soon as it begins again. Returns
 * the way to end it, which waits for the step under way.
 */
export function startPruning(parts: PruningParts): () => Promise<void> {
  const { live, nowMs, onBroken } = parts;
  const beginsAtMs = nowMs() + quietStartMs;
  let cursor: PruneCursor | null = null;
  let isEnded = false;
  let running: Promise<void> | null = null;

  const isAtRest = (): boolean => !isEnded && live.state.sync.kind === 'idle';
  const run = async (): Promise<void> => {
    if (!(await isDue(parts.db, nowMs()))) return;
    while (isAtRest()) {
      cursor = await step(parts, live.state.device, cursor);
      if (cursor === null) return;
    }
  };
  const forget = live.onChange(() => {
    if (running !== null || !isAtRest() || nowMs() < beginsAtMs) return;
    running = run()
      // A disk that takes no more: what is here can still be read, and nothing was lost.
      .catch((error: unknown) => void (isDiskFailure(error) || onBroken(error)))
      .finally(() => (running = null));
  });
  return async () => {
    isEnded = true;
    forget();
    await running;
  };
}

async function isDue(db: FieldDatabase, nowMs: number): Promise<boolean> {
  const pruned = await readMeta(db, 'pruned');
  return pruned === undefined || nowMs - pruned.atMs >= passEveryMs;
}

function step(
  { db, inTurn, nowMs }: PruningParts,
  own: DeviceId,
  cursor: PruneCursor | null,
): Promise<PruneCursor | null> {
  return inTurn(async () => {
    const offsetMs = (await readMeta(db, 'clockOffsetMs')) ?? 0;
    const next = await pruneSome(db, own, nowMs() + offsetMs, cursor);
    if (next === null) await putMeta(db, 'pruned', { atMs: nowMs() });
    return next;
  });
}
