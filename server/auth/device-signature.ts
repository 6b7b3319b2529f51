import type { FastifyReply, FastifyRequest } from 'fastify';
import { ok, refuse, type Result } from '#base/result.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { pinnedKeyMark, serverKeyHeader } from '#sync/protocol/key-statement.ts';
import { readRequestSignature, type ReceivedSignature } from '#sync/protocol/message-signature.ts';
import { isTextSignedBy, parsePublicKey } from './ed25519.ts';
import { reportedOutboxOf } from './reported-outbox.ts';
import { consumeNonce, deleteExpiredNonces } from './nonces.ts';
import { signRemoteCommand } from './remote-commands.ts';
import { allServerKeysOf, pinnedKeyOf } from './server-identity.ts';
import { unlessStoreFull } from '../db/store-failure.ts';
import type { DevicesTable } from '../db/tables.ts';
import { type ProblemFields, sendProblem } from '../http/problem.ts';
import type { AuthenticatedDevice, ServerContext } from '../http/server-context.ts';
import type { ProblemCode } from '../refusal-codes.ts';

// All of these judge the head alone, in `onRequest`: the body of a stranger is never read. `readBody` compares it with
// the signed digest.

type DeviceRequestHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Require the signature of an active device. */
export const requireActiveDevice =
  (context: ServerContext): DeviceRequestHook =>
  async (request, reply) => {
    const caller = await verifyActiveDevice(request, context);
    if (!caller.ok) return sendProblem(reply, caller.refusal.code, caller.refusal.extra);
    request.deviceCaller = caller.value;
    request.person = caller.value.person;
    return undefined;
  };

/** Require the signature of an active or revoked device; only for the confirmation of a remote command. */
export const requireEnrolledDevice =
  (context: ServerContext): DeviceRequestHook =>
  async (request, reply) => {
    const caller = await verifyEnrolledDevice(request, context);
    if (!caller.ok) return sendProblem(reply, caller.refusal.code, caller.refusal.extra);
    request.deviceCaller = caller.value;
    return undefined;
  };

/** Require signature headers; the key comes in the body. Only for enrolment. */
export const requireSignatureHeaders =
  (context: ServerContext): DeviceRequestHook =>
  async (request, reply) => {
    const signed = readSignatureHeaders(request, context);
    if (!signed.ok) return sendProblem(reply, signed.refusal.code, signed.refusal.extra);
    request.enrolSignature = signed.value;
    return undefined;
  };

/** Return the server's origin: --public-url, else the host of the request. */
export const serverOriginOf = (request: FastifyRequest, publicUrl: string | null): string =>
  publicUrl ?? `${request.protocol}://${request.host}`;

/** Build `@target-uri` of RFC 9421: the URL as the device wrote it, query included. */
const targetUriOf = (request: FastifyRequest, publicUrl: string | null): string =>
  serverOriginOf(request, publicUrl) + request.raw.url;

export type AuthenticationFailure = { readonly code: ProblemCode; readonly extra?: ProblemFields };

/**
 * Read signature headers and clock of a request (docs/security-requirements.md 4), before anything of its body. Notes
 * the digest for `readBody` and the nonce for the signed answer. The signature is verified under a key later.
 */
export function readSignatureHeaders(
  request: FastifyRequest,
  context: ServerContext,
): Result<ReceivedSignature, AuthenticationFailure> {
  const digest = request.method === 'GET' ? undefined : requestHeaderText(request, 'content-digest');
  if (request.method !== 'GET' && digest === undefined) return refuse({ code: 'digest' });
  const message = { method: request.method, targetUri: targetUriOf(request, context.publicUrl) };
  const received = readRequestSignature(
    digest === undefined ? message : { ...message, contentDigest: digest },
    requestHeaderText(request, 'signature-input'),
    requestHeaderText(request, 'signature'),
  );
  if (!received.ok) return refuse({ code: 'signature' });

  const { createdSeconds, nonce } = received.value.parameters;
  request.answerNonce = nonce;
  request.signedDigest = digest ?? null;
  const nowMs = context.dependencies.nowMs();
  if (Math.abs(createdSeconds - nowMs / 1_000) > wireLimits.clockSkewSeconds)
    return refuse({ code: 'clock', extra: { now: nowMs } });
  return ok(received.value);
}

/** Return whether a signature is valid under a raw public key. */
export function isSignatureValid(publicKey: string, { base, signatureBase64 }: ReceivedSignature): boolean {
  const key = parsePublicKey(publicKey);
  return key !== null && isTextSignedBy(key, base, Buffer.from(signatureBase64, 'base64'));
}

/**
 * Verify the sender of a request by its head. Unknown devices are refused before their signature, since no key is
 * known. A revoked one gets its command only with a valid signature, so that nobody else learns of it. Notes the
 * contact and consumes the nonce.
 */
export async function verifyActiveDevice(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<AuthenticatedDevice, AuthenticationFailure>> {
  const row = await verifySigner(request, context);
  if (!row.ok) return row;
  return row.value.state === 'active'
    ? ok(authenticatedDeviceOf(row.value))
    : refuseRevokedDevice(context, row.value);
}

/** Verify the sender and accept revoked devices too: only for the confirmation of a command. */
export async function verifyEnrolledDevice(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<AuthenticatedDevice, AuthenticationFailure>> {
  const row = await verifySigner(request, context);
  return row.ok ? ok(authenticatedDeviceOf(row.value)) : row;
}

type SignerRow = Pick<
  DevicesTable,
  'device' | 'person' | 'state' | 'state_ms' | 'server_key' | 'waiting_ops' | 'waiting_bytes'
>;

const authenticatedDeviceOf = (row: SignerRow): AuthenticatedDevice => ({
  device: row.device,
  person: row.person,
  waiting: reportedOutboxOf(row),
});

/** Verify the signature and return its device, active or revoked. */
async function verifySigner(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<SignerRow, AuthenticationFailure>> {
  const signed = readSignatureHeaders(request, context);
  if (!signed.ok) return signed;
  const { keyid: device, nonce, createdSeconds } = signed.value.parameters;
  const row = await context.store
    .selectFrom('devices')
    .select(['device', 'public_key', 'person', 'state', 'state_ms', 'last_contact_ms', 'server_key'])
    .select(['waiting_ops', 'waiting_bytes'])
    .where('device', '=', device)
    .executeTakeFirst();
  if (row === undefined) return refuse({ code: 'device' });
  if (!isSignatureValid(row.public_key, signed.value)) return refuse({ code: 'signature' });
  const nowMs = context.dependencies.nowMs();
  const taken = { device: row.device, nonce, createdSeconds };
  if (!(await consumeNonce(context.store, request.server.nonceMemory, taken, nowMs)))
    return refuse({ code: 'nonce' });
  await recordContact(context, row, nowMs);
  const pinnedKey = await recordPinnedKey(context, row, requestHeaderText(request, serverKeyHeader));
  request.pinnedKey = pinnedKey;
  // An occasional run is enough; the first letter of a nonce is random enough to choose it.
  if (nonce.startsWith('A')) await deleteExpiredNonces(context.store, nowMs);
  return ok({ ...row, server_key: pinnedKey });
}

function refuseRevokedDevice(context: ServerContext, row: SignerRow) {
  const order = signRemoteCommand(context.identity, row);
  return refuse({ code: 'device' as const, ...(order !== null && { extra: { order } }) });
}

/** Record the key that the device pins. A reported key of the server counts, else the one noted before. */
async function recordPinnedKey(
  { store, identity }: ServerContext,
  { device, server_key: noted }: Pick<DevicesTable, 'device' | 'server_key'>,
  mark: string | undefined,
): Promise<string> {
  const before = pinnedKeyOf(identity, noted);
  const said = allServerKeysOf(identity).find((key) => pinnedKeyMark(key) === mark);
  if (said === undefined || said === before) return before;
  const note = store.updateTable('devices').set({ server_key: said }).where('device', '=', device);
  await unlessStoreFull(() => note.execute());
  return said;
}

/**
 * Interval of noting contacts, which screens show in minutes. A shorter one would cost each request a second commit.
 */
const contactIntervalMs = 30_000;

async function recordContact(
  { store }: ServerContext,
  { device, last_contact_ms: before }: Pick<DevicesTable, 'device' | 'last_contact_ms'>,
  nowMs: number,
): Promise<void> {
  if (before !== null && Math.abs(nowMs - before) < contactIntervalMs) return;
  const note = store.updateTable('devices').set({ last_contact_ms: nowMs }).where('device', '=', device);
  await unlessStoreFull(() => note.execute());
}

function requestHeaderText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
