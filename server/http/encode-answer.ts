import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { smallBodyBytes, smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body.ts';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const dictionary = Buffer.from(smallBodyDictionary, 'ascii');

/** Below this, compressing costs more than it saves. */
const smallBytes = 160;

const noteBytes = 4 * 1024;
const largeBytes = 6 * 1024 * 1024;

export interface EncodedAnswer {
  readonly body: Buffer;
  readonly encoding: 'br' | 'gzip' | typeof smallBodyCoding | null;
}

/** Compresses an answer as the asker likes it; the whole at once, since devices count bytes by Content-Length. */
export async function encodeAnswer(plain: Buffer, accepted: string | undefined): Promise<EncodedAnswer> {
  if (plain.length < smallBodyBytes && accepts(accepted, smallBodyCoding))
    return { body: zlib.deflateRawSync(plain, { dictionary, level: 9 }), encoding: smallBodyCoding };
  if (plain.length < smallBytes) return { body: plain, encoding: null };
  if (accepts(accepted, 'br')) return { body: await brotli(plain, brotliOptions(plain)), encoding: 'br' };
  if (accepts(accepted, 'gzip')) return { body: await gzip(plain), encoding: 'gzip' };
  return { body: plain, encoding: null };
}

const brotliOptions = (plain: Buffer): zlib.BrotliOptions => ({
  params: {
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    [zlib.constants.BROTLI_PARAM_QUALITY]: qualityFor(plain.length),
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  },
});

/** Links are slow: 9 moves 15 MB/s of text, 5 moves 40 for 4 % more. A small answer costs no time in any case. */
function qualityFor(bytes: number): number {
  if (bytes <= noteBytes) return 11;
  return bytes <= largeBytes ? 9 : 5;
}

/** Does an Accept-Encoding list this coding, and not with `q=0`? */
export function accepts(header: string | undefined, coding: string): boolean {
  const items = (header ?? '').toLowerCase().split(',');
  return items.some((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
