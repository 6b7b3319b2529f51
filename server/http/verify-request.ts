import type { FastifyRequest } from 'fastify';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { limits } from '#sync/protocol/limits.ts';
import { keyHeader, keyMark } from '#sync/protocol/key-statement.ts';
import { readSignature, type ReceivedSignature } from '#sync/protocol/signed-request.ts';
import { isSignedBy, publicKeyOf } from '../identity/ed25519.ts';
import { readWaiting } from '../identity/note-waiting.ts';
import { forgetOldNonces, takeNonce } from '../identity/nonces.ts';
import { orderTo } from '../identity/orders.ts';
import { keysOf, pinnedKeyOf } from '../identity/server-keys.ts';
import { unlessFull } from '../store/store-failure.ts';
import type { DevicesTable } from '../store/tables.ts';
import type { ProblemExtra } from './problem.ts';
import type { DeviceCaller } from './request-state.ts';
import type { ServerContext } from './server-context.ts';
import { targetUriOf } from './target-uri.ts';
import type { ProblemCode } from '../refusal-codes.ts';

export type Untrusted = { readonly code: ProblemCode; readonly extra?: ProblemExtra };

/**
 * Signature headers and clock of a request (security.md 4), before anything of its body is read. Notes the digest that
 * `readBody` compares, and the nonce that the answer is signed with. The signature itself is judged under a key later.
 */
export function readHead(
  request: FastifyRequest,
  context: ServerContext,
): Result<ReceivedSignature, Untrusted> {
  const digest = request.method === 'GET' ? undefined : headerOf(request, 'content-digest');
  if (request.method !== 'GET' && digest === undefined) return refuse({ code: 'digest' });
  const message = { method: request.method, targetUri: targetUriOf(request, context.publicUrl) };
  const received = readSignature(
    digest === undefined ? message : { ...message, contentDigest: digest },
    headerOf(request, 'signature-input'),
    headerOf(request, 'signature'),
  );
  if (!received.ok) return refuse({ code: 'signature' });

  const { createdSeconds, nonce } = received.value.parameters;
  request.answerNonce = nonce;
  request.signedDigest = digest ?? null;
  const nowMs = context.surroundings.nowMs();
  if (Math.abs(createdSeconds - nowMs / 1_000) > limits.clockSkewSeconds)
    return refuse({ code: 'clock', extra: { now: nowMs } });
  return ok(received.value);
}

/** Does a signature hold under a raw public key? */
export function holdsUnder(publicKey: string, { base, signatureBase64 }: ReceivedSignature): boolean {
  const key = publicKeyOf(publicKey);
  return key !== null && isSignedBy(key, base, Buffer.from(signatureBase64, 'base64'));
}

/**
 * The sender of a request, by its head. Unknown devices are refused before their signature is asked, since there is no
 * key to ask; a revoked one gets its order only when the signature holds, so that nobody else learns of it. Notes the
 * contact and takes the nonce.
 */
export async function verifyDevice(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<DeviceCaller, Untrusted>> {
  const row = await knownSigner(request, context);
  if (!row.ok) return row;
  return row.value.state === 'active' ? ok(callerOf(row.value)) : revoked(context, row.value);
}

/** The same, and a revoked device is let in as well: only to confirm its order. */
export async function verifyKnownDevice(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<DeviceCaller, Untrusted>> {
  const row = await knownSigner(request, context);
  return row.ok ? ok(callerOf(row.value)) : row;
}

type Signer = Pick<
  DevicesTable,
  'device' | 'person' | 'state' | 'state_ms' | 'server_key' | 'waiting_ops' | 'waiting_bytes'
>;

const callerOf = (row: Signer): DeviceCaller => ({
  device: row.device,
  person: row.person,
  waiting: readWaiting(row),
});

/** The device whose signature it is, whatever its state. */
async function knownSigner(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<Signer, Untrusted>> {
  const signed = readHead(request, context);
  if (!signed.ok) return signed;
  const { keyid: device, nonce, createdSeconds } = signed.value.parameters;
  const row = await context.store
    .selectFrom('devices')
    .select(['device', 'public_key', 'person', 'state', 'state_ms', 'last_contact_ms', 'server_key'])
    .select(['waiting_ops', 'waiting_bytes'])
    .where('device', '=', device)
    .executeTakeFirst();
  if (row === undefined) return refuse({ code: 'device' });
  if (!holdsUnder(row.public_key, signed.value)) return refuse({ code: 'signature' });
  const nowMs = context.surroundings.nowMs();
  const taken = { device: row.device, nonce, createdSeconds };
  if (!(await takeNonce(context.store, request.server.nonceMemory, taken, nowMs)))
    return refuse({ code: 'nonce' });
  await noteContact(context, row, nowMs);
  const pinnedKey = await notePinnedKey(context, row, headerOf(request, keyHeader));
  request.pinnedKey = pinnedKey;
  // Now and then is enough; the first letter of a nonce is as good a dice as any.
  if (nonce.startsWith('A')) await forgetOldNonces(context.store, nowMs);
  return ok({ ...row, server_key: pinnedKey });
}

function revoked(context: ServerContext, row: Signer) {
  const order = orderTo(context.identity, row);
  return refuse({ code: 'device' as const, ...(order !== null && { extra: { order } }) });
}

/** Which key the device pins: what it says, of the server's own, or what is noted of it. */
async function notePinnedKey(
  { store, identity }: ServerContext,
  { device, server_key: noted }: Pick<DevicesTable, 'device' | 'server_key'>,
  mark: string | undefined,
): Promise<string> {
  const before = pinnedKeyOf(identity, noted);
  const said = keysOf(identity).find((key) => keyMark(key) === mark);
  if (said === undefined || said === before) return before;
  const note = store.updateTable('devices').set({ server_key: said }).where('device', '=', device);
  await unlessFull(() => note.execute());
  return said;
}

/** When a device was last heard of is shown in minutes; noted more often it would be a second commit of each request. */
const contactEveryMs = 30_000;

async function noteContact(
  { store }: ServerContext,
  { device, last_contact_ms: before }: Pick<DevicesTable, 'device' | 'last_contact_ms'>,
  nowMs: number,
): Promise<void> {
  if (before !== null && Math.abs(nowMs - before) < contactEveryMs) return;
  const note = store.updateTable('devices').set({ last_contact_ms: nowMs }).where('device', '=', device);
  await unlessFull(() => note.execute());
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
