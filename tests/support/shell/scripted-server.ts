import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';

// Written from docs/security-requirements.md 4 and the RFCs alone, without any code of ours that signs or reads
// signatures. So it is a second opinion on the requests of the shell.

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The bytes as they travelled. */
  readonly body: Buffer;
}

export interface Reply {
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
  readonly encoding?: 'br' | 'fb1';
  readonly signed?: 'unencoded-digest' | 'content-digest' | 'other-nonce' | 'other-body' | 'other-key';
  readonly headers?: Readonly<Record<string, string>>;
  /** Send the first half of the body and then nothing. */
  readonly stalls?: boolean;
}

export interface ScriptedServer {
  readonly url: string;
  /** Raw, base64url. */
  readonly key: string;
  readonly seen: Seen[];
  stop(): Promise<void>;
}

/** A server on loopback that answers as the test says, request by request. */
export async function startScriptedServer(
  answer: (seen: Seen, count: number) => Reply,
): Promise<ScriptedServer> {
  const keys = crypto.generateKeyPairSync('ed25519');
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, path: url, headers, body });
      send(
        response,
        answer({ method, path: url, headers, body }, seen.length),
        keys.privateKey,
        nonceIn(headers),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // a TCP server has no other address
  return {
    url: `http://127.0.0.1:${port}`,
    key: rawKey(keys.publicKey),
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(response: http.ServerResponse, reply: Reply, key: crypto.KeyObject, nonce: string): void {
  const plain = Buffer.from(reply.body ?? '{}');
  const body = encoded(plain, reply.encoding);
  const status = reply.status ?? 200;
  const isProblem = status >= 400;
  response.writeHead(status, {
    'content-type': reply.type ?? (isProblem ? 'application/problem+json' : 'application/json'),
    'content-length': body.length,
    ...(reply.encoding && { 'content-encoding': reply.encoding }),
    ...(reply.signed && signatureHeaders(reply.signed, status, body, plain, key, nonce)),
    ...reply.headers,
  });
  if (reply.stalls) response.write(body.subarray(0, body.length / 2));
  else response.end(body);
}

function encoded(plain: Buffer, encoding: Reply['encoding']): Buffer {
  if (encoding === undefined) return plain;
  if (encoding === 'br') return zlib.brotliCompressSync(plain);
  return zlib.deflateRawSync(plain, { dictionary: Buffer.from(smallBodyDictionary, 'ascii') });
}

function signatureHeaders(
  how: NonNullable<Reply['signed']>,
  status: number,
  body: Buffer,
  plain: Buffer,
  key: crypto.KeyObject,
  nonce: string,
): Record<string, string> {
  const field = how === 'content-digest' ? 'content-digest' : 'unencoded-digest';
  const digested =
    how === 'other-body' ? Buffer.from('{"forged":true}') : how === 'content-digest' ? body : plain;
  const digest = `sha-256=:${crypto.createHash('sha256').update(digested).digest('base64')}:`;
  const signedNonce = how === 'other-nonce' ? 'AAAAAAAAAAAAAAAAAAAAAA' : nonce;
  const parameters = `("@status" "${field}");created=1767225600;nonce="${signedNonce}";keyid="${'0'.repeat(32)}";alg="ed25519"`;
  const base = `"@status": ${status}\n"${field}": ${digest}\n"@signature-params": ${parameters}`;
  const signer = how === 'other-key' ? crypto.generateKeyPairSync('ed25519').privateKey : key;
  const signature = crypto.sign(null, Buffer.from(base), signer).toString('base64');
  return { [field]: digest, 'signature-input': `fb=${parameters}`, signature: `fb=:${signature}:` };
}

/** Request number `count`. */
export function requestAt({ seen }: Pick<ScriptedServer, 'seen'>, count: number): Seen {
  const foundSeen = seen[count - 1];
  if (!foundSeen) throw new Error(`There was no request ${count}`);
  return foundSeen;
}

/** The signature base that docs/security-requirements.md 4 prescribes for a request, made from the received parts. */
export function expectedBase({ method, headers }: Seen, targetUri: string): string {
  const parameters = String(headers['signature-input']).replace(/^fb=/, '');
  const lines = [`"@method": ${method}`, `"@target-uri": ${targetUri}`];
  if (method !== 'GET') lines.push(`"content-digest": ${String(headers['content-digest'])}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

export function isSignedBy(publicKey: string, base: string, { headers }: Seen): boolean {
  const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  const signature = /^fb=:([^:]+):$/.exec(String(headers.signature))?.[1] ?? '';
  return crypto.verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64'));
}

export const parameterIn = ({ headers }: Pick<Seen, 'headers'>, name: string): string =>
  new RegExp(`;${name}="?([^";]+)"?`).exec(String(headers['signature-input']))?.[1] ?? '';

const nonceIn = (headers: http.IncomingHttpHeaders): string => parameterIn({ headers }, 'nonce');

const rawKey = (key: crypto.KeyObject): string => String(key.export({ format: 'jwk' }).x);

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer); // no encoding is set, so these are buffers
  return Buffer.concat(pieces);
}

/** Answer to an enrolment. */
export const someEnrolResponse = (
  key = rawKey(crypto.generateKeyPairSync('ed25519').publicKey),
): EnrolResponse =>
  EnrolResponse.parse({
    person: crypto.randomUUID(),
    name: 'A. Person',
    server: { name: 'Headquarters', recipients: [], key },
    grants: { etag: '1', logs: {}, devices: {} },
    lease: 1_000,
  });

export const problem = (status: number, code: string, extra: object = {}): Reply => ({
  status,
  body: JSON.stringify({ type: `urn:fieldbook:problem:${code}`, title: code, status, code, ...extra }),
});
