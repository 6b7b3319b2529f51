import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Below this, compressing saves nothing. */
const smallBytes = 200;
/** Above this, the best compression takes longer than it saves on any link. */
const largeBytes = 512 * 1024;

export interface EncodedBody {
  readonly bytes: Buffer;
  readonly encoding: 'br' | 'gzip' | null;
}

/** What travels of a text: the shortest of brotli, gzip and the text itself. */
export async function encodeBody(text: string): Promise<EncodedBody> {
  const plain = Buffer.from(text, 'utf8');
  if (plain.length < smallBytes) return { bytes: plain, encoding: null };

  const params = {
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    [zlib.constants.BROTLI_PARAM_QUALITY]: plain.length > largeBytes ? 5 : 9,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const choices: EncodedBody[] = [
    { bytes: await brotli(plain, { params }), encoding: 'br' },
    { bytes: plain, encoding: null },
  ];
  // Only among small ones can gzip be the shorter: brotli brings a dictionary, but also a longer header.
  if (plain.length < 1_024) choices.push({ bytes: await gzip(plain), encoding: 'gzip' });
  return choices.reduce((best, one) => (one.bytes.length < best.bytes.length ? one : best));
}
