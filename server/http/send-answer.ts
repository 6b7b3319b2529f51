import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  answerSignatureBase,
  answerSignatureInput,
  wantUnencodedDigest,
} from '#sync/protocol/signed-answer.ts';
import { smallBodyCoding } from '#sync/protocol/small-body.ts';
import { encodeKeyStatements, keyHeader } from '#sync/protocol/key-statement.ts';
import { contentDigest, signatureHeader } from '#sync/protocol/signed-request.ts';
import { statementsFrom } from '../identity/server-keys.ts';
import { signText } from '../identity/ed25519.ts';
import { accepts, encodeAnswer } from './encode-answer.ts';
import type { ServerContext } from './server-context.ts';

/**
 * The last step of every answer: compressed as the asker likes it, with an exact Content-Length, and for devices signed
 * over the digest of its bytes, so that a false certificate authority gains nothing (security.md 4).
 */
export const sendAnswer =
  (context: ServerContext) =>
  async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    if (payload === undefined || payload === null) {
      signAnswer(context, request, reply, { plain: Buffer.alloc(0), sent: Buffer.alloc(0) });
      return payload;
    }
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const plain = Buffer.from(payload);
    const { body, encoding } = await encodeAnswer(plain, headerOf(request, 'accept-encoding'));
    if (encoding !== null) reply.header('content-encoding', encoding);
    if (request.answerNonce !== null) shorten(reply);
    else if (encoding !== null) reply.header('vary', 'accept-encoding');
    reply.header('content-length', body.length);
    signAnswer(context, request, reply, { plain, sent: body });
    return body;
  };

function signAnswer(
  { identity }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { plain, sent }: { readonly plain: Buffer; readonly sent: Buffer },
): void {
  if (request.answerNonce === null) return;
  const isUnencoded =
    headerOf(request, wantUnencodedDigest) !== undefined ||
    accepts(headerOf(request, 'accept-encoding'), smallBodyCoding);
  const body = isUnencoded ? plain : sent;
  const answer = {
    status: reply.statusCode,
    contentDigest: contentDigest(createHash('sha256').update(body).digest('base64')),
    digestField: isUnencoded ? ('unencoded-digest' as const) : ('content-digest' as const),
  };
  const parameters = { nonce: request.answerNonce };
  const signature = signText(identity.privateKey, answerSignatureBase(answer, parameters));
  reply.header(answer.digestField, answer.contentDigest);
  reply.header('signature-input', answerSignatureInput(parameters, answer));
  const statements = request.pinnedKey === null ? [] : statementsFrom(identity, request.pinnedKey);
  if (statements.length > 0) reply.header(keyHeader, encodeKeyStatements(statements));
  reply.header('signature', signatureHeader(signature.toString('base64')));
}

/** Devices pay for every byte: no cache or browser reads what is signed for one of them, and HTTP/1.1 stays open. */
function shorten(reply: FastifyReply): void {
  const type = String(reply.getHeader('content-type') ?? '');
  reply.header('content-type', type.replace(/; charset=utf-8$/, ''));
  reply.raw.removeHeader('connection');
  reply.raw.sendDate = false; // an answer to `/sync` tells the time itself
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers[name];
  return Array.isArray(header) ? header.join(',') : header;
}
