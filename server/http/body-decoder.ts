import { pipeline, Transform, type Readable, type Writable } from 'node:stream';
import zlib from 'node:zlib';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { limits } from '#sync/protocol/limits.ts';
import { smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body.ts';

/** Most bytes that one byte of a compressed body may become (security.md 5). */
const largestRatio = 100;
/** Below this a ratio says nothing: a few hundred equal characters reach it. In bytes. */
const harmlessBytes = 64 * 1024;
/** Largest window of zstd in powers of two; a stream may ask for 128 MiB of memory otherwise. */
const largestZstdWindow = 23;

const dictionary = Buffer.from(smallBodyDictionary, 'ascii');

const makers: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', () => zlib.createGunzip()],
  ['br', () => zlib.createBrotliDecompress()],
  [smallBodyCoding, () => zlib.createInflateRaw({ dictionary })],
  // Not in every Node that we run on.
  ...('createZstdDecompress' in zlib
    ? [
        [
          'zstd',
          () =>
            zlib.createZstdDecompress({
              params: { [zlib.constants.ZSTD_d_windowLogMax]: largestZstdWindow },
            }),
        ] as const,
      ]
    : []),
]);

/** Two ends of a decompression: sent bytes go in, plain bytes come out. Without a coding they are the same stream. */
export interface BodyDecoder {
  readonly input: Writable;
  readonly output: Readable;
}

/** Error of a decoder whose limit was reached; fastify answers it with its status. */
export class BodyTooLarge extends Error {
  readonly statusCode = 413;
}

/**
 * Opens the decoder of a request body, within the limits of security.md 5: 32 MiB, and a hundred times the bytes sent.
 * At the limit both ends are destroyed with `BodyTooLarge`, so a bomb costs no more than an honest body.
 * @param coding value of `Content-Encoding`; undefined for none
 * @param sentBytes length of the whole body as sent
 * @returns the decoder, or `encoding` for a coding that the server does not know
 */
export function openDecoder(coding: string | undefined, sentBytes: number): Result<BodyDecoder, 'encoding'> {
  const name = (coding ?? '').trim().toLowerCase();
  const output = limitedOutput(
    Math.min(limits.requestBytes, Math.max(harmlessBytes, sentBytes * largestRatio)),
  );
  if (name === '' || name === 'identity') return ok({ input: output, output });
  const input = makers.get(name)?.();
  if (input === undefined) return refuse('encoding');
  // Errors reach whoever reads the output.
  pipeline(input, output, () => undefined);
  return ok({ input, output });
}

function limitedOutput(largestBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      bytes += piece.length;
      if (bytes > largestBytes) done(new BodyTooLarge());
      else done(null, piece);
    },
  });
}
