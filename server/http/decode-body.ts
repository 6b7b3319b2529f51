import { buffer } from 'node:stream/consumers';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { jsonDepth, largestDepth } from '#sync/protocol/json-depth.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { BodyTooLarge, openDecoder } from './body-decoder.ts';

/**
 * The JSON in a request body, within the limits of `openDecoder` and 16 levels deep (security.md 5). An empty body is
 * undefined.
 */
export async function decodeBody(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<unknown, ProblemCode>> {
  if (body.length === 0) return ok(undefined);
  const plain = await decompress(body, encoding);
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain.value);
    return jsonDepth(text) > largestDepth ? refuse('malformed') : ok(JSON.parse(text));
  } catch {
    return refuse('malformed');
  }
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Result<Buffer, ProblemCode>> {
  const decoder = openDecoder(encoding, body.length);
  if (!decoder.ok) return decoder;
  decoder.value.input.end(body);
  try {
    return ok(await buffer(decoder.value.output));
  } catch (error) {
    return refuse(error instanceof BodyTooLarge ? 'too-large' : 'malformed');
  }
}
