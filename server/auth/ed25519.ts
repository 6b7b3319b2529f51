import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

const publicKeyCache = new Map<string, KeyObject>();
/** Limit of the cache. A device's key is parsed twice a request, which costs about as much as a signature. */
const maximumCachedKeys = 5_000;

/**
 * Parse a raw 32-byte public key in base64url; null when it is no key. Points of small order are refused. Under them
 * one in a few messages has a valid signature without any private key.
 */
export function parsePublicKey(base64url: string): KeyObject | null {
  const known = publicKeyCache.get(base64url);
  if (known !== undefined) return known;
  if (isSmallOrderPoint(base64url)) return null;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url }, format: 'jwk' });
    if (publicKeyCache.size >= maximumCachedKeys) publicKeyCache.clear();
    publicKeyCache.set(base64url, key);
    return key;
  } catch {
    return null;
  }
}

/** Encodings of the eight points, canonical and not, without the sign of x (as libsodium refuses them). */
const smallOrderPoints: ReadonlySet<string> = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

function isSmallOrderPoint(base64url: string): boolean {
  const bytes = Buffer.from(base64url, 'base64url');
  if (bytes.length !== 32) return false;
  bytes.writeUInt8(bytes.readUInt8(31) & 0x7f, 31);
  return smallOrderPoints.has(bytes.toString('hex'));
}

/** Verify a signature of these UTF-8 bytes. False for a malformed signature. */
export const isTextSignedBy = (key: KeyObject, text: string, signature: Buffer): boolean =>
  signature.length === 64 && verify(null, Buffer.from(text, 'utf8'), key, signature);

export const signText = (key: KeyObject, text: string): Buffer => sign(null, Buffer.from(text, 'utf8'), key);

export interface EncodedKeyPair {
  /** Raw, base64url. */
  readonly publicKey: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

/** Generate a pair of Ed25519 keys in the encodings of the store. */
export function generateEncodedKeyPair(): EncodedKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: String(publicKey.export({ format: 'jwk' }).x),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

export const parsePrivateKey = (base64: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
