import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { limits } from '#sync/protocol/limits.ts';
import { smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body.ts';
import { jsonDepth, largestDepth } from '../json-depth.ts';
import type { ProblemCode } from '../refusal-codes.ts';

const largestRatio = 100;
/** Below this a ratio says nothing: a few hundred equal characters reach it. */
const harmlessBytes = 64 * 1024;

const dictionary = Buffer.from(smallBodyDictionary, 'ascii');
const inflateRaw = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decompressors: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', promisify(zlib.gunzip)],
  ['br', promisify(zlib.brotliDecompress)],
  [smallBodyCoding, (body, options) => inflateRaw(body, { ...options, dictionary })],
  // Not in every Node that we run on.
  ...('zstdDecompress' in zlib
    ? [['zstd', promisify(zlib.zstdDecompress as typeof zlib.gunzip)] as const]
    : []),
]);

/**
 * The JSON in a request body, within the limits of security.md 5: 32 MiB and a hundred times the bytes that came
 * after decompression, 16 levels deep. An empty body is undefined.
 */
export async function decodeBody(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<unknown, ProblemCode>> {
  if (body.length === 0) return ok(undefined);
  const plain = await decompress(body, (encoding ?? 'identity').trim().toLowerCase());
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain.value);
    return jsonDepth(text) > largestDepth ? refuse('malformed') : ok(JSON.parse(text));
  } catch {
    return refuse('malformed');
  }
}

async function decompress(body: Buffer, encoding: string): Promise<Result<Buffer, ProblemCode>> {
  if (encoding === 'identity' || encoding === '') return ok(body);
  const decompressor = decompressors.get(encoding);
  if (decompressor === undefined) return refuse('encoding');
  const maxOutputLength = Math.min(limits.requestBytes, Math.max(harmlessBytes, body.length * largestRatio));
  try {
    return ok(await decompressor(body, { maxOutputLength }));
  } catch (error) {
    return refuse(isTooLarge(error) ? 'too-large' : 'malformed');
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
