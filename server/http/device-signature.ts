import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ok, type Result, refuse } from '#base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import {
  contentDigestHeader,
  type ReceivedSignature,
  readRequestSignature,
} from '#sync/protocol/request-signature.ts';
import { pinnedKeyMark, serverKeyHeader } from '#sync/protocol/statements.ts';
import type { Order } from '#sync/protocol/wire.ts';
import { isTextSignedBy, parsePublicKey } from '../auth/ed25519.ts';
import { consumeNonce, deleteExpiredNonces } from '../auth/nonces.ts';
import { signRemoteCommand } from '../auth/remote-commands.ts';
import { type ReportedOutbox, reportedOutboxOf } from '../auth/reported-outbox.ts';
import { allServerKeysOf, pinnedKeyOf } from '../auth/server-identity.ts';
import type { ServerContext } from '../context/server-context.ts';
import { unlessStoreFull } from '../db/store-health.ts';
import type { DevicesTable } from '../db/tables.ts';
import { sendProblem } from './problem.ts';
import { sentBodyOf } from './request-body.ts';
import type { SenderCheck } from './sender-check.ts';

// Every signed request passes these steps in this order (docs/security-requirements.md 4):
//   1. headers      onRequest      `readSignatureHeaders`: a signature over the digest, made at about this time
//   2. signer       onRequest      `verifySigner`: a known device, its valid signature, a new nonce
//   3. status       onRequest      `requireActiveDevice`: not revoked
//   4. body digest  preValidation  `requireSignedBody`: the bytes that were signed, streamed or not.
// Steps 1 to 3 judge the head alone: the body of a stranger is never read. An enrolment brings its key in the body, so
// `isSignedByNewDevice` takes the place of steps 2 and 3 after the body.

/** Signature of a request, as far as it was checked. */
export interface RequestSignature extends ReceivedSignature {
  /** The `Content-Digest` that it covers; null for a GET, which has no body. */
  readonly contentDigest: string | null;
  /** Server key that the device pins; null until its signer is known. */
  readonly pinnedKey: string | null;
}

/** Device with a valid signature. */
export interface AuthenticatedDevice {
  readonly id: DeviceId;
  readonly person: PersonId;
  /** Last report of its outbox. */
  readonly reportedOutbox: ReportedOutbox;
}

type AuthenticationRefusal =
  | { readonly kind: 'missingDigest' }
  /** Absent, malformed, or not of this device. */
  | { readonly kind: 'badSignature' }
  | { readonly kind: 'wrongClock'; readonly nowMs: number }
  | { readonly kind: 'unknownDevice' }
  | { readonly kind: 'repeatedNonce' }
  | { readonly kind: 'revokedDevice'; readonly command: Order | null }
  /** The body differs from the signed digest. */
  | { readonly kind: 'changedBody' };

function sendRefusal(reply: FastifyReply, authenticationRefusal: AuthenticationRefusal): FastifyReply {
  switch (authenticationRefusal.kind) {
    case 'missingDigest':
    case 'changedBody':
      return sendProblem(reply, 'digest');
    case 'badSignature':
      return sendProblem(reply, 'signature');
    case 'wrongClock':
      return sendProblem(reply, 'clock', { now: authenticationRefusal.nowMs });
    case 'unknownDevice':
      return sendProblem(reply, 'device');
    case 'repeatedNonce':
      return sendProblem(reply, 'nonce');
    case 'revokedDevice':
      return sendProblem(
        reply,
        'device',
        authenticationRefusal.command === null ? {} : { order: authenticationRefusal.command },
      );
  }
}

type AuthenticationHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Require the signature of an active device. */
export const requireActiveDevice =
  (context: ServerContext): AuthenticationHook =>
  async (request, reply) => {
    const signer = await verifySigner(request, context);
    if (!signer.ok) return sendRefusal(reply, signer.refusal);
    // Only its valid signature gets a revoked device its command, so that nobody else learns of it.
    if (signer.value.state !== 'active')
      return sendRefusal(reply, {
        kind: 'revokedDevice',
        command: signRemoteCommand(context.identity, signer.value),
      });
    const { device, person } = signer.value;
    request.device = authenticatedDeviceOf(signer.value);
    request.person = person;
    request.senderCheck = { sender: 'device', find: createDeviceCheck(context, device) };
    return undefined;
  };

/** Create the check that a device is still active; the refusal of a revoked one has its command. */
const createDeviceCheck =
  ({ identity }: ServerContext, deviceId: DeviceId): SenderCheck['find'] =>
  async (store) => {
    const row = await store
      .selectFrom('devices')
      .select(['device', 'state', 'state_ms', 'server_key'])
      .where('device', '=', deviceId)
      .executeTakeFirst();
    if (row?.state === 'active') return null;
    const order = row === undefined ? null : signRemoteCommand(identity, row);
    return { code: 'device', ...(order !== null && { order }) };
  };

/** Require the signature of an active or revoked device; only for the confirmation of a remote command. */
export const requireEnrolledDevice =
  (context: ServerContext): AuthenticationHook =>
  async (request, reply) => {
    const signer = await verifySigner(request, context);
    if (!signer.ok) return sendRefusal(reply, signer.refusal);
    request.device = authenticatedDeviceOf(signer.value);
    return undefined;
  };

/** Require signature headers; only for enrolment: its handler asks `isSignedByNewDevice`. */
export const requireSignatureHeaders =
  (context: ServerContext): AuthenticationHook =>
  async (request, reply) => {
    const signature = readSignatureHeaders(request, context);
    return signature.ok ? undefined : sendRefusal(reply, signature.refusal);
  };

/** Require that the body has the signed digest. Runs before validation on every route. */
export const requireSignedBody: AuthenticationHook = async (request, reply) => {
  const digest = request.signature?.contentDigest ?? null;
  return digest === null || matchesBodyDigest(sentBodyOf(request), digest)
    ? undefined
    : sendRefusal(reply, { kind: 'changedBody' });
};

/** Return whether a request is signed by the device that its body names by a raw public key. */
export const isSignedByNewDevice = (
  { signature }: FastifyRequest,
  { device, publicKey }: { readonly device: DeviceId; readonly publicKey: string },
): boolean => signature?.parameters.keyid === device && isSignatureValid(publicKey, signature);

/** Return the server's origin: --public-url, else the host of the request. */
export const serverOriginOf = (request: FastifyRequest, publicUrl: string | null): string =>
  publicUrl ?? `${request.protocol}://${request.host}`;

/** Build `@target-uri` of RFC 9421: the URL as the device wrote it, query included. */
const targetUriOf = (request: FastifyRequest, publicUrl: string | null): string =>
  serverOriginOf(request, publicUrl) + request.raw.url;

/**
 * Read signature headers and clock of a request, before anything of its body. Notes the signature before the clock is
 * compared, so that the refusal of a wrong clock is signed too.
 */
function readSignatureHeaders(
  request: FastifyRequest,
  context: ServerContext,
): Result<RequestSignature, AuthenticationRefusal> {
  const digest = request.method === 'GET' ? undefined : requestHeaderText(request, 'content-digest');
  if (request.method !== 'GET' && digest === undefined) return refuse({ kind: 'missingDigest' });
  const message = { method: request.method, targetUri: targetUriOf(request, context.publicUrl) };
  const received = readRequestSignature(
    digest === undefined ? message : { ...message, contentDigest: digest },
    requestHeaderText(request, 'signature-input'),
    requestHeaderText(request, 'signature'),
  );
  if (!received.ok) return refuse({ kind: 'badSignature' });

  const signature = { ...received.value, contentDigest: digest ?? null, pinnedKey: null };
  request.signature = signature;
  const nowMs = context.dependencies.nowMs();
  return Math.abs(signature.parameters.createdSeconds - nowMs / 1_000) > wireLimits.clockSkewSeconds
    ? refuse({ kind: 'wrongClock', nowMs })
    : ok(signature);
}

type SignerRow = Pick<
  DevicesTable,
  'device' | 'person' | 'state' | 'state_ms' | 'server_key' | 'waiting_ops' | 'waiting_bytes'
>;

/**
 * Verify the sender of a request by its head and return its device, active or revoked. An unknown device is refused
 * before its signature, since no key is known. Notes the contact and consumes the nonce.
 */
async function verifySigner(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<SignerRow, AuthenticationRefusal>> {
  const signature = readSignatureHeaders(request, context);
  if (!signature.ok) return signature;
  const { keyid, nonce, createdSeconds } = signature.value.parameters;
  const row = await context.store
    .selectFrom('devices')
    .select(['device', 'public_key', 'person', 'state', 'state_ms', 'last_contact_ms', 'server_key'])
    .select(['waiting_ops', 'waiting_bytes'])
    .where('device', '=', keyid)
    .executeTakeFirst();
  if (row === undefined) return refuse({ kind: 'unknownDevice' });
  if (!isSignatureValid(row.public_key, signature.value)) return refuse({ kind: 'badSignature' });
  const nowMs = context.dependencies.nowMs();
  const signedNonce = { device: row.device, nonce, createdSeconds };
  if (!(await consumeNonce(context.store, request.server.nonceMemory, signedNonce, nowMs)))
    return refuse({ kind: 'repeatedNonce' });
  await recordContact(context, row, nowMs);
  const pinnedKey = await recordPinnedKey(context, row, requestHeaderText(request, serverKeyHeader));
  request.signature = { ...signature.value, pinnedKey };
  // An occasional run is enough; the first letter of a nonce is random enough to choose it.
  if (nonce.startsWith('A')) await deleteExpiredNonces(context.store, nowMs);
  return ok({ ...row, server_key: pinnedKey });
}

function isSignatureValid(publicKey: string, { base, signatureBase64 }: ReceivedSignature): boolean {
  const key = parsePublicKey(publicKey);
  return key !== null && isTextSignedBy(key, base, Buffer.from(signatureBase64, 'base64'));
}

const authenticatedDeviceOf = (signerRow: SignerRow): AuthenticatedDevice => ({
  id: signerRow.device,
  person: signerRow.person,
  reportedOutbox: reportedOutboxOf(signerRow),
});

/** Record the key that the device pins. A reported key of the server counts, else the one noted before. */
async function recordPinnedKey(
  { store, identity }: ServerContext,
  { device, server_key: noted }: Pick<DevicesTable, 'device' | 'server_key'>,
  reportedMark: string | undefined,
): Promise<string> {
  const before = pinnedKeyOf(identity, noted);
  const reported = allServerKeysOf(identity).find((key) => pinnedKeyMark(key) === reportedMark);
  if (reported === undefined || reported === before) return before;
  const update = store.updateTable('devices').set({ server_key: reported }).where('device', '=', device);
  await unlessStoreFull(() => update.execute());
  return reported;
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
  const update = store.updateTable('devices').set({ last_contact_ms: nowMs }).where('device', '=', device);
  await unlessStoreFull(() => update.execute());
}

/** Compare with `sha-256=:...:`, alone or among other digests (RFC 9530). */
function matchesBodyDigest(body: Buffer, header: string): boolean {
  const expected = contentDigestHeader(createHash('sha256').update(body).digest('base64'));
  return header.split(',').some((part) => part.trim() === expected);
}

function requestHeaderText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
