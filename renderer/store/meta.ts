import * as z from 'zod';
import { Stamp } from '#domain/clock/hlc.ts';
import { DeviceId } from '#domain/ids.ts';
import { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';

const AtMs = z.readonly(z.object({ atMs: z.int().nonnegative() }));

/** What there is one of, by key. Parsed on every read, since everything hangs on them. */
const singletons = {
  /** The hybrid clock after the last op written or seen. */
  clock: Stamp,
  /** Headquarters' clock minus this laptop's, as last measured. */
  clockOffsetMs: z.int(),
  grants: Grants,
  /** Written once: its absence in a vault that was used tells a reset database from a fresh one (D2). */
  sentinel: z.readonly(z.object({ device: DeviceId, madeAtMs: z.int().nonnegative() })),
  /** When the last write was wholly kept. */
  saved: AtMs,
  /** Headquarters has everything of ours up to here. */
  receipt: AtMs,
  /** From enrolment: whom to seal bundles to, and for how many days the grants hold offline (security.md 3). */
  enrolment: z.readonly(z.object({ recipients: z.readonly(z.array(z.string())), lease: z.int().positive() })),
  /** The `summaryVersion` that the stored summaries were made with. */
  summaryVersion: z.int(),
} as const;

export type MetaKey = keyof typeof singletons;
export type MetaValue<K extends MetaKey> = z.output<(typeof singletons)[K]>;

/** The singleton, or undefined before it is first written. Throws when the database holds something else. */
export async function readMeta<K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> {
  const row = await db.meta.get(key);
  // The schema found by the key is the one of the key's type.
  return row === undefined ? undefined : (singletons[key].parse(row.value) as MetaValue<K>);
}

export async function putMeta<K extends MetaKey>(
  db: FieldDatabase,
  key: K,
  value: MetaValue<K>,
): Promise<void> {
  await db.meta.put({ key, value });
}
