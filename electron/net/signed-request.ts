import crypto from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import {
  contentDigestHeader,
  type DigestField,
  readAnswerSignature,
  requestSignatureBase,
  requestSignatureInput,
  type SignedRequestMessage,
  signatureHeader,
} from '#sync/protocol/message-signature.ts';
import { smallBodyBytes, smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
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

/** Check that an answer is signed by the enrolled server, for this very request (docs/security-requirements.md 4). */
export function checkResponseSignature(
  answer: HttpResponse,
  nonce: string,
  serverKey: string,
): ResponseAuthenticity {
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

const compressBrotli = promisify(zlib.brotliCompress);
const compressGzip = promisify(zlib.gzip);
const smallBodyDictionaryBytes = Buffer.from(smallBodyDictionary, 'ascii');

/** Below this, compressing saves nothing. */
const uncompressedBytes = 200;
/** From here on gzip may be the shorter: brotli brings a dictionary, but also a longer header. */
const gzipCandidateBytes = 1_024;
const bestQualityBytes = 256 * 1024;
/**
 * Below this speed, quality 10 pays: it saves about 40 KB of 2 MiB for one second. For smaller bodies the wait is
 * short, so links of unknown speed get the best quality.
 */
const slowLinkBytesPerMs = 40;
/** Quality 10 takes at most 0.9 s up to this size. That is acceptable, and bytes cost money on quick links too. */
const highQualityBytes = 1.75 * 1024 * 1024;
/**
 * From this speed on, quality 9 does not pay: it saves about 15 KB of 2 MiB for 0.1 s. A larger body is one of many.
 */
const fastLinkBytesPerMs = 400;
/** Below this speed, quality 11 pays as well: about 5 KB of 256 KiB for 0.4 s. */
const slowestLinkBytesPerMs = 12;

export interface EncodedBody {
  readonly bytes: Buffer;
  readonly encoding: 'br' | 'gzip' | typeof smallBodyCoding | null;
}

/** Known properties of the receiver of a body. */
interface BodyReceiver {
  /** Speed of the link; null counts as slow. */
  readonly bytesPerMs: number | null;
  /** Whether the server reads the coding of small bodies. */
  readonly readsSmallBodies: boolean;
}

/** Encode a text for the network: the shortest of the text and the codings that the receiver reads. */
export async function encodeRequestBody(
  text: string,
  { bytesPerMs, readsSmallBodies }: BodyReceiver,
): Promise<EncodedBody> {
  const plain = Buffer.from(text, 'utf8');
  if (plain.length < uncompressedBytes) return { bytes: plain, encoding: null };

  const params = {
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQualityFor(plain.length, bytesPerMs ?? 0),
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const choices: EncodedBody[] = [
    { bytes: await compressBrotli(plain, { params }), encoding: 'br' },
    { bytes: plain, encoding: null },
  ];
  if (plain.length < gzipCandidateBytes) choices.push({ bytes: await compressGzip(plain), encoding: 'gzip' });
  if (readsSmallBodies && plain.length < smallBodyBytes)
    choices.push({
      bytes: zlib.deflateRawSync(plain, { dictionary: smallBodyDictionaryBytes, level: 9 }),
      encoding: smallBodyCoding,
    });
  return choices.reduce((bestBody, encodedBody) =>
    encodedBody.bytes.length < bestBody.bytes.length ? encodedBody : bestBody,
  );
}

/**
 * Choose the quality. Quality 11 handles 0.5 MB/s of text, 10 about 2, 9 about 15, and 5 about 40. Quality 10 saves a
 * tenth over 9; 5 costs 4 % more.
 */
function brotliQualityFor(bytes: number, bytesPerMs: number): number {
  if (bytesPerMs < slowestLinkBytesPerMs) return bytes <= bestQualityBytes ? 11 : 10;
  if (bytesPerMs < slowLinkBytesPerMs || bytes <= highQualityBytes) return 10;
  return bytesPerMs < fastLinkBytesPerMs ? 9 : 5;
}

/** Decode an answer in the coding of small bodies; null for another coding or a far too large text. */
export function decodeSmallBody(body: Buffer): Buffer | null {
  try {
    return zlib.inflateRawSync(body, {
      dictionary: smallBodyDictionaryBytes,
      maxOutputLength: smallBodyBytes,
    });
  } catch {
    return null; // the sender is not headquarters, and the caller reports it
  }
}
