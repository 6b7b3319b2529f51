import { epochStamp } from '#domain/clock/hlc.ts';
import type { VersionVector } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { hasOpenDoubt } from '#sync/client/doubts.ts';
import { packOf } from '#sync/protocol/erased-pack.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { limits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { Forks } from './forks.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import { putMeta, readMeta } from './meta.ts';
import { type ArrivedPack, openAnyPack } from './open-entries.ts';
import { parkUnreadable } from './park.ts';
import { readDocuments, readEarly } from './receive-log.ts';
import { packsLacking } from './relay.ts';
import { doubtsOf } from './rows.ts';
import { readErasedLogs } from './retention/erased-logs.ts';
import { saveWork } from './save-work.ts';
import { checkSignatures, readNamedDevices } from './signatures.ts';
import { gatherPacks, type SealParts } from './seal.ts';
import { beginTaking, takeEntry } from './take-packs.ts';
import { judgeSuspectedAgain } from './suspected-ops.ts';
import { receivingTables } from './own-tables.ts';

/** What packs by another road brought. */
export interface Carried {
  /** Ops of others that were new here. */
  readonly changes: number;
  /** Packs that wait for an earlier one (M6), in all logs that something came of. */
  readonly early: number;
  /** Things among them that are no packs, or contradict what is here; they are parked. */
  readonly parked: number;
}

/**
 * Takes packs that came by another road than headquarters': a bundle, a hub, by hand (P3). Each is judged by its chain
 * and takes effect at once; whether headquarters has it is asked next time, and its word then counts. Nothing counts as
 * delivered by this and no cursor moves. Taking them again changes nothing. Signatures are
 * checked (`signatures.ts`); what headquarters has not named a device for waits among what is parked (`take-named.ts`).
 */
export async function takeCarried(
  db: FieldDatabase,
  own: DeviceId,
  packs: readonly Pack[],
  nowMs: number,
  verifier?: Verifier,
): Promise<Carried> {
  const read = packs.map((pack) => openAnyPack(pack, []));
  const opened = await checkSignatures(verifier, () => readNamedDevices(db), own, read);
  const logs = new Map<LogId, ArrivedPack[]>();
  for (const one of opened)
    if (one.kind === 'pack') logs.set(one.row.log, [...(logs.get(one.row.log) ?? []), one]);
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const parkedBefore = await db.parked.count();
    // A colleague may still have a mission that was erased here.
    const erased = await readErasedLogs(db);
    for (const log of erased) logs.delete(log);
    for (const one of opened)
      if (one.kind === 'unreadable' && ![...erased].some((log) => one.text.includes(log)))
        await parkUnreadable(db, one, nowMs);
    let changes = 0;
    let early = 0;
    for (const [log, arrived] of logs) {
      const taken = await takeInLog(db, own, log, arrived, nowMs);
      changes += taken.changes;
      early += taken.early;
    }
    return { changes, early, parked: (await db.parked.count()) - parkedBefore };
  });
}

async function takeInLog(
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  arrived: readonly ArrivedPack[],
  nowMs: number,
): Promise<Omit<Carried, 'parked'>> {
  const before = await readLogRow(db, log);
  const early = await readEarly(db, log);
  const work = new LogWork(before, await readDocuments(db, log, [...arrived, ...early]));
  const forks = await Forks.read(db, own, log);
  const clock = (await readMeta(db, 'clock')) ?? epochStamp;
  const correctedNowMs = nowMs + ((await readMeta(db, 'clockOffsetMs')) ?? 0);
  const taking = beginTaking({ db, work, own, nowMs, correctedNowMs, early, forks, clock });
  const inOrder = arrived.toSorted((a, b) => a.row.first - b.row.first);
  for (const pack of inOrder) await takeEntry(taking, { ...pack, isCarried: true });
  await judgeSuspectedAgain(taking);

  if (hasOpenDoubt(doubtsOf(work.row)) && work.row.asksHave !== true) work.askHave(true);
  if (work.row !== before || work.touchesDocuments) await saveWork(db, work, null);
  await putMeta(db, 'clock', taking.clock);
  await forks.keep(db);
  return { changes: taking.taken, early: early.length };
}

/** Everyone's packs of a log that another side lacks, own ones sealed first (P3). Belongs into a turn of its own. */
export async function packsFor(
  parts: SealParts,
  log: LogId,
  theirs: VersionVector,
): Promise<readonly Pack[]> {
  const { returning, snapshot } = await readLogRow(parts.db, log);
  const isSettled = !returning && snapshot === undefined;
  const everything = { log, sealed: 0, sealBytes: Number.POSITIVE_INFINITY };
  if (isSettled) await gatherPacks(parts, everything, limits.packBytes, true);
  const packs = await packsLacking(parts.db, await readLogRow(parts.db, log), theirs);
  return packs.map(packOf);
}
