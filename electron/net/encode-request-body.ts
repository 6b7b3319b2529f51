import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { smallBodyBytes, smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';

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

/** Decode a response in the coding of small bodies; null for another coding or a far too large text. */
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
