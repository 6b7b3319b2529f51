import type { DeviceId, LogId } from '#domain/ids.ts';
import type { ShellKeys, SignatureVerifier } from '#sync/client/ports.ts';
import { decodePack, erasedPackText, packHash } from '#sync/protocol/erased-pack.ts';
import { deviceIdOf, type Sha256 } from '#sync/protocol/hash.ts';
import type { Grants, LogEntry, Pack } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta } from '../db/meta.ts';
import type { PackRow } from '../db/rows.ts';
import type { ArrivedPack } from '../db/stored-packs.ts';

/**
 * Verify the signature of every arriving pack before it has any effect (P2): in answers, snapshots and imports. A pack
 * must have its device's signature, and nobody's word replaces it. The device id is the hash of its key, so nobody can substitute a key. An erased
 * form must have the signature of headquarters' pinned key. A failing pack becomes unreadable: `signature`, or
 * `unnamed` for a device without a known key.
 * @param verifier Absent when nobody can verify: then nothing is verified.
 * @returns the entries in the same order
 */
export async function verifyEntrySignatures<T extends OpenedEntry>(
  verifier: SignatureVerifier | undefined,
  readNamed: () => Promise<DeviceKeyLookup>,
  own: DeviceId,
  entries: readonly T[],
): Promise<readonly (T | UnreadableEntry)[]> {
  const packs = (entries as readonly OpenedEntry[]).flatMap((entry) =>
    entry.kind === 'pack' ? [entry] : [],
  );
  if (verifier === undefined || packs.length === 0) return entries;
  const named = await readNamed();
  const needsShell = packs.some(({ row }) => row.erased !== undefined || row.device === own);
  const shell = needsShell ? await verifier.keys() : null;
  const judged = packs.map((entry) => ({ entry, signer: expectedSignerOf(entry.row, own, shell, named) }));
  const signed = judged.flatMap(({ entry, signer }) =>
    signer.kind === 'key' ? [{ entry, request: { key: signer.key, ...signedContentOf(entry.row) } }] : [],
  );
  const holds = signed.length === 0 ? [] : await verifier.verify(signed.map(({ request }) => request));
  const whyNot = new Map<OpenedEntry, UnreadableEntry['why']>([
    ...judged.flatMap(({ entry, signer }) => (signer.kind === 'none' ? [[entry, signer.why] as const] : [])),
    ...signed.flatMap(({ entry }, at) => (holds[at] === true ? [] : [[entry, 'signature'] as const])),
  ]);
  return entries.map((entry) => {
    const why = whyNot.get(entry);
    return entry.kind === 'pack' && why !== undefined ? toUnreadableEntry(entry, why) : entry;
  });
}

/** `key`: this one must have signed. `none`: it cannot be valid. */
type ExpectedSigner =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'none'; readonly why: 'signature' | 'unnamed' };

function expectedSignerOf(
  { device, erased }: PackRow,
  own: DeviceId,
  shell: ShellKeys | null,
  named: DeviceKeyLookup,
): ExpectedSigner {
  if (erased !== undefined)
    return shell?.server === erased.key
      ? { kind: 'key', key: erased.key }
      : { kind: 'none', why: 'signature' };
  if (device === own && shell !== null && isKeyOfDevice(own, shell.own))
    return { kind: 'key', key: shell.own };
  const key = named(device);
  return key === null ? { kind: 'none', why: 'unnamed' } : { kind: 'key', key };
}

const signedContentOf = ({ payload, sig, hash, erased }: PackRow) => ({
  payload: erased === undefined ? payload : erasedPackText(hash, payload),
  sig,
});

type UnreadableEntry = Extract<OpenedEntry, { kind: 'unreadable' }>;

const toUnreadableEntry = ({ row, held }: ArrivedPack, why: UnreadableEntry['why']): UnreadableEntry => ({
  kind: 'unreadable',
  why,
  hash: row.hash,
  text: row.payload,
  ...(row.erased === undefined && { sig: row.sig }),
  ...(held.length > 0 && { held }),
});

/** Key of a device, raw Ed25519 in base64url; null for a device that headquarters has not named with its key. */
type DeviceKeyLookup = (device: DeviceId) => string | null;

/** Devices named in the stored and the new grants. Without its own key a device is as good as unnamed (P2k). */
export async function readDeviceKeys(db: FieldDatabase, justCome?: Grants): Promise<DeviceKeyLookup> {
  const kept = await readMeta(db, 'grants');
  const checked = new Map<DeviceId, string | null>();
  return (device) => {
    const before = checked.get(device);
    if (before !== undefined) return before;
    const keys = [kept?.devices[device]?.key, justCome?.devices[device]?.key];
    const key = keys.find((one) => one !== undefined && isKeyOfDevice(device, one)) ?? null;
    checked.set(device, key);
    return key;
  };
}

/** True for the public key of which the device's id is the hash. */
export function isKeyOfDevice(device: DeviceId, key: string): boolean {
  const binary = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return deviceIdOf(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))) === device;
}

/** One entry of a log, decoded before the transaction begins: hashing and parsing must not delay it. */
export type OpenedEntry =
  | ArrivedPack
  | { readonly kind: 'release'; readonly device: DeviceId; readonly numbers: readonly number[] }
  | {
      readonly kind: 'unreadable';
      readonly why: string;
      readonly hash: Sha256;
      readonly text: string;
      /** Signature of a whole pack, so that it can still be applied or exported. */
      readonly sig?: string;
      /** Numbers of the ops that headquarters holds. */
      readonly held?: readonly number[];
    };

/** Decode the entries of one log. Signatures are verified next, chains when packs are applied (P2). */
export const openLogEntries = (log: LogId, entries: readonly LogEntry[]): readonly OpenedEntry[] =>
  entries.map((entry) =>
    'release' in entry
      ? { kind: 'release', device: entry.release.device, numbers: entry.release.n }
      : openPackOfLog(log, entry.pack, entry.held ?? []),
  );

/** Decode one pack that should belong to this log. */
export function openPackOfLog(log: LogId, pack: Pack, held: readonly number[]): OpenedPackEntry {
  const opened = openAnyPack(pack, held);
  if (opened.kind === 'pack' && opened.row.log !== log)
    return { kind: 'unreadable', why: 'of another log', hash: opened.row.hash, text: pack.payload };
  return opened;
}

/** Decode one pack of any log. */
export function openAnyPack(pack: Pack, held: readonly number[]): OpenedPackEntry {
  const { payload, sig, erased } = pack;
  const hash = packHash(pack);
  const decoded = decodePack(pack);
  if (!decoded.ok) return { kind: 'unreadable', why: decoded.refusal.why, hash, text: payload };
  const opened = decoded.value;
  const { log, device, first } = opened;
  const last = first + opened.ops.length - 1;
  return {
    kind: 'pack',
    row: { log, device, first, last, payload, sig, hash, ...(erased && { erased }) },
    opened,
    held,
  };
}

type OpenedPackEntry = Extract<OpenedEntry, { kind: 'pack' | 'unreadable' }>;
