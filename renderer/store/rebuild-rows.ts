import { Dexie } from 'dexie';
import { epochStamp, laterStamp, Stamp } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { type MetaKey, type MetaValue, parseMeta, putMeta, readMeta, singletons } from './meta.ts';
import { type EarlyRow, LogRow, type PackRow } from './rows.ts';
import { takeBack } from './take-back.ts';

/** Who this vault is, and who it was before, oldest first. */
export interface VaultIdentities {
  readonly device: DeviceId;
  readonly former: readonly DeviceId[];
}

/**
 * Makes rows anew that steer everything and cannot be read: singletons and log rows. Runs before anything else reads
 * them, at every start. What is not rebuilt here comes from the journal (D2) or with headquarters' next answer.
 */
export async function rebuildRows(db: FieldDatabase, identities: VaultIdentities): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const { key, value } of await db.meta.toArray())
      if (isMetaKey(key) && parseMeta(key, value) === undefined)
        await rebuildMeta(db, identities, key, value);
    const logs = (await db.logs.toArray()).filter((row) => !LogRow.safeParse(row).success);
    // The primary key outlives whatever the rest of the row became.
    for (const { log } of logs) await rebuildLog(db, identities, log);
  });
}

const isMetaKey = (key: string): key is MetaKey => Object.hasOwn(singletons, key);

async function rebuildMeta(
  db: FieldDatabase,
  identities: VaultIdentities,
  key: MetaKey,
  value: unknown,
): Promise<void> {
  if (key === 'clock') return putMeta(db, 'clock', await latestOwnStamp(db, identities));
  if (key === 'sentinel')
    return putMeta(db, 'sentinel', { device: await writerOf(db, identities), madeAtMs: 0 });
  const readable = readablePart(key, value);
  await (readable === undefined ? db.meta.delete(key) : putMeta(db, key, readable));
}

/** The items of a list or record that can be read, where it can be read without the others. */
function readablePart<K extends MetaKey>(key: K, value: unknown): MetaValue<K> | undefined {
  if (Array.isArray(value))
    return parseMeta(
      key,
      value.filter((item) => parseMeta(key, [item]) !== undefined),
    );
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter(
    ([name, item]) => parseMeta(key, { [name]: item }) !== undefined,
  );
  return parseMeta(key, Object.fromEntries(entries));
}

/** The next own stamp is later than every earlier one; the wall clock leads it on from there. */
async function latestOwnStamp(db: FieldDatabase, identities: VaultIdentities): Promise<Stamp> {
  let latest = epochStamp;
  for (const log of await db.logs.toCollection().primaryKeys())
    for (const device of [identities.device, ...identities.former]) {
      const stamp = Stamp.safeParse((await lastOp(db, log, device))?.stamp);
      if (stamp.success) latest = laterStamp(latest, stamp.data);
    }
  return latest;
}

/** The identity that wrote what is here: the latest that has ops and was not given up in this database (P2). */
async function writerOf(db: FieldDatabase, { device, former }: VaultIdentities): Promise<DeviceId> {
  const givenUp = new Set(((await readMeta(db, 'forks')) ?? []).map((fork) => fork.device));
  const logs = await db.logs.toCollection().primaryKeys();
  for (const one of [device, ...former.toReversed()]) {
    if (givenUp.has(one)) continue;
    for (const log of logs) if ((await lastOp(db, log, one)) !== undefined) return one;
  }
  return device;
}

const lastOp = (db: FieldDatabase, log: LogId, device: DeviceId) =>
  db.ops.where('[log+device+n]').between([log, device, Dexie.minKey], [log, device, Dexie.maxKey]).last();

/**
 * Begins a log anew around the own ops and packs that are here. The colleagues' packs wait as if they had come by
 * another road; a snapshot of headquarters brings the rest, and they follow it (M6).
 */
async function rebuildLog(db: FieldDatabase, identities: VaultIdentities, log: LogId): Promise<void> {
  const own = (await readMeta(db, 'sentinel'))?.device ?? identities.device;
  const inLog = [
    [log, Dexie.minKey, Dexie.minKey] as const,
    [log, Dexie.maxKey, Dexie.maxKey] as const,
  ] as const;
  const packs = await db.packs
    .where('[log+device+first]')
    .between(...inLog)
    .toArray();
  const foreign = packs.filter(({ device }) => device !== own);
  await db.early.bulkPut(foreign.map((row): EarlyRow => ({ ...row, held: [], isCarried: true })));
  await db.packs.bulkDelete(foreign.map(({ device, first }) => [log, device, first] as const));
  await db.ops
    .where('[log+device+n]')
    .between(...inLog)
    .filter(({ device }) => device !== own)
    .delete();
  for (const table of [db.documents, db.summaries, db.bases])
    await table.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).delete();
  await db.logs.delete(log);

  const ops = await db.ops
    .where('[log+device+n]')
    .between([log, own, Dexie.minKey], [log, own, Dexie.maxKey])
    .toArray();
  const last = packs.findLast(({ device }) => device === own);
  const have = Math.max(last?.last ?? 0, ops.at(-1)?.n ?? 0);
  await takeBack(db, own, {
    log,
    ops: [],
    packs: [],
    have,
    acked: lastMissing(
      ops.map(({ n }) => n),
      have,
    ),
    chainEnd: endOf(last),
    refold: [...new Set(ops.map(({ doc }) => doc))],
    startsBySnapshot: true,
  });
}

const endOf = (last: PackRow | undefined) => (last === undefined ? null : { n: last.last, hash: last.hash });

/** The last number that is no row any more: only what headquarters has was ever let go. `numbers` grow. */
function lastMissing(numbers: readonly number[], upTo: number): number {
  const here = new Set(numbers);
  let n = upTo;
  while (n > 0 && here.has(n)) n -= 1;
  return n;
}
