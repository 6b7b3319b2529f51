import type { DeviceId } from '#domain/ids.ts';
import type { ShellKeys, Verifier } from '#sync/client/ports.ts';
import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';
import type { PackRow } from './rows.ts';

/**
 * Checks the signature of every pack that arrives, before anything of it has effect (P2), on every road: headquarters'
 * answer, a snapshot, a stick. A pack must bear the signature of its device; a device is the hash of its key, so nobody
 * between can give another one. An erased form must bear that of headquarters, under the key that is pinned now. Own packs
 * are checked by the own key. A pack that fails becomes one that cannot be read, with the reason: `signature`; `unnamed`
 * where headquarters has not named its device yet, so that no key is known.
 * @param verifier left out where nobody can check: then nothing is
 * @returns the entries in the same order
 */
export async function checkSignatures<T extends OpenedEntry>(
  verifier: Verifier | undefined,
  readNamed: () => Promise<NamedDevices>,
  own: DeviceId,
  entries: readonly T[],
): Promise<readonly (T | Unreadable)[]> {
  const packs = (entries as readonly OpenedEntry[]).flatMap((entry) =>
    entry.kind === 'pack' ? [entry] : [],
  );
  if (verifier === undefined || packs.length === 0) return entries;
  const named = await readNamed();
  const needsShell = packs.some(({ row }) => row.erased !== undefined || row.device === own);
  const shell = needsShell ? await verifier.keys() : null;
  const judged = packs.map((entry) => ({ entry, signer: signerOf(entry.row, own, shell, named) }));
  const signed = judged.flatMap(({ entry, signer }) =>
    signer.kind === 'key' ? [{ entry, asked: { key: signer.key, ...signedPart(entry.row) } }] : [],
  );
  const holds = signed.length === 0 ? [] : await verifier.verify(signed.map(({ asked }) => asked));
  const whyNot = new Map<OpenedEntry, Unreadable['why']>([
    ...judged.flatMap(({ entry, signer }) => (signer.kind === 'none' ? [[entry, signer.why] as const] : [])),
    ...signed.flatMap(({ entry }, at) => (holds[at] === true ? [] : [[entry, 'signature'] as const])),
  ]);
  return entries.map((entry) => {
    const why = whyNot.get(entry);
    return entry.kind === 'pack' && why !== undefined ? unreadable(entry, why) : entry;
  });
}

/** `key`: this one must have signed. `word`: an older headquarters names devices without keys. `none`: it cannot hold. */
type Signer =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'word' }
  | { readonly kind: 'none'; readonly why: 'signature' | 'unnamed' };

function signerOf(
  { device, erased }: PackRow,
  own: DeviceId,
  shell: ShellKeys | null,
  named: NamedDevices,
): Signer {
  if (erased !== undefined)
    return shell?.server === erased.key
      ? { kind: 'key', key: erased.key }
      : { kind: 'none', why: 'signature' };
  if (device === own && shell !== null && isKeyOf(own, shell.own)) return { kind: 'key', key: shell.own };
  const known = named(device);
  if (known.kind === 'unnamed') return { kind: 'none', why: 'unnamed' };
  return known.kind === 'key' ? known : { kind: 'word' };
}

const signedPart = ({ payload, sig, hash, erased }: PackRow) => ({
  payload: erased === undefined ? payload : erasedPackText(hash, payload),
  sig,
});

type Unreadable = Extract<OpenedEntry, { kind: 'unreadable' }>;

const unreadable = ({ row, held }: ArrivedPack, why: Unreadable['why']): Unreadable => ({
  kind: 'unreadable',
  why,
  hash: row.hash,
  text: row.payload,
  ...(row.erased === undefined && { sig: row.sig }),
  ...(held.length > 0 && { held }),
});

/** What headquarters says of a device: its raw Ed25519 public key in base64url; of an older one only that it is there. */
export type Named = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'keyless' | 'unnamed' };

export type NamedDevices = (device: DeviceId) => Named;

/** The devices that headquarters names, in what is kept and in what has just come. A key of another device names none. */
export async function readNamedDevices(db: FieldDatabase, justCome?: Grants): Promise<NamedDevices> {
  const kept = (await readMeta(db, 'grants'))?.devices ?? {};
  const devices = { ...kept, ...justCome?.devices };
  const checked = new Map<DeviceId, Named>();
  return (device) => {
    const before = checked.get(device);
    if (before !== undefined) return before;
    const now = namedBy(device, devices[device]);
    checked.set(device, now);
    return now;
  };
}

function namedBy(device: DeviceId, said: { readonly key?: string | undefined } | undefined): Named {
  if (said === undefined) return { kind: 'unnamed' };
  if (said.key === undefined) return { kind: 'keyless' };
  return isKeyOf(device, said.key) ? { kind: 'key', key: said.key } : { kind: 'unnamed' };
}

function isKeyOf(device: DeviceId, key: string): boolean {
  const binary = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return deviceIdOf(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))) === device;
}
