import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDigestHeader, signatureHeader } from '#sync/protocol/request-signature.ts';
import {
  responseSignatureBase,
  responseSignatureInput,
  wantUnencodedDigest,
} from '#sync/protocol/response-signature.ts';
import { smallBodyBytes, smallBodyCoding, smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
import { encodeKeyStatements, serverKeyHeader } from '#sync/protocol/statements.ts';
import { signText } from '../auth/ed25519.ts';
import { keyStatementsFrom } from '../auth/server-identity.ts';
import type { ServerContext } from '../context/server-context.ts';

const compressBrotli = promisify(zlib.brotliCompress);
const compressGzip = promisify(zlib.gzip);
const responseDictionary = Buffer.from(smallBodyDictionary, 'ascii');

/** Below this, compressing costs more than it saves. */
const minimumCompressedBytes = 160;

const highestQualityMaximumBytes = 4 * 1024;
const mediumQualityMaximumBytes = 6 * 1024 * 1024;

interface EncodedResponse {
  readonly body: Buffer;
  readonly encoding: 'br' | 'gzip' | typeof smallBodyCoding | null;
}

/** Compress a response by the client's preference; as a whole, since devices count bytes by Content-Length. */
async function encodeResponse(plain: Buffer, accepted: string | undefined): Promise<EncodedResponse> {
  if (plain.length < smallBodyBytes && acceptsCoding(accepted, smallBodyCoding))
    return {
      body: zlib.deflateRawSync(plain, { dictionary: responseDictionary, level: 9 }),
      encoding: smallBodyCoding,
    };
  if (plain.length < minimumCompressedBytes) return { body: plain, encoding: null };
  if (acceptsCoding(accepted, 'br'))
    return { body: await compressBrotli(plain, brotliOptionsFor(plain)), encoding: 'br' };
  if (acceptsCoding(accepted, 'gzip')) return { body: await compressGzip(plain), encoding: 'gzip' };
  return { body: plain, encoding: null };
}

const brotliOptionsFor = (plain: Buffer): zlib.BrotliOptions => ({
  params: {
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQualityFor(plain.length),
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  },
});

/**
 * Choose the quality for slow links: 9 handles 15 MB/s of text, 5 handles 40 for 4 % more. A small response takes no time
 * either way.
 */
function brotliQualityFor(bytes: number): number {
  if (bytes <= highestQualityMaximumBytes) return 11;
  return bytes <= mediumQualityMaximumBytes ? 9 : 5;
}

/** Return whether an Accept-Encoding lists this coding, and not with `q=0`. */
function acceptsCoding(header: string | undefined, coding: string): boolean {
  const items = (header ?? '').toLowerCase().split(',');
  return items.some((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/**
 * Send a response: compressed by the client's preference, with an exact Content-Length. For devices it is signed over
 * the digest of its bytes. A false certificate authority gains nothing (docs/security-requirements.md 4).
 */
export const sendSignedResponse =
  (context: ServerContext) =>
  async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    if (payload === undefined || payload === null) {
      signResponse(context, request, reply, { plain: Buffer.alloc(0), sent: Buffer.alloc(0) });
      return payload;
    }
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const plain = Buffer.from(payload);
    const { body, encoding } = await encodeResponse(plain, joinedRequestHeader(request, 'accept-encoding'));
    if (encoding !== null) reply.header('content-encoding', encoding);
    if (request.signature !== null) removeUnneededHeaders(reply);
    else if (encoding !== null) reply.header('vary', 'accept-encoding');
    reply.header('content-length', body.length);
    signResponse(context, request, reply, { plain, sent: body });
    return body;
  };

function signResponse(
  { identity }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { plain, sent }: { readonly plain: Buffer; readonly sent: Buffer },
): void {
  const { signature: signedRequestSignature } = request;
  if (signedRequestSignature === null) return;
  const isUnencoded =
    joinedRequestHeader(request, wantUnencodedDigest) !== undefined ||
    acceptsCoding(joinedRequestHeader(request, 'accept-encoding'), smallBodyCoding);
  const body = isUnencoded ? plain : sent;
  const response = {
    status: reply.statusCode,
    contentDigest: contentDigestHeader(createHash('sha256').update(body).digest('base64')),
    digestField: isUnencoded ? ('unencoded-digest' as const) : ('content-digest' as const),
  };
  const { nonce } = signedRequestSignature.parameters;
  const signature = signText(identity.privateKey, responseSignatureBase(response, { nonce }));
  reply.header(response.digestField, response.contentDigest);
  reply.header('signature-input', responseSignatureInput({ nonce }, response));
  const keyStatements =
    signedRequestSignature.pinnedKey === null
      ? []
      : keyStatementsFrom(identity, signedRequestSignature.pinnedKey);
  if (keyStatements.length > 0) reply.header(serverKeyHeader, encodeKeyStatements(keyStatements));
  reply.header('signature', signatureHeader(signature.toString('base64')));
}

/**
 * Remove headers that devices do not need, since they pay for every byte. No cache or browser reads a signed response,
 * and HTTP/1.1 stays open.
 */
function removeUnneededHeaders(reply: FastifyReply): void {
  const type = String(reply.getHeader('content-type') ?? '');
  reply.header('content-type', type.replace(/; charset=utf-8$/, ''));
  reply.raw.removeHeader('connection');
  reply.raw.sendDate = false; // an answer to `/sync` contains the time
}

function joinedRequestHeader(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers[name];
  return Array.isArray(header) ? header.join(',') : header;
}
