import crypto from 'node:crypto';
import { readAnswerSignature, type DigestField } from '#sync/protocol/signed-answer.ts';
import { decodeKeyStatements, followKeys, keyHeader } from '#sync/protocol/key-statement.ts';
import { contentDigest } from '#sync/protocol/signed-request.ts';
import type { ReceivedAnswer } from './exchange.ts';
import { sha256Base64 } from './sign-request.ts';

/**
 * `unsigned`: no signature of this shape. `forged`: not by this key, not over this body, or not for this request.
 * `uncheckable`: signed over compressed bytes, which Chromium does not show us.
 */
export type Authenticity = 'signed' | 'unsigned' | 'forged' | 'uncheckable';

/** Is this the answer of the server that we enrolled with, to this very request (security.md 4)? */
export function checkAnswer(answer: ReceivedAnswer, nonce: string, serverKey: string): Authenticity {
  const { status, headers, body } = answer;
  const digestField: DigestField = headers.has('unencoded-digest') ? 'unencoded-digest' : 'content-digest';
  const digest = headers.get(digestField) ?? '';
  const signed = readAnswerSignature(
    { status, contentDigest: digest, digestField },
    nonce,
    headers.get('signature-input') ?? undefined,
    headers.get('signature') ?? undefined,
  );
  if (!signed.ok) return signed.refusal.kind === 'unsigned' ? 'unsigned' : 'forged';

  const signature = Buffer.from(signed.value.signatureBase64, 'base64');
  const key = publicKeyOf(serverKey);
  if (!crypto.verify(null, Buffer.from(signed.value.base, 'utf8'), key, signature)) return 'forged';
  if (digestField === 'content-digest' && headers.has('content-encoding')) return 'uncheckable';
  return digest === contentDigest(sha256Base64(body)) ? 'signed' : 'forged';
}

/** The key that the server speaks under, as far as its statements lead from the pinned one past no revoked key. */
export const presentKey = (headers: Headers, pinned: string, revokedKeys: readonly string[]): string =>
  followKeys(
    pinned,
    decodeKeyStatements(headers.get(keyHeader) ?? '').filter(({ key }) => !revokedKeys.includes(key)),
    (by, text, sig) =>
      crypto.verify(null, Buffer.from(text, 'utf8'), publicKeyOf(by), Buffer.from(sig, 'base64url')),
  );

const publicKeyOf = (base64url: string): crypto.KeyObject =>
  crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url }, format: 'jwk' });
