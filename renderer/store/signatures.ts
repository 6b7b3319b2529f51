import type { DeviceId } from '#domain/ids.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';
import type { PackRow } from './rows.ts';

/** Who speaks for what arrives. */
export interface Road {
  readonly own: DeviceId;
  /** Headquarters' own answer, or its key that this device pins, by which what it erased is known on any other road. */
  readonly headquarters: 'answers' | { readonly key: string | null };
}

/**
 * Colleagues' signatures, checked before anything of theirs has effect: a device is the hash of its key, so a key that
 * headquarters names can only be the right one, and nobody between can write in a colleague's name. A pack whose
 * signature does not hold becomes one that cannot be read: it is parked, and what follows counts. A device whose key is
 * not known here is taken by headquarters' word, as before. Own packs are not asked about. What headquarters erased
 * something in bears its signature, whosever the pack is, and is taken from nobody else without it.
 */
export async function checkSignatures<T extends OpenedEntry>(
  verifier: Verifier | undefined,
  readKeys: () => Promise<KeyByDevice>,
  road: Road,
  entries: readonly T[],
): Promise<readonly (T | Unreadable)[]> {
  if (verifier === undefined) return entries;
  const doubted = (entries as readonly OpenedEntry[]).flatMap((entry) =>
    entry.kind === 'pack' && isAsked(entry, road) ? [entry] : [],
  );
  if (doubted.length === 0) return entries;
  const keyOf = await readKeys();
  const judged = doubted.map((entry) => ({ entry, signer: signerOf(entry.row, keyOf, road) }));
  const signed = judged.flatMap(({ entry, signer }) =>
    signer.kind === 'key' ? [{ entry, asked: { key: signer.key, ...signedPart(entry.row) } }] : [],
  );
  const holds = signed.length === 0 ? [] : await verifier.verify(signed.map(({ asked }) => asked));
  const forged = new Set<OpenedEntry>([
    ...judged.filter(({ signer }) => signer.kind === 'nobody').map(({ entry }) => entry),
    ...signed.filter((_one, at) => holds[at] !== true).map(({ entry }) => entry),
  ]);
  return entries.map((entry) => (entry.kind === 'pack' && forged.has(entry) ? unreadable(entry) : entry));
}

const isAsked = ({ row }: ArrivedPack, { own, headquarters }: Road): boolean =>
  row.erased === undefined ? row.device !== own : headquarters !== 'answers';

type Signer = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'unknown' | 'nobody' };

/** Whose signature a pack must bear: this key's, one that is not known here, or none that could ever hold. */
function signerOf({ device, erased }: PackRow, keyOf: KeyByDevice, { headquarters }: Road): Signer {
  if (erased === undefined) {
    const key = keyOf(device);
    return key === null ? { kind: 'unknown' } : { kind: 'key', key };
  }
  const isTrusted = headquarters !== 'answers' && headquarters.key === erased.key;
  return isTrusted ? { kind: 'key', key: erased.key } : { kind: 'nobody' };
}

const signedPart = ({ payload, sig, hash, erased }: PackRow) => ({
  payload: erased === undefined ? payload : erasedPackText(hash, payload),
  sig,
});

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
