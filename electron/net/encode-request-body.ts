import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { smallBodyBytes, smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';

const compressBrotli = promisify(zlib.brotliCompress);
const compressGzip = promisify(zlib.gzip);
const smallBodyDictionaryBytes = Buffer.from(smallBodyDictionary, 'ascii');

/** Below this, compressing saves nothing. */
const uncompressedBytes = 200;
/** Among these gzip may be the shorter: brotli brings a dictionary, but also a longer header. */
const gzipCandidateBytes = 1_024;
const bestQualityBytes = 256 * 1024;
/**
 * Below this, quality 10 takes less time than it saves: of 2 MiB of packs about 40 KB for a second more. A body that is
 * not large is waited for so little that unknown links get the best.
 */
const slowLinkBytesPerMs = 40;
/** Quality 10 takes 0.9 s at most of what is no larger: nobody minds, and bytes are paid for on quick links too. */
const highQualityBytes = 1.75 * 1024 * 1024;
/** What is larger is one of many. From here on 9 takes longer than it saves: of 2 MiB about 15 KB for 0.1 s more than 5. */
const fastLinkBytesPerMs = 400;
/** Below this, so does quality 11: of 256 KiB about 5 KB for 0.4 s more. */
const slowestLinkBytesPerMs = 12;

export interface EncodedBody {
  readonly bytes: Buffer;
  readonly encoding: 'br' | 'gzip' | typeof smallBodyCoding | null;
}

/** What is known of the one to whom a body goes. */
export interface BodyReceiver {
  /** How fast the link is; null takes it for a slow one. */
  readonly bytesPerMs: number | null;
  /** Does the server read the coding of small bodies? */
  readonly readsSmallBodies: boolean;
}

/** What travels of a text: the shortest of the text itself and the codings that the receiver reads. */
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
  return choices.reduce((best, one) => (one.bytes.length < best.bytes.length ? one : best));
}

/** 11 moves 0.5 MB/s of text and 10 about 2, for a tenth less than 9 with its 15; 5 moves 40 for 4 % more. */
function brotliQualityFor(bytes: number, bytesPerMs: number): number {
  if (bytesPerMs < slowestLinkBytesPerMs) return bytes <= bestQualityBytes ? 11 : 10;
  if (bytesPerMs < slowLinkBytesPerMs || bytes <= highQualityBytes) return 10;
  return bytesPerMs < fastLinkBytesPerMs ? 9 : 5;
}

/** The text of an answer that came in the coding of small bodies; null when it is not in it, or far too large. */
export function decodeSmallBody(body: Buffer): Buffer | null {
  try {
    return zlib.inflateRawSync(body, {
      dictionary: smallBodyDictionaryBytes,
      maxOutputLength: smallBodyBytes,
    });
  } catch {
    return null; // whoever sends this is not headquarters, and the caller says so
  }
}
