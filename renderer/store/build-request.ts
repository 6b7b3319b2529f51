import type { DeviceId, LogId } from '#domain/ids.ts';
import { planRequest } from '#sync/client/plan-request.ts';
import type { FieldDatabase } from './database.ts';
import { readLogRow, readLogRows } from './log-table.ts';
import { readMeta } from './meta.ts';
import { readQueues } from './queues.ts';
import type { SentPack } from './read-verdicts.ts';
import { gatherPacks, type SealParts } from './seal.ts';

export interface BuiltRequest {
  readonly text: string;
  readonly sent: readonly SentPack[];
}

/** The smallest answer worth a round trip. */
const smallestBudgetBytes = 64 * 1024;

/**
 * The next request: what waits, oldest first and at most `sizeBytes` of it, and for every log that this person may
 * read how far it was pulled. Until a log was pulled to its end the request says what we have of it, so that after a
 * lost database own packs come back as well (S3).
 */
export async function buildRequest(
  parts: SealParts,
  sizeBytes: number,
  stopped: ReadonlySet<LogId>,
): Promise<BuiltRequest> {
  const { db, device } = parts;
  const sent: SentPack[] = [];
  const emptyText = await requestText(db, device, [], sizeBytes);
  const shares = planRequest(await readQueues(db, device, stopped), sizeBytes - emptyText.length);
  for (const share of shares) {
    const isFirst = sent.length === 0;
    sent.push(...(await gatherPacks(parts, share, isFirst)));
  }
  return { text: await requestText(db, device, sent, sizeBytes), sent };
}

async function requestText(
  db: FieldDatabase,
  device: DeviceId,
  sent: readonly SentPack[],
  sizeBytes: number,
): Promise<string> {
  const grants = await readMeta(db, 'grants');
  const logs: Record<LogId, unknown> = {};
  for (const log of await logsToAsk(db)) {
    const { since, caughtUp, have } = await readLogRow(db, log);
    logs[log] = caughtUp ? { since } : { since, have };
  }
  return JSON.stringify({
    protocol: 1,
    device,
    logs,
    packs: sent.map(({ row }) => ({ payload: row.payload, sig: row.sig })),
    budget: Math.max(sizeBytes, smallestBudgetBytes),
    ...(grants && { grants: grants.etag }),
  });
}

/** The logs of this person, and those that something of ours still waits in. */
async function logsToAsk(db: FieldDatabase): Promise<ReadonlySet<LogId>> {
  const grants = await readMeta(db, 'grants');
  const rows = await readLogRows(db);
  const waiting = rows.filter((row) => row.waiting.changes > 0).map(({ log }) => log);
  // Keys of a parsed record are log ids; Object.keys forgets that.
  const logs = new Set([...(Object.keys(grants?.logs ?? {}) as LogId[]), ...waiting]);
  for (const { log, snapshot } of rows) if (snapshot !== undefined) logs.delete(log);
  return logs;
}

/** Is there a log of this person that was never pulled to its end? */
export async function hasNewLog(db: FieldDatabase): Promise<boolean> {
  const grants = await readMeta(db, 'grants');
  for (const log of Object.keys(grants?.logs ?? {}) as LogId[])
    if (!(await readLogRow(db, log)).caughtUp) return true;
  return false;
}
