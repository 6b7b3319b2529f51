import { failureCodeOf } from '../ipc/host-ports.ts';

/** Function that carries one request. Electron's `Session.fetch` and Node's `fetch` have this shape. */
export type NetworkFetch = (url: string, init: RequestInit) => Promise<Response>;

interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export interface RequestTraffic {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly tookMs: number;
}

/** Response of any sender. The body is decompressed; `traffic` counts bytes as they travelled. */
export interface HttpResponse {
  readonly kind: 'received';
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly traffic: RequestTraffic;
}

export interface NoHttpResponse {
  readonly kind: 'unreachable';
  readonly why: string;
}

export interface RequestTimeouts {
  /** Time from the start to the first byte of the response. A very slow link gets the body's sending time in addition. */
  readonly firstByteMs: number;
  /** Time between two pieces of the response. */
  readonly betweenBytesMs: number;
}

/** Timeouts for a poor satellite link; a slower link counts as none. */
export const fieldRequestTimeouts: RequestTimeouts = { firstByteMs: 60_000, betweenBytesMs: 60_000 };
const minimumBytesPerMs = 0.5;

/** Limit of a response. No response of the server is larger. */
const maximumBodyBytes = 64 * 1024 * 1024;

/**
 * Send one request and read the whole answer. Stops after a timeout, at `stop`, at a redirect and at an endless answer.
 * No cookies, no cache. Never throws: a missing answer is usual here.
 */
export async function sendHttpRequest(
  networkFetch: NetworkFetch,
  httpRequest: HttpRequest,
  abortSignal: AbortSignal,
  nowMs: () => number,
  requestTimeouts: RequestTimeouts = fieldRequestTimeouts,
): Promise<HttpResponse | NoHttpResponse> {
  const startedMs = nowMs();
  const timeout = new AbortController();
  let timer = setTimeout(
    () => timeout.abort(),
    requestTimeouts.firstByteMs + (httpRequest.body?.length ?? 0) / minimumBytesPerMs,
  );
  const restartTimer = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => timeout.abort(), requestTimeouts.betweenBytesMs);
  };
  try {
    const response = await networkFetch(httpRequest.url, {
      method: httpRequest.method,
      headers: httpRequest.headers,
      body: httpRequest.body,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([abortSignal, timeout.signal]),
    });
    restartTimer();
    const body = await readWholeBody(response, restartTimer);
    if (body === null) return { kind: 'unreachable', why: 'the answer is too large' };
    const traffic = { ...trafficBytesOf(httpRequest, response, body.length), tookMs: nowMs() - startedMs };
    return { kind: 'received', status: response.status, headers: response.headers, body, traffic };
  } catch (error) {
    if (abortSignal.aborted) return { kind: 'unreachable', why: 'stopped' };
    return { kind: 'unreachable', why: timeout.signal.aborted ? 'timeout' : networkErrorCode(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function readWholeBody(response: Response, restartTimer: () => void): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    restartTimer();
    bytes += value.length;
    if (bytes > maximumBodyBytes) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces);
}

// Bodies are exact. Headers are counted as in HTTP/1.1; HTTP/2 packs them tighter, TLS adds its frames.
function trafficBytesOf(
  { method, url, headers, body }: HttpRequest,
  response: Response,
  decodedBytes: number,
) {
  const { host, pathname, search } = new URL(url);
  const length = body && { 'content-length': String(body.length) };
  const sent = Object.entries({ host, ...chromiumHeaders, ...length, ...headers });
  const up = `${method} ${pathname}${search} HTTP/1.1`.length + countHeaderBytes(sent);
  const down =
    `HTTP/1.1 ${response.status} ${response.statusText}`.length + countHeaderBytes([...response.headers]);
  return {
    bytesUp: up + (body?.length ?? 0),
    bytesDown: down + Number(response.headers.get('content-length') ?? decodedBytes),
  };
}

// Headers that Chromium adds, as seen on the wire; start-shell.ts sets agent and language.
const chromiumHeaders = {
  connection: 'keep-alive',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'empty',
  'user-agent': 'Fieldbook',
  'accept-language': 'en',
};

/** Count header bytes with line ends, the first line and the empty line. */
const countHeaderBytes = (headers: readonly (readonly [string, string])[]): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 4);

/** Return Chromium's error code (`ERR_NAME_NOT_RESOLVED`), which contains no person and no content. */
function networkErrorCode(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return (
    /ERR_[A-Z0-9_]+/.exec(message)?.[0] ??
    failureCodeOf(error instanceof Error ? (error.cause ?? error) : error)
  );
}
