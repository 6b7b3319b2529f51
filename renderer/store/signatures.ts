import type { DeviceId } from '#domain/ids.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';

/**
 * Colleagues' signatures, checked before anything of theirs has effect: a device is the hash of its key, so a key that
 * headquarters names can only be the right one, and nobody between can write in a colleague's name. A pack whose
 * signature does not hold becomes one that cannot be read: it is parked, and what follows counts. A device whose key is
 * not known here is taken by headquarters' word, as before. Own packs are not asked about.
 */
export async function checkSignatures<T extends OpenedEntry>(
  verifier: Verifier | undefined,
  readKeys: () => Promise<KeyByDevice>,
  own: DeviceId,
  entries: readonly T[],
): Promise<readonly (T | Unreadable)[]> {
  if (verifier === undefined) return entries;
  const others = entries.filter((entry) => entry.kind === 'pack' && entry.row.device !== own);
  if (others.length === 0) return entries;
  const keyOf = await readKeys();
  const signed = others.flatMap((entry) => {
    if (entry.kind !== 'pack') return [];
    const key = keyOf(entry.row.device);
    return key === null ? [] : [{ entry, asked: { key, payload: entry.row.payload, sig: entry.row.sig } }];
  });
  if (signed.length === 0) return entries;
  const holds = await verifier.verify(signed.map(({ asked }) => asked));
  const forged = new Set<OpenedEntry>(
    signed.filter((_one, at) => holds[at] !== true).map(({ entry }) => entry),
  );
  return entries.map((entry) => (entry.kind === 'pack' && forged.has(entry) ? unreadable(entry) : entry));
}

type Unreadable = Extract<OpenedEntry, { kind: 'unreadable' }>;

const unreadable = ({ row }: ArrivedPack): Unreadable => ({
  kind: 'unreadable',
  why: 'signature',
  hash: row.hash,
  text: row.payload,
});

/** The raw Ed25519 public key of a device, base64url; null when it is not known here. */
export type KeyByDevice = (device: DeviceId) => string | null;

/** The keys that headquarters names, in what is kept and in what has just come. One that is not the device's is none. */
export async function readKeys(db: FieldDatabase, justCome?: Grants): Promise<KeyByDevice> {
  const kept = (await readMeta(db, 'grants'))?.devices ?? {};
  const devices = { ...kept, ...justCome?.devices };
  const checked = new Map<DeviceId, string | null>();
  return (device) => {
    const known = checked.get(device);
    if (known !== undefined) return known;
    const key = devices[device]?.key;
    const own = key !== undefined && isKeyOf(device, key) ? key : null;
    checked.set(device, own);
    return own;
  };
}

function isKeyOf(device: DeviceId, key: string): boolean {
  const binary = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return deviceIdOf(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))) === device;
}
