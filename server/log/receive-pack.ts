import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { isNestedTooDeep } from '#sync/protocol/columns.ts';
import { decodePack, erasedPackText, packHash } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { PackCode } from '#sync/protocol/refusal-codes.ts';
import { Pack } from '#sync/protocol/wire.ts';
import { isTextSignedBy, parsePublicKey } from '../auth/ed25519.ts';
import { readServerKeys } from '../auth/server-identity.ts';
import { clearWriteAheadLog, type ServerStore } from '../db/open-store.ts';
import { type AppendedPack, appendPack, beginningNothing } from './append-pack.ts';
import { quarantinePack, type ReceivedPack } from './quarantine.ts';

/** Sender of the packs, and the logs that this person may write in. */
export interface PackSender {
  readonly device: DeviceId;
  readonly logs: ReadonlySet<LogId>;
}

/**
 * Return the server's verdict on one received item. Never throws on bad input: a bad pack is one verdict, and the
 * others of its request count (S5). Access is checked first, so that an answer reveals nothing about foreign logs.
 * @param keepsRefused whether a refused pack is quarantined whole; else hash and reason are
 */
export async function receivePack(
  store: ServerStore,
  packSender: PackSender,
  item: unknown,
  nowMs: number,
  keepsRefused = true,
): Promise<AppendedPack> {
  const payload = payloadTextOf(item);
  const pack = Pack.safeParse(item);
  const hash = pack.success ? packHash(pack.data) : sha256Of(payload);
  const refused = (code: PackCode): AppendedPack =>
    beginningNothing({ pack: hash, verdict: 'refused', code });
  if (Buffer.byteLength(payload) > wireLimits.packBytes) return refused('too-large');
  if (!pack.success || isNestedTooDeep(payload)) return refused('malformed');

  const receivedPack: ReceivedPack = {
    pack: pack.data,
    hash,
    sender: packSender.device,
    nowMs,
    keepsRefused,
  };
  const opened = decodePack(pack.data);
  if (!opened.ok) {
    await quarantinePack(store, { ...receivedPack, hash: sha256Of(payload) }, 'malformed');
    return refused('malformed');
  }
  const decoded = { ...receivedPack, opened: opened.value };
  const authorCheckResult = await checkPackAuthor(store, packSender, opened.value, pack.data);
  if (authorCheckResult.kind === 'forged') {
    // A pack with an invalid signature is not recorded under its claimed author.
    await quarantinePack(store, { ...decoded, hash: sha256Of(payload) }, 'signature');
    // The device has no other pack of its own that could follow here: it continues under a new identity (P2).
    const isOwnErased = pack.data.erased !== undefined && packSender.device === opened.value.device;
    return isOwnErased ? beginningNothing({ pack: hash, verdict: 'fork' }) : refused('signature');
  }
  if (authorCheckResult.kind === 'refused') {
    await quarantinePack(store, decoded, authorCheckResult.code);
    return refused(authorCheckResult.code);
  }
  const appendedPack = await appendPack(store, {
    ...decoded,
    pack: pack.data,
    author: authorCheckResult.person,
  });
  if (pack.data.erased !== undefined) await clearWriteAheadLog(store);
  return appendedPack;
}

type AuthorCheckResult =
  | { readonly kind: 'known'; readonly person: PersonId }
  | { readonly kind: 'forged' }
  | { readonly kind: 'refused'; readonly code: PackCode };

/** Check J1: open log, enrolled author, and a signature of the author or of headquarters. */
async function checkPackAuthor(
  store: ServerStore,
  packSender: PackSender,
  openedPack: OpenedPack,
  pack: Pack,
): Promise<AuthorCheckResult> {
  if (!packSender.logs.has(openedPack.log)) return { kind: 'refused', code: 'access' };
  const author = await store
    .selectFrom('devices')
    .select(['public_key', 'person', 'state'])
    .where('device', '=', openedPack.device)
    .executeTakeFirst();
  if (author?.state !== 'active') return { kind: 'refused', code: 'device' };
  return (await hasValidPackSignature(store, author.public_key, pack))
    ? { kind: 'known', person: author.person }
    : { kind: 'forged' };
}

/** Check the signature. An erased form needs headquarters' present key (J1): a former one may be stolen. */
async function hasValidPackSignature(
  store: ServerStore,
  authorKey: string,
  { payload, sig, erased }: Pack,
): Promise<boolean> {
  const keys = erased && (await readServerKeys(store));
  if (erased && keys?.publicKey !== erased.key) return false;
  const key = parsePublicKey(erased?.key ?? authorKey);
  const text = erased === undefined ? payload : erasedPackText(erased.hash, payload);
  return key !== null && isTextSignedBy(key, text, Buffer.from(sig, 'base64url'));
}

/** Return the payload text, if there is one; the verdict has its hash. */
export const payloadTextOf = (item: unknown): string =>
  typeof item === 'object' && item !== null && 'payload' in item && typeof item.payload === 'string'
    ? item.payload
    : '';
