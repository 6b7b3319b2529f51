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
 * @param signatureVerifier Absent when nobody can verify: then nothing is verified.
 * @returns the entries in the same order
 */
export async function verifyEntrySignatures<T extends OpenedEntry>(
  signatureVerifier: SignatureVerifier | undefined,
  readNamed: () => Promise<DeviceKeyLookup>,
  ownDeviceId: DeviceId,
  entries: readonly T[],
): Promise<readonly (T | UnreadableEntry)[]> {
  const arrivedPacks = (entries as readonly OpenedEntry[]).flatMap((entry) =>
    entry.kind === 'pack' ? [entry] : [],
  );
  if (signatureVerifier === undefined || arrivedPacks.length === 0) return entries;
  const deviceKeyLookup = await readNamed();
  const needsShell = arrivedPacks.some(({ row }) => row.erased !== undefined || row.device === ownDeviceId);
  const shellKeys = needsShell ? await signatureVerifier.keys() : null;
  const judged = arrivedPacks.map((entry) => ({
    entry,
    signer: expectedSignerOf(entry.row, ownDeviceId, shellKeys, deviceKeyLookup),
  }));
  const signed = judged.flatMap(({ entry, signer }) =>
    signer.kind === 'key' ? [{ entry, request: { key: signer.key, ...signedContentOf(entry.row) } }] : [],
  );
  const holds =
    signed.length === 0 ? [] : await signatureVerifier.verify(signed.map(({ request }) => request));
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
  ownDeviceId: DeviceId,
  shellKeys: ShellKeys | null,
  deviceKeyLookup: DeviceKeyLookup,
): ExpectedSigner {
  if (erased !== undefined)
    return shellKeys?.server === erased.key
      ? { kind: 'key', key: erased.key }
      : { kind: 'none', why: 'signature' };
  if (device === ownDeviceId && shellKeys !== null && isKeyOfDevice(ownDeviceId, shellKeys.own))
    return { kind: 'key', key: shellKeys.own };
  const key = deviceKeyLookup(device);
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
type DeviceKeyLookup = (deviceId: DeviceId) => string | null;

/** Devices named in the stored and the new grants. Without its own key a device is as good as unnamed (P2k). */
export async function readDeviceKeys(db: FieldDatabase, justCome?: Grants): Promise<DeviceKeyLookup> {
  const keptGrants = await readMeta(db, 'grants');
  const checked = new Map<DeviceId, string | null>();
  return (deviceId) => {
    const before = checked.get(deviceId);
    if (before !== undefined) return before;
    const keys = [keptGrants?.devices[deviceId]?.key, justCome?.devices[deviceId]?.key];
    const key = keys.find((one) => one !== undefined && isKeyOfDevice(deviceId, one)) ?? null;
    checked.set(deviceId, key);
    return key;
  };
}

/** True for the public key of which the device's id is the hash. */
export function isKeyOfDevice(deviceId: DeviceId, key: string): boolean {
  const binary = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return deviceIdOf(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))) === deviceId;
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
export const openLogEntries = (logId: LogId, logEntries: readonly LogEntry[]): readonly OpenedEntry[] =>
  logEntries.map((logEntry) =>
    'release' in logEntry
      ? { kind: 'release', device: logEntry.release.device, numbers: logEntry.release.n }
      : openPackOfLog(logId, logEntry.pack, logEntry.held ?? []),
  );

/** Decode one pack that should belong to this log. */
export function openPackOfLog(logId: LogId, pack: Pack, held: readonly number[]): OpenedPackEntry {
  const openedPackEntry = openAnyPack(pack, held);
  if (openedPackEntry.kind === 'pack' && openedPackEntry.row.log !== logId)
    return { kind: 'unreadable', why: 'of another log', hash: openedPackEntry.row.hash, text: pack.payload };
  return openedPackEntry;
}

/** Decode one pack of any log. */
export function openAnyPack(pack: Pack, held: readonly number[]): OpenedPackEntry {
  const { payload, sig, erased } = pack;
  const hash = packHash(pack);
  const decoded = decodePack(pack);
  if (!decoded.ok) return { kind: 'unreadable', why: decoded.refusal.why, hash, text: payload };
  const openedPack = decoded.value;
  const { log, device, first } = openedPack;
  const last = first + openedPack.ops.length - 1;
  return {
    kind: 'pack',
    row: { log, device, first, last, payload, sig, hash, ...(erased && { erased }) },
    opened: openedPack,
    held,
  };
}

type OpenedPackEntry = Extract<OpenedEntry, { kind: 'pack' | 'unreadable' }>;
