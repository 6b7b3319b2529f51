import crypto from 'node:crypto';

/** A text and the raw Ed25519 public key (base64url) that must have signed its UTF-8 bytes. */
export interface SignedText {
  readonly key: string;
  readonly payload: string;
  readonly sig: string;
}

/** Which of these signatures hold, in the same order. Checked on the runtime's threads, so nothing waits behind it. */
export function verifySignatures(texts: readonly SignedText[]): Promise<readonly boolean[]> {
  const keys = new Map<string, crypto.KeyObject | null>();
  const keyOf = (key: string): crypto.KeyObject | null => {
    const known = keys.get(key) ?? publicKeyOf(key);
    keys.set(key, known);
    return known;
  };
  return Promise.all(texts.map(({ key, payload, sig }) => holds(keyOf(key), payload, sig)));
}

function holds(key: crypto.KeyObject | null, payload: string, sig: string): Promise<boolean> {
  if (key === null) return Promise.resolve(false);
  const text = Buffer.from(payload, 'utf8');
  const signature = Buffer.from(sig, 'base64url');
  return new Promise((resolve) => {
    crypto.verify(null, text, key, signature, (error, isGood) => resolve(error === null && isGood));
  });
}

function publicKeyOf(key: string): crypto.KeyObject | null {
  try {
    return crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  } catch {
    return null; // no key of this shape holds for anything
  }
}
