import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDigest } from '#sync/protocol/signed-request.ts';
import { decodeBody } from './decode-body.ts';
import { sendProblem } from './problem.ts';

/**
 * Turns the bytes of the body into JSON, for the schema of the route to judge. Refuses a body that is not the one whose
 * digest was signed. Runs before validation on every road.
 */
export async function readBody(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  // The parser of the app leaves bytes as they were sent.
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (request.signedDigest !== null && !isDigestOf(body, request.signedDigest))
    return sendProblem(reply, 'digest');
  const json = await decodeBody(body, request.headers['content-encoding']);
  if (!json.ok) return sendProblem(reply, json.refusal);
  request.body = json.value;
  return undefined;
}

/** `sha-256=:...:` alone or among other digests (RFC 9530). */
function isDigestOf(body: Buffer, header: string): boolean {
  const expected = contentDigest(createHash('sha256').update(body).digest('base64'));
  return header.split(',').some((part) => part.trim() === expected);
}
