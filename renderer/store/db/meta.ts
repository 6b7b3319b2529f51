import * as z from 'zod';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import { Dot, Op, Path } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { LeaseCheck } from '#domain/kinds/device-lease.ts';
import { SealRecipient, SealRole } from '#domain/path-rules/sealed-value.ts';
import { KnownDevices } from '#domain/people/known-devices.ts';
import { GraceState } from '#domain/privacy/retention-due.ts';
import { LinkMeasurement } from '#sync/client/link.ts';
import { AccessNotice, maximumNotices } from '#sync/protocol/access-notices.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { Grants } from '#sync/protocol/wire.ts';
import { LeftRoute } from '../api/left-route.ts';
import type { FieldDatabase } from './database.ts';
import { FieldErasure } from './field-erasure.ts';
import { LogRow, newLogRow } from './log-row.ts';
import { metaCacheKey } from './row-cache.ts';
import { EnrolmentTerms } from './rows.ts';
import type { StoredDocument } from './stored-document.ts';
import { UndoPosition } from './undo-position.ts';

const MomentValue = z.readonly(z.object({ atMs: z.int().nonnegative() }));

const nonNegativeInteger = z.int().nonnegative();

/**
 * Former identity of this device with two branches (P2): beyond `upTo` headquarters has the other one. `signed`: ops of
 * the branch here that were in a pack, so that colleagues may have them; absent in rows of before. `suspects`: ops
 * beyond `upTo` that still need a check, since somebody may have replaced them unseen
 * (renderer/store/receive/fork-watch.ts).
 */
export const ForkedIdentity = z.readonly(
  z.object({
    log: LogId,
    device: DeviceId,
    upTo: nonNegativeInteger,
    signed: z.readonly(z.array(z.readonly(z.object({ dot: Dot, doc: DocumentId, path: Path })))).optional(),
    suspects: z.readonly(z.array(Dot)),
  }),
);
export type ForkedIdentity = z.infer<typeof ForkedIdentity>;

/** Singletons by key. Parsed on every read, since everything depends on them. */
export const metaSchemas = {
  /** Hybrid logical clock after the last op written or seen. */
  clock: HlcTimestamp,
  /** Headquarters' clock minus this laptop's, as last measured. */
  clockOffsetMs: z.int(),
  grants: Grants,
  /** Written once: its absence in a used vault tells a reset database from a fresh one (D2). */
  sentinel: z.readonly(z.object({ device: DeviceId, madeAtMs: z.int().nonnegative() })),
  /** Time when the last write was fully saved. */
  saved: MomentValue,
  /** Devices that headquarters has named, and those among them that this person compared. */
  knownDevices: KnownDevices,
  /** Keys of roles that this person agreed to: names of participants are encrypted to no other. */
  agreedSealKeys: z.readonly(z.partialRecord(SealRole, SealRecipient)),
  /** Notices about this person's access that are not answered yet. */
  notices: z.readonly(z.array(AccessNotice).max(maximumNotices)),
  /** Time up to which headquarters has all own ops. */
  receipt: MomentValue,
  enrolment: EnrolmentTerms,
  /** Time since the last contact with headquarters. */
  lease: LeaseCheck,
  /** Missions past their retention period, in the list that the person sees before they are erased. */
  dueMissions: z.readonly(z.record(LogId, GraceState)),
  /** The same for content with a shorter retention than its mission. */
  dueParts: z.readonly(z.record(LogId, GraceState)),
  erasedParts: z.readonly(z.object({ atMs: nonNegativeInteger, missions: z.int().positive() })),
  /** Time and number of missions last erased here, until the person has read it. */
  erasedMissions: z.readonly(z.object({ atMs: nonNegativeInteger, missions: z.int().positive() })),
  /** `summaryVersion` of the stored summaries. */
  summaryVersion: z.int(),
  /** Result of the last comparison with the journal (D2), until the person has read it. */
  restored: z.readonly(
    z.object({
      atMs: z.int().nonnegative(),
      changes: nonNegativeInteger,
      packs: nonNegativeInteger,
      damaged: nonNegativeInteger,
      database: z.enum(['kept', 'rebuilt', 'engineChanged', 'fromBackup']),
      backupAtMs: nonNegativeInteger.optional(),
      journal: z.literal('begunAnew').optional(),
    }),
  ),
  /** New identity of this laptop (P2), until the person has read of it. */
  renewed: z.readonly(
    z.object({ atMs: z.int().nonnegative(), why: RenewalReason, changes: nonNegativeInteger }),
  ),
  forks: z.readonly(z.array(ForkedIdentity)),
  /** Time when all documents were last pruned. */
  pruned: MomentValue,
  /** Time when the person last read that nobody at headquarters could open this vault. */
  unrecoverableRead: MomentValue,
  /** The person paused sending and receiving. */
  paused: z.boolean(),
  /** Where this person left off. */
  leftPlace: LeftRoute,
  /** Position in the list of acts that can be undone. */
  undoPlace: UndoPosition,
  /** Last measurement of the link (S6). */
  link: LinkMeasurement,
  /** Erased fields, until nothing of them is in the journal any more. */
  erasedWords: z.readonly(z.array(FieldErasure)),
  /** Ops of texts that moved to the end of the own chain, until the journal has them (renderer/store/held-texts/set-aside-texts.ts). */
  setAside: z.readonly(z.array(z.readonly(z.object({ log: LogId, ops: z.readonly(z.array(Op)) })))),
  /** Damaged frames that a notice has reported, by journal file. */
  journalDamage: z.readonly(z.record(z.string(), nonNegativeInteger)),
} as const;

export type MetaKey = keyof typeof metaSchemas;
export type MetaValue<K extends MetaKey> = z.output<(typeof metaSchemas)[K]>;

/**
 * The singleton, or undefined before its first write. An unreadable one counts as never written, so that it stops
 * nothing; the next start makes it again (renderer/store/recovery/rebuild-rows.ts).
 */
export const readMeta = async <K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> => parseMetaValue(key, (await db.meta.get(key))?.value);

/** Read every existing singleton in one query, where each key alone would need one. */
export async function readAllMeta(
  db: FieldDatabase,
): Promise<<K extends MetaKey>(key: K) => MetaValue<K> | undefined> {
  const values = new Map((await db.meta.toArray()).map(({ key, value }) => [key, value] as const));
  return (key) => parseMetaValue(key, values.get(key));
}

/** Read some of them in the same way. */
export async function readSomeMeta<K extends MetaKey>(
  db: FieldDatabase,
  keys: readonly K[],
): Promise<{ readonly [One in K]?: MetaValue<One> }> {
  const metaRows = await db.meta.bulkGet([...keys]);
  // Each value is parsed by the schema of its key.
  return Object.fromEntries(keys.map((key, at) => [key, parseMetaValue(key, metaRows[at]?.value)])) as {
    readonly [One in K]?: MetaValue<One>;
  };
}

/** Value of a row; undefined when the schema of its key refuses it. */
export function parseMetaValue<K extends MetaKey>(key: K, value: unknown): MetaValue<K> | undefined {
  // The schema found by the key is the one of the key's type.
  const parse = (): MetaValue<K> | undefined =>
    metaSchemas[key].safeParse(value).data as MetaValue<K> | undefined;
  return parseOnce(value, key, parse);
}

/** Parsed rows by row: a row that is read again unchanged is the same frozen object (renderer/store/db/encryption). */
const parsedRows = new WeakMap<object, { readonly schema: string; readonly value: unknown }>();

function parseOnce<T>(row: unknown, schema: string, parse: () => T): T {
  if (typeof row !== 'object' || row === null || !Object.isFrozen(row)) return parse();
  const known = parsedRows.get(row);
  if (known?.schema === schema) return known.value as T; // parsed by this very schema
  const value = parse();
  parsedRows.set(row, { schema, value });
  return value;
}

const parseLogRow = (row: unknown): LogRow => parseOnce(row, 'logs', () => LogRow.parse(row));

/** Write several in one query. */
export async function putAllMeta(
  db: FieldDatabase,
  values: { readonly [K in MetaKey]?: MetaValue<K> },
): Promise<void> {
  await db.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })));
}

/** Save one value of the table `meta`. */
export async function putMeta<K extends MetaKey>(
  db: FieldDatabase,
  key: K,
  value: MetaValue<K>,
): Promise<void> {
  await db.meta.put({ key, value });
}

/** Singleton, read again only after a change (`RowCache`). */
export const readCachedMeta = <K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> => db.rowCache.read(metaCacheKey(key), '', () => readMeta(db, key));

/**
 * Read the row of a log; a new row when nothing of it is here yet.
 * @throws when the stored row does not parse.
 */
export async function readLogRow(db: FieldDatabase, logId: LogId): Promise<LogRow> {
  const logRow = await db.logs.get(logId);
  return logRow === undefined ? newLogRow(logId) : parseLogRow(logRow);
}

/** Sum of the outboxes of all logs. */
export const sumWaiting = (logRows: readonly LogRow[]): LogRow['waiting'] =>
  logRows.reduce(
    (sum, { waiting }) => ({ changes: sum.changes + waiting.changes, bytes: sum.bytes + waiting.bytes }),
    { changes: 0, bytes: 0 },
  );

/** Read the rows of all logs on this device. */
export const readLogRows = async (db: FieldDatabase): Promise<readonly LogRow[]> =>
  (await db.logs.toArray()).map(parseLogRow);

/** Rows of all logs, read again only after a change (`RowCache`). */
export const readCachedLogRows = (db: FieldDatabase): Promise<readonly LogRow[]> =>
  db.rowCache.read('logs', 'all', () => readLogRows(db));

/** Sum of their outboxes. */
export const readCachedWaiting = async (db: FieldDatabase): Promise<LogRow['waiting']> =>
  sumWaiting(await readCachedLogRows(db));

/** Row of one log, cached in the same way. */
export const readCachedLogRow = async (db: FieldDatabase, logId: LogId): Promise<LogRow> =>
  (await readCachedLogRows(db)).find((row) => row.log === logId) ?? newLogRow(logId);

/** Read these documents of a log for a write; absent ones are left out. Runs under the mutex. */
export async function readStoredDocuments(
  db: FieldDatabase,
  logId: LogId,
  documentIds: Iterable<DocumentId>,
): Promise<ReadonlyMap<DocumentId, StoredDocument>> {
  const found = new Map<DocumentId, StoredDocument>();
  const absent: DocumentId[] = [];
  for (const documentId of new Set(documentIds)) {
    const storedDocument = db.documentCache.find([logId, documentId]);
    if (storedDocument === undefined) absent.push(documentId);
    else found.set(documentId, storedDocument);
  }
  if (absent.length === 0) return found;
  const baseRows = await db.documents.bulkGet(absent.map((documentId) => [logId, documentId] as const));
  for (const baseRow of baseRows)
    if (baseRow !== undefined) found.set(baseRow.doc, db.documentCache.storedDocumentOf(baseRow));
  return found;
}
