import * as z from 'zod';
import { Stamp } from '#domain/clock/hlc.ts';
import { Dot } from '#domain/document/dot.ts';
import { DeviceId, LogId } from '#domain/ids.ts';
import { KnownDevices } from '#domain/people/known-devices.ts';
import { LeaseCount } from '#domain/people/lease.ts';
import { Listed } from '#domain/privacy/grace.ts';
import { Link } from '#sync/client/link.ts';
import { mostNotices, Notice } from '#sync/protocol/notices.ts';
import { RenewalReason } from '#sync/protocol/renew.ts';
import { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { EnrolmentTerms } from './enrolment-terms.ts';
import { ErasedWords } from './retention/erased-words.ts';

const AtMs = z.readonly(z.object({ atMs: z.int().nonnegative() }));

const count = z.int().nonnegative();

/**
 * A former identity of this device that had two branches (P2): headquarters has another one beyond `upTo`. `suspects`:
 * ops beyond it that are still to be looked at, because somebody may have replaced them unseen (forks.ts).
 */
export const Fork = z.readonly(
  z.object({ log: LogId, device: DeviceId, upTo: count, suspects: z.readonly(z.array(Dot)) }),
);
export type Fork = z.infer<typeof Fork>;

/** What there is one of, by key. Parsed on every read, since everything hangs on them. */
export const singletons = {
  /** The hybrid clock after the last op written or seen. */
  clock: Stamp,
  /** Headquarters' clock minus this laptop's, as last measured. */
  clockOffsetMs: z.int(),
  grants: Grants,
  /** Written once: its absence in a vault that was used tells a reset database from a fresh one (D2). */
  sentinel: z.readonly(z.object({ device: DeviceId, madeAtMs: z.int().nonnegative() })),
  /** When the last write was wholly kept. */
  saved: AtMs,
  /** Devices that headquarters has named, and which of them this person compared. */
  knownDevices: KnownDevices,
  /** Notices about this person's access that are not answered yet. */
  notices: z.readonly(z.array(Notice).max(mostNotices)),
  /** Headquarters has everything of ours up to here. */
  receipt: AtMs,
  enrolment: EnrolmentTerms,
  /** Since when there was no contact with headquarters. */
  lease: LeaseCount,
  /** Missions whose periods are over, as they stand in the list that the person sees before they are erased. */
  dueMissions: z.readonly(z.record(LogId, Listed)),
  /** The same for what goes before the rest of its mission. */
  dueParts: z.readonly(z.record(LogId, Listed)),
  erasedParts: z.readonly(z.object({ atMs: count, missions: z.int().positive() })),
  /** When missions were last erased here and how many, until the person has read it. */
  erasedMissions: z.readonly(z.object({ atMs: count, missions: z.int().positive() })),
  /** The `summaryVersion` that the stored summaries were made with. */
  summaryVersion: z.int(),
  /** What the person is to be told of the last comparison with the journal (D2), until it was read. */
  restored: z.readonly(
    z.object({
      atMs: z.int().nonnegative(),
      changes: count,
      packs: count,
      damaged: count,
      database: z.enum(['kept', 'rebuilt', 'engineChanged']),
      journal: z.literal('begunAnew').optional(),
    }),
  ),
  /** That this laptop goes on under a new identity (P2), until the person has read it. */
  renewed: z.readonly(z.object({ atMs: z.int().nonnegative(), why: RenewalReason, changes: count })),
  forks: z.readonly(z.array(Fork)),
  /** When all documents were last looked through for values that need not be kept here. */
  pruned: AtMs,
  /** The person paused sending and receiving. */
  paused: z.boolean(),
  /** What was last measured of the road (S6). */
  link: Link,
  /** What single words went from here, until the journal has nothing of them any more. */
  erasedWords: z.readonly(z.array(ErasedWords)),
  /** Damaged frames that the person was told of, by journal file. */
  journalDamage: z.readonly(z.record(z.string(), count)),
} as const;

export type MetaKey = keyof typeof singletons;
export type MetaValue<K extends MetaKey> = z.output<(typeof singletons)[K]>;

/**
 * The singleton, or undefined before it is first written. One that cannot be read counts as never written, so that it
 * stops nothing; the next start makes it anew (`rebuild-rows.ts`).
 */
export const readMeta = async <K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> => parseMeta(key, (await db.meta.get(key))?.value);

/** Every singleton that is there: one question to the database, where each key alone would be one more. */
export async function readAllMeta(
  db: FieldDatabase,
): Promise<<K extends MetaKey>(key: K) => MetaValue<K> | undefined> {
  const values = new Map((await db.meta.toArray()).map(({ key, value }) => [key, value] as const));
  return (key) => parseMeta(key, values.get(key));
}

/** Some of them, likewise. */
export async function readSomeMeta<K extends MetaKey>(
  db: FieldDatabase,
  keys: readonly K[],
): Promise<{ readonly [One in K]?: MetaValue<One> }> {
  const rows = await db.meta.bulkGet([...keys]);
  // Each value is parsed by the schema of its key.
  return Object.fromEntries(keys.map((key, at) => [key, parseMeta(key, rows[at]?.value)])) as {
    readonly [One in K]?: MetaValue<One>;
  };
}

/** The value of a row; undefined when it is not what its key says. */
export const parseMeta = <K extends MetaKey>(key: K, value: unknown): MetaValue<K> | undefined =>
  // The schema found by the key is the one of the key's type.
  singletons[key].safeParse(value).data as MetaValue<K> | undefined;

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
