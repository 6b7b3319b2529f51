import { Dexie } from 'dexie';
import { epochTimestamp, HlcTimestamp, laterTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type MetaKey, type MetaValue, metaSchemas, parseMetaValue, putMeta, readMeta } from '../db/meta.ts';
import { LogRow, type OutOfOrderRow, type PackRow } from '../db/rows.ts';
import { restoreOwnOps } from '../write/restore-own-ops.ts';

/** Identity of this vault, and its former ones, oldest first. */
interface VaultIdentities {
  readonly device: DeviceId;
  readonly former: readonly DeviceId[];
}

/**
 * Rebuild unreadable controlling rows: singletons and log rows. Runs at every start, before any other read. Other
 * content comes from the journal (D2) or with headquarters' next answer.
 */
export async function rebuildUnreadableRows(db: FieldDatabase, identities: VaultIdentities): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const { key, value } of await db.meta.toArray())
      if (isMetaKey(key) && parseMetaValue(key, value) === undefined)
        await rebuildMetaRow(db, identities, key, value);
    const logs = (await db.logs.toArray()).filter((row) => !LogRow.safeParse(row).success);
    // The primary key remains readable, even when the rest of the row is damaged.
    for (const { log } of logs) await rebuildLogRow(db, identities, log);
  });
}

const isMetaKey = (key: string): key is MetaKey => Object.hasOwn(metaSchemas, key);

async function rebuildMetaRow(
  db: FieldDatabase,
  identities: VaultIdentities,
  key: MetaKey,
  value: unknown,
): Promise<void> {
  if (key === 'clock') return putMeta(db, 'clock', await latestOwnStamp(db, identities));
  if (key === 'sentinel')
    return putMeta(db, 'sentinel', { device: await findWriterDevice(db, identities), madeAtMs: 0 });
  const readable = readablePart(key, value);
  await (readable === undefined ? db.meta.delete(key) : putMeta(db, key, readable));
}

/** Readable items of a list or record that can be used without the others. */
function readablePart<K extends MetaKey>(key: K, value: unknown): MetaValue<K> | undefined {
  if (Array.isArray(value))
    return parseMetaValue(
      key,
      value.filter((item) => parseMetaValue(key, [item]) !== undefined),
    );
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter(
    ([name, item]) => parseMetaValue(key, { [name]: item }) !== undefined,
  );
  return parseMetaValue(key, Object.fromEntries(entries));
}

/** The next own timestamp is later than every earlier one; from there it follows the wall clock. */
async function latestOwnStamp(db: FieldDatabase, identities: VaultIdentities): Promise<HlcTimestamp> {
  let latest = epochTimestamp;
  for (const log of await db.logs.toCollection().primaryKeys())
    for (const device of [identities.device, ...identities.former]) {
      const stamp = HlcTimestamp.safeParse((await readLastOp(db, log, device))?.stamp);
      if (stamp.success) latest = laterTimestamp(latest, stamp.data);
    }
  return latest;
}

/** Identity that wrote the rows: the latest one that has ops and was not given up in this database (P2). */
async function findWriterDevice(db: FieldDatabase, { device, former }: VaultIdentities): Promise<DeviceId> {
  const givenUp = new Set(((await readMeta(db, 'forks')) ?? []).map((fork) => fork.device));
  const logs = await db.logs.toCollection().primaryKeys();
  for (const one of [device, ...former.toReversed()]) {
    if (givenUp.has(one)) continue;
    for (const log of logs) if ((await readLastOp(db, log, one)) !== undefined) return one;
  }
  return device;
}

const readLastOp = (db: FieldDatabase, log: LogId, device: DeviceId) =>
  db.ops.where('[log+device+n]').between([log, device, Dexie.minKey], [log, device, Dexie.maxKey]).last();

/**
 * Rebuild a log row around the own ops and packs that are here. Colleagues' packs wait as if imported; a snapshot of
 * headquarters brings the rest, and they follow it (M6).
 */
async function rebuildLogRow(db: FieldDatabase, identities: VaultIdentities, log: LogId): Promise<void> {
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
  // A pack that was cut here has no signature any more: nothing takes it, and headquarters has it (eraseFields).
  const signed = foreign.filter(({ isCut }) => isCut !== true);
  await db.early.bulkPut(signed.map((row): OutOfOrderRow => ({ ...row, held: [], isCarried: true })));
  await db.packs.bulkDelete(foreign.map(({ device, first }) => [log, device, first] as const));
  await db.ops
    .where('[log+device+n]')
    .between(...inLog)
    .filter(({ device }) => device !== own)
    .delete();
  for (const table of [db.documents, db.summaries, db.bases])
    await table.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).delete();
  await db.undoSteps.filter((step) => step.log === log).delete();
  await db.logs.delete(log);

  const ops = await db.ops
    .where('[log+device+n]')
    .between([log, own, Dexie.minKey], [log, own, Dexie.maxKey])
    .toArray();
  const last = packs.findLast(({ device }) => device === own);
  const have = Math.max(last?.last ?? 0, ops.at(-1)?.n ?? 0);
  await restoreOwnOps(db, own, {
    log,
    ops: [],
    packs: [],
    have,
    acked: lastMissingNumber(
      ops.map(({ n }) => n),
      have,
    ),
    chainEnd: chainEndAfter(last),
    refold: [...new Set(ops.map(({ doc }) => doc))],
    startsBySnapshot: true,
  });
}

const chainEndAfter = (last: PackRow | undefined) =>
  last === undefined ? null : { n: last.last, hash: last.hash };

/** Last number without a row: only ops at headquarters were ever deleted. `numbers` are ascending. */
function lastMissingNumber(numbers: readonly number[], upTo: number): number {
  const here = new Set(numbers);
  let n = upTo;
  while (n > 0 && here.has(n)) n -= 1;
  return n;
}
