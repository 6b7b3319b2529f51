import { pipeline, type Readable, Transform, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ok, type Result, refuse } from '#base/result.ts';
import { jsonDepth, maximumJsonDepth } from '#sync/protocol/columns.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
import { sendProblem } from './problem.ts';

/** Limit of decompressed bytes for each byte sent (docs/security-requirements.md 5). */
const maximumDecompressionRatio = 100;
/** Below this the ratio is not checked: a few hundred equal characters exceed it. In bytes. */
const ratioExemptBytes = 64 * 1024;
/** Largest window of zstd in powers of two; a stream may ask for 128 MiB of memory otherwise. */
const maximumZstdWindowLog = 23;

const requestDictionary = Buffer.from(smallBodyDictionary, 'ascii');

const decompressorsByCoding: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', () => zlib.createGunzip()],
  ['br', () => zlib.createBrotliDecompress()],
  [smallBodyCoding, () => zlib.createInflateRaw({ dictionary: requestDictionary })],
  // Missing in some supported Node versions.
  ...('createZstdDecompress' in zlib
    ? [
        [
          'zstd',
          () =>
            zlib.createZstdDecompress({
              params: { [zlib.constants.ZSTD_d_windowLogMax]: maximumZstdWindowLog },
            }),
        ] as const,
      ]
    : []),
]);

/** Both ends of a decompression: sent bytes go in, plain bytes come out. Without a coding they are the same stream. */
export interface BodyDecoder {
  readonly input: Writable;
  readonly output: Readable;
}

/** Thrown by a decoder at its limit; fastify answers it with its status. */
export class BodyTooLarge extends Error {
  readonly statusCode = 413;
}

/**
 * Open the decoder of a request body. Limits (docs/security-requirements.md 5): 32 MiB, and 100 times the bytes sent.
 * At the limit both ends are destroyed with `BodyTooLarge`, so a bomb costs no more than an honest body.
 * @param coding value of `Content-Encoding`; undefined for none
 * @param sentBytes length of the whole body as sent
 * @returns the decoder, or `encoding` for an unknown coding
 */
export function openBodyDecoder(
  coding: string | undefined,
  sentBytes: number,
): Result<BodyDecoder, 'encoding'> {
  const name = (coding ?? '').trim().toLowerCase();
  const output = createLimitedOutput(
    Math.min(wireLimits.requestBytes, Math.max(ratioExemptBytes, sentBytes * maximumDecompressionRatio)),
  );
  if (name === '' || name === 'identity') return ok({ input: output, output });
  const input = decompressorsByCoding.get(name)?.();
  if (input === undefined) return refuse('encoding');
  // The reader of the output gets the errors.
  pipeline(input, output, () => undefined);
  return ok({ input, output });
}

function createLimitedOutput(largestBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      bytes += piece.length;
      if (bytes > largestBytes) done(new BodyTooLarge());
      else done(null, piece);
    },
  });
}

/**
 * Decode the JSON of a request body, within the limits of `openBodyDecoder` and 16 levels deep
 * (docs/security-requirements.md 5). An empty body is undefined.
 */
export async function decodeJsonBody(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<unknown, ProblemCode>> {
  if (body.length === 0) return ok(undefined);
  const plain = await decompressBody(body, encoding);
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain.value);
    return jsonDepth(text) > maximumJsonDepth ? refuse('malformed') : ok(JSON.parse(text));
  } catch {
    return refuse('malformed');
  }
}

async function decompressBody(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<Buffer, ProblemCode>> {
  const decoder = openBodyDecoder(encoding, body.length);
  if (!decoder.ok) return decoder;
  decoder.value.input.end(body);
  try {
    return ok(await buffer(decoder.value.output));
  } catch (error) {
    return refuse(error instanceof BodyTooLarge ? 'too-large' : 'malformed');
  }
}

/** Return the bytes of a body as they were sent; the app's parser keeps them until `readJsonBody`. */
export const sentBodyOf = ({ body }: FastifyRequest): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);

/** Convert the body's bytes to JSON, for the schema of the route. Runs before validation on every route. */
export async function readJsonBody(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const json = await decodeJsonBody(sentBodyOf(request), request.headers['content-encoding']);
  if (!json.ok) return sendProblem(reply, json.refusal);
  request.body = json.value;
  return undefined;
}
