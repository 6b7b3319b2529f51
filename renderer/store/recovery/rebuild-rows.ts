import { Dexie } from 'dexie';
import { epochTimestamp, HlcTimestamp, laterTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { LogRow } from '../db/log-row.ts';
import { type MetaKey, type MetaValue, metaSchemas, parseMetaValue, putMeta, readMeta } from '../db/meta.ts';
import type { OutOfOrderRow, PackRow } from '../db/rows.ts';
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
export async function rebuildUnreadableRows(
  db: FieldDatabase,
  vaultIdentities: VaultIdentities,
): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const { key, value } of await db.meta.toArray())
      if (isMetaKey(key) && parseMetaValue(key, value) === undefined)
        await rebuildMetaRow(db, vaultIdentities, key, value);
    const logRows = (await db.logs.toArray()).filter((row) => !LogRow.safeParse(row).success);
    // The primary key remains readable, even when the rest of the row is damaged.
    for (const { log } of logRows) await rebuildLogRow(db, vaultIdentities, log);
  });
}

const isMetaKey = (key: string): key is MetaKey => Object.hasOwn(metaSchemas, key);

async function rebuildMetaRow(
  db: FieldDatabase,
  vaultIdentities: VaultIdentities,
  metaKey: MetaKey,
  value: unknown,
): Promise<void> {
  if (metaKey === 'clock') return putMeta(db, 'clock', await latestOwnStamp(db, vaultIdentities));
  if (metaKey === 'sentinel')
    return putMeta(db, 'sentinel', { device: await findWriterDevice(db, vaultIdentities), madeAtMs: 0 });
  const readable = readablePart(metaKey, value);
  await (readable === undefined ? db.meta.delete(metaKey) : putMeta(db, metaKey, readable));
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
async function latestOwnStamp(db: FieldDatabase, vaultIdentities: VaultIdentities): Promise<HlcTimestamp> {
  let latestHlcTimestamp = epochTimestamp;
  for (const logId of await db.logs.toCollection().primaryKeys())
    for (const deviceId of [vaultIdentities.device, ...vaultIdentities.former]) {
      const stamp = HlcTimestamp.safeParse((await readLastOp(db, logId, deviceId))?.stamp);
      if (stamp.success) latestHlcTimestamp = laterTimestamp(latestHlcTimestamp, stamp.data);
    }
  return latestHlcTimestamp;
}

/** Identity that wrote the rows: the latest one that has ops and was not given up in this database (P2). */
async function findWriterDevice(db: FieldDatabase, { device, former }: VaultIdentities): Promise<DeviceId> {
  const givenUp = new Set(
    ((await readMeta(db, 'forks')) ?? []).map((forkedIdentity) => forkedIdentity.device),
  );
  const logIds = await db.logs.toCollection().primaryKeys();
  for (const deviceId of [device, ...former.toReversed()]) {
    if (givenUp.has(deviceId)) continue;
    for (const logId of logIds) if ((await readLastOp(db, logId, deviceId)) !== undefined) return deviceId;
  }
  return device;
}

const readLastOp = (db: FieldDatabase, logId: LogId, deviceId: DeviceId) =>
  db.ops
    .where('[log+device+n]')
    .between([logId, deviceId, Dexie.minKey], [logId, deviceId, Dexie.maxKey])
    .last();

/**
 * Rebuild a log row around the own ops and packs that are here. Colleagues' packs wait as if imported; a snapshot of
 * headquarters brings the rest, and they follow it (M6).
 */
async function rebuildLogRow(
  db: FieldDatabase,
  vaultIdentities: VaultIdentities,
  logId: LogId,
): Promise<void> {
  const ownDeviceId = (await readMeta(db, 'sentinel'))?.device ?? vaultIdentities.device;
  const inLog = [
    [logId, Dexie.minKey, Dexie.minKey] as const,
    [logId, Dexie.maxKey, Dexie.maxKey] as const,
  ] as const;
  const packRows = await db.packs
    .where('[log+device+first]')
    .between(...inLog)
    .toArray();
  const foreign = packRows.filter(({ device }) => device !== ownDeviceId);
  // A pack that was cut here has no signature any more: nothing takes it, and headquarters has it (eraseFields).
  const signedPackRows = foreign.filter(({ isCut }) => isCut !== true);
  await db.early.bulkPut(signedPackRows.map((row): OutOfOrderRow => ({ ...row, held: [], isCarried: true })));
  await db.packs.bulkDelete(foreign.map(({ device, first }) => [logId, device, first] as const));
  await db.ops
    .where('[log+device+n]')
    .between(...inLog)
    .filter(({ device }) => device !== ownDeviceId)
    .delete();
  for (const table of [db.documents, db.summaries, db.bases])
    await table.where('[log+doc]').between([logId, Dexie.minKey], [logId, Dexie.maxKey]).delete();
  await db.undoSteps.filter((step) => step.log === logId).delete();
  await db.logs.delete(logId);

  const opRows = await db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, Dexie.minKey], [logId, ownDeviceId, Dexie.maxKey])
    .toArray();
  const lastPackRow = packRows.findLast(({ device }) => device === ownDeviceId);
  const have = Math.max(lastPackRow?.last ?? 0, opRows.at(-1)?.n ?? 0);
  await restoreOwnOps(db, ownDeviceId, {
    log: logId,
    ops: [],
    packs: [],
    have,
    acked: lastMissingNumber(
      opRows.map(({ n }) => n),
      have,
    ),
    chainEnd: chainEndAfter(lastPackRow),
    refold: [...new Set(opRows.map(({ doc }) => doc))],
    startsBySnapshot: true,
  });
}

const chainEndAfter = (lastPackRow: PackRow | undefined) =>
  lastPackRow === undefined ? null : { n: lastPackRow.last, hash: lastPackRow.hash };

/** Last number without a row: only ops at headquarters were ever deleted. `numbers` are ascending. */
function lastMissingNumber(numbers: readonly number[], upTo: number): number {
  const here = new Set(numbers);
  let n = upTo;
  while (n > 0 && here.has(n)) n -= 1;
  return n;
}
