import crypto from 'node:crypto';
import {
  contentDigest,
  signatureBase,
  signatureHeader,
  signatureInput,
  type SignedMessage,
} from '#sync/protocol/signed-request.ts';
import type { DeviceKey } from '../vault/device-key.ts';

export interface UnsignedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** As it travels, so after compression; null for a GET. */
  readonly body: Uint8Array | null;
}

/** The headers that make a request the device's own (security.md 4). */
export function signRequest(
  key: DeviceKey,
  { method, url, body }: UnsignedRequest,
  createdSeconds: number,
  nonce: string,
): Readonly<Record<string, string>> {
  const digest = body && contentDigest(sha256Base64(body));
  const message: SignedMessage = { method, targetUri: url, ...(digest && { contentDigest: digest }) };
  const parameters = { createdSeconds, nonce, keyid: key.device };
  return {
    ...(digest && { 'content-digest': digest }),
    'signature-input': signatureInput(message, parameters),
    signature: signatureHeader(key.sign(signatureBase(message, parameters)).toString('base64')),
  };
}

/** 16 random bytes; a server takes each only once in ten minutes. */
export const newNonce = (): string => crypto.randomBytes(16).toString('base64url');

export const sha256Base64 = (bytes: Uint8Array): string =>
  crypto.createHash('sha256').update(bytes).digest('base64');
