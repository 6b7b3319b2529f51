import crypto from 'node:crypto';
import {
  contentDigestHeader,
  requestSignatureBase,
  requestSignatureInput,
  type SignedRequestMessage,
  signatureHeader,
} from '#sync/protocol/request-signature.ts';
import { type DigestField, readResponseSignature } from '#sync/protocol/response-signature.ts';
import { decodeKeyStatements, followKeyStatements, serverKeyHeader } from '#sync/protocol/statements.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import type { HttpResponse } from './send-http-request.ts';

interface UnsignedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Body as it travels, after compression; null for a GET. */
  readonly body: Uint8Array | null;
}

/** Return the headers that sign a request as this device (docs/security-requirements.md 4). */
export function signRequest(
  deviceKey: DeviceKey,
  { method, url, body }: UnsignedRequest,
  createdSeconds: number,
  nonce: string,
): Readonly<Record<string, string>> {
  const digest = body && contentDigestHeader(sha256Base64(body));
  const signedMessage: SignedRequestMessage = {
    method,
    targetUri: url,
    ...(digest && { contentDigest: digest }),
  };
  const parameters = { createdSeconds, nonce, keyid: deviceKey.device };
  return {
    ...(digest && { 'content-digest': digest }),
    'signature-input': requestSignatureInput(signedMessage, parameters),
    signature: signatureHeader(
      deviceKey.sign(requestSignatureBase(signedMessage, parameters)).toString('base64'),
    ),
  };
}

/** Create a nonce of 16 random bytes; a server accepts each only once in ten minutes. */
export const createNonce = (): string => crypto.randomBytes(16).toString('base64url');

const sha256Base64 = (bytes: Uint8Array): string =>
  crypto.createHash('sha256').update(bytes).digest('base64');

/**
 * Result of the check. `unsigned`: no signature of this shape. `forged`: other key, other body or other request.
 * `uncheckable`: signed over compressed bytes, which Chromium does not expose.
 */
export type ResponseAuthenticity = 'signed' | 'unsigned' | 'forged' | 'uncheckable';

/** Check that a response is signed by the enrolled server, for this very request (docs/security-requirements.md 4). */
export function checkResponseSignature(
  response: HttpResponse,
  nonce: string,
  serverKey: string,
): ResponseAuthenticity {
  const { status, headers, body } = response;
  const digestField: DigestField = headers.has('unencoded-digest') ? 'unencoded-digest' : 'content-digest';
  const digest = headers.get(digestField) ?? '';
  const signed = readResponseSignature(
    { status, contentDigest: digest, digestField },
    nonce,
    headers.get('signature-input') ?? undefined,
    headers.get('signature') ?? undefined,
  );
  if (!signed.ok) return signed.refusal.kind === 'unsigned' ? 'unsigned' : 'forged';

  const signature = Buffer.from(signed.value.signatureBase64, 'base64');
  const key = ed25519KeyOf(serverKey);
  if (!crypto.verify(null, Buffer.from(signed.value.base, 'utf8'), key, signature)) return 'forged';
  if (digestField === 'content-digest' && headers.has('content-encoding')) return 'uncheckable';
  return digest === contentDigestHeader(sha256Base64(body)) ? 'signed' : 'forged';
}

/** Return the server's present key: the statements' chain from the pinned key, with no revoked key on it. */
export const currentServerKey = (headers: Headers, pinned: string, revokedKeys: readonly string[]): string =>
  followKeyStatements(
    pinned,
    decodeKeyStatements(headers.get(serverKeyHeader) ?? '').filter(({ key }) => !revokedKeys.includes(key)),
    (by, text, sig) =>
      crypto.verify(null, Buffer.from(text, 'utf8'), ed25519KeyOf(by), Buffer.from(sig, 'base64url')),
  );

const ed25519KeyOf = (base64url: string): crypto.KeyObject =>
  crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url }, format: 'jwk' });
