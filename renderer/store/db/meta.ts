import * as z from 'zod';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import { Dot } from '#domain/document/dot.ts';
import { DeviceId, LogId } from '#domain/ids.ts';
import { KnownDevices } from '#domain/people/known-devices.ts';
import { LeaseCheck } from '#domain/people/lease.ts';
import { GraceState } from '#domain/privacy/retention-due.ts';
import { LinkMeasurement } from '#sync/client/link.ts';
import { maximumNotices, Notice } from '#sync/protocol/access-notices.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { EnrolmentTerms } from './rows.ts';
import { FieldErasure } from './field-erasure.ts';

const MomentValue = z.readonly(z.object({ atMs: z.int().nonnegative() }));

const nonNegativeInteger = z.int().nonnegative();

/**
 * A former identity of this device that had two branches (P2): headquarters has another one beyond `upTo`. `suspects`:
 * ops beyond it that are still to be looked at, because somebody may have replaced them unseen (forks.ts).
 */
export const ForkedIdentity = z.readonly(
  z.object({ log: LogId, device: DeviceId, upTo: nonNegativeInteger, suspects: z.readonly(z.array(Dot)) }),
);
export type ForkedIdentity = z.infer<typeof ForkedIdentity>;

/** What there is one of, by key. Parsed on every read, since everything hangs on them. */
export const metaSchemas = {
  /** The hybrid clock after the last op written or seen. */
  clock: HlcTimestamp,
  /** Headquarters' clock minus this laptop's, as last measured. */
  clockOffsetMs: z.int(),
  grants: Grants,
  /** Written once: its absence in a vault that was used tells a reset database from a fresh one (D2). */
  sentinel: z.readonly(z.object({ device: DeviceId, madeAtMs: z.int().nonnegative() })),
  /** When the last write was wholly kept. */
  saved: MomentValue,
  /** Devices that headquarters has named, and which of them this person compared. */
  knownDevices: KnownDevices,
  /** Notices about this person's access that are not answered yet. */
  notices: z.readonly(z.array(Notice).max(maximumNotices)),
  /** Headquarters has everything of ours up to here. */
  receipt: MomentValue,
  enrolment: EnrolmentTerms,
  /** Since when there was no contact with headquarters. */
  lease: LeaseCheck,
  /** Missions whose periods are over, as they stand in the list that the person sees before they are erased. */
  dueMissions: z.readonly(z.record(LogId, GraceState)),
  /** The same for what goes before the rest of its mission. */
  dueParts: z.readonly(z.record(LogId, GraceState)),
  erasedParts: z.readonly(z.object({ atMs: nonNegativeInteger, missions: z.int().positive() })),
  /** When missions were last erased here and how many, until the person has read it. */
  erasedMissions: z.readonly(z.object({ atMs: nonNegativeInteger, missions: z.int().positive() })),
  /** The `summaryVersion` that the stored summaries were made with. */
  summaryVersion: z.int(),
  /** What the person is to be told of the last comparison with the journal (D2), until it was read. */
  restored: z.readonly(
    z.object({
      atMs: z.int().nonnegative(),
      changes: nonNegativeInteger,
      packs: nonNegativeInteger,
      damaged: nonNegativeInteger,
      database: z.enum(['kept', 'rebuilt', 'engineChanged']),
      journal: z.literal('begunAnew').optional(),
    }),
  ),
  /** That this laptop goes on under a new identity (P2), until the person has read it. */
  renewed: z.readonly(
    z.object({ atMs: z.int().nonnegative(), why: RenewalReason, changes: nonNegativeInteger }),
  ),
  forks: z.readonly(z.array(ForkedIdentity)),
  /** When all documents were last looked through for values that need not be kept here. */
  pruned: MomentValue,
  /** The person paused sending and receiving. */
  paused: z.boolean(),
  /** What was last measured of the road (S6). */
  link: LinkMeasurement,
  /** What single words went from here, until the journal has nothing of them any more. */
  erasedWords: z.readonly(z.array(FieldErasure)),
  /** Damaged frames that the person was told of, by journal file. */
  journalDamage: z.readonly(z.record(z.string(), nonNegativeInteger)),
} as const;

export type MetaKey = keyof typeof metaSchemas;
export type MetaValue<K extends MetaKey> = z.output<(typeof metaSchemas)[K]>;

/**
 * The singleton, or undefined before it is first written. One that cannot be read counts as never written, so that it
 * stops nothing; the next start makes it anew (`rebuild-rows.ts`).
 */
export const readMeta = async <K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> => parseMetaValue(key, (await db.meta.get(key))?.value);

/** Every singleton that is there: one question to the database, where each key alone would be one more. */
export async function readAllMeta(
  db: FieldDatabase,
): Promise<<K extends MetaKey>(key: K) => MetaValue<K> | undefined> {
  const values = new Map((await db.meta.toArray()).map(({ key, value }) => [key, value] as const));
  return (key) => parseMetaValue(key, values.get(key));
}

/** Some of them, likewise. */
export async function readSomeMeta<K extends MetaKey>(
  db: FieldDatabase,
  keys: readonly K[],
): Promise<{ readonly [One in K]?: MetaValue<One> }> {
  const rows = await db.meta.bulkGet([...keys]);
  // Each value is parsed by the schema of its key.
  return Object.fromEntries(keys.map((key, at) => [key, parseMetaValue(key, rows[at]?.value)])) as {
    readonly [One in K]?: MetaValue<One>;
  };
}

/** The value of a row; undefined when it is not what its key says. */
export const parseMetaValue = <K extends MetaKey>(key: K, value: unknown): MetaValue<K> | undefined =>
  // The schema found by the key is the one of the key's type.
  metaSchemas[key].safeParse(value).data as MetaValue<K> | undefined;

/** Several at once: one question to the database. */
export async function putAllMeta(
  db: FieldDatabase,
  values: { readonly [K in MetaKey]?: MetaValue<K> },
): Promise<void> {
  await db.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })));
}

export async function putMeta<K extends MetaKey>(
  db: FieldDatabase,
  key: K,
  value: MetaValue<K>,
): Promise<void> {
  await db.meta.put({ key, value });
}
