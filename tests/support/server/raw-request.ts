import crypto from 'node:crypto';
import net from 'node:net';
import zlib from 'node:zlib';
import { onTestFinished } from 'vitest';
import { smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
import type { Device } from '#tests/support/protocol/client.mjs';

/** A connection for raw writes of a test and raw answers; closed with the test. */
export interface RawConnection {
  readonly socket: net.Socket;
  /** Resolves with the status of the first answer. */
  readonly status: Promise<number>;
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>;
}

export function connectTo(url: string, ...pieces: readonly (string | Buffer)[]): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => undefined); // told by `closed`
  onTestFinished(() => void socket.destroy());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const status = new Promise<number>((resolve, reject) => {
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      const found = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
  status.catch(() => undefined); // a test that waits for the end asks for none
  for (const piece of pieces) socket.write(piece);
  return { socket, status, closed };
}

/** The head of a request as its lines say, ready to be written. */
export const headOf = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

interface SignedHead {
  readonly path?: string;
  readonly encoding?: string;
  /** Without a length, so that the server learns of the end only when it comes. */
  readonly isChunked?: boolean;
  /** Of the signature, after the contract's own. */
  readonly parameters?: string;
}

/** The head of a POST that a device has signed (docs/security-requirements.md 4). */
export function signedHead(device: Device, body: Buffer, how: SignedHead = {}): string {
  const { path = '/api/v1/sync', encoding, isChunked = false } = how;
  const digest = `sha-256=:${crypto.createHash('sha256').update(body).digest('base64')}:`;
  const created = Math.floor(Date.now() / 1_000);
  const nonce = crypto.randomBytes(16).toString('base64url');
  const parameters = `("@method" "@target-uri" "content-digest");created=${created};nonce="${nonce}";keyid="${device.id}";alg="ed25519"${how.parameters ?? ''}`;
  const base = `"@method": POST\n"@target-uri": ${device.url}${path}\n"content-digest": ${digest}\n"@signature-params": ${parameters}`;
  const signature = crypto.sign(null, Buffer.from(base), device.keys.privateKey).toString('base64');
  return headOf(
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(device.url).host}`,
    isChunked ? 'transfer-encoding: chunked' : `content-length: ${body.length}`,
    'content-type: application/json',
    ...(encoding === undefined ? [] : [`content-encoding: ${encoding}`]),
    `content-digest: ${digest}`,
    `signature-input: fb=${parameters}`,
    `signature: fb=:${signature}:`,
  );
}

/** One piece of a body that is sent without a length; an empty one ends it. */
export const chunkOf = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]);

/** The codings of request bodies that this Node can write. */
export const encoders: Readonly<Record<string, (plain: Buffer) => Buffer>> = {
  gzip: (plain) => zlib.gzipSync(plain),
  br: (plain) => zlib.brotliCompressSync(plain),
  fb1: (plain) => zlib.deflateRawSync(plain, { dictionary: Buffer.from(smallBodyDictionary, 'ascii') }),
  ...('zstdCompressSync' in zlib && { zstd: (plain: Buffer) => zlib.zstdCompressSync(plain) }),
};
