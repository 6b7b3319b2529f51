import { once } from 'node:events';
import http from 'node:http';
import { decodeJsonBody } from '#server/http/request-body.ts';

/** A proxy to the server that keeps every byte of every request, as it travelled and unpacked. */
export interface RecordingProxy {
  readonly url: string;
  /** Addresses, header fields and bodies of all requests so far; each body also as it reads unpacked. */
  recorded(): readonly Buffer[];
  requests(): number;
  close(): Promise<void>;
}

/** Pass requests on to `target` (a loopback URL) unchanged, and their answers back. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const kept: Buffer[] = [];
  let requests = 0;
  const pass = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = await wholeOf(request);
    requests += 1;
    kept.push(Buffer.from(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`), body);
    const plain = await decodeJsonBody(body, request.headers['content-encoding']);
    // Bodies that are no JSON travelled as they are, and are kept so above.
    if (plain.ok && plain.value !== undefined) kept.push(Buffer.from(JSON.stringify(plain.value)));

    const { hostname, port } = new URL(target);
    const { method, url, headers } = request;
    const onward = http.request({ hostname, port, method, path: url, headers });
    onward.on('response', (upstreamResponse) => {
      response.writeHead(upstreamResponse.statusCode ?? 502, upstreamResponse.rawHeaders);
      upstreamResponse.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  };
  const server = http.createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    recorded: () => kept,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function wholeOf(request: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array)); // a request's pieces are bytes
  return Buffer.concat(pieces);
}
