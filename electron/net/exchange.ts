import { failureCode } from '../ipc/host-handlers.ts';

/** What crosses the network, one way and back. `Session.fetch` of Electron has this shape, and so has Node's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface SentRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export interface Traffic {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly tookMs: number;
}

/** An answer, by whomever. The body is decompressed; `traffic` counts the bytes as they travelled. */
export interface ReceivedAnswer {
  readonly kind: 'received';
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly traffic: Traffic;
}

export interface NoAnswer {
  readonly kind: 'unreachable';
  readonly why: string;
}

export interface Patience {
  /** From the start to the first byte of the answer, beside the time that a very slow link needs for the body. */
  readonly answerMs: number;
  /** Between two pieces of the answer. */
  readonly silenceMs: number;
}

/** What a poor satellite link needs; a link that is slower than this is none. */
export const fieldPatience: Patience = { answerMs: 60_000, silenceMs: 60_000 };
const slowestBytesPerMs = 0.5;

/** No answer of the server is larger; what sends more is something else. */
const largestBodyBytes = 64 * 1024 * 1024;

/**
 * Sends one request and reads the whole answer. Gives up when nothing moves for too long, when `stop` says so, on a
 * redirect and on an answer without end. No cookies, no cache. Does not throw: no answer is a usual thing here.
 */
export async function exchange(
  fetch: Fetch,
  request: SentRequest,
  stop: AbortSignal,
  nowMs: () => number,
  patience: Patience = fieldPatience,
): Promise<ReceivedAnswer | NoAnswer> {
  const startedMs = nowMs();
  const silence = new AbortController();
  let timer = setTimeout(
    () => silence.abort(),
    patience.answerMs + (request.body?.length ?? 0) / slowestBytesPerMs,
  );
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), patience.silenceMs);
  };
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([stop, silence.signal]),
    });
    heard();
    const body = await readAll(response, heard);
    if (body === null) return { kind: 'unreachable', why: 'the answer is too large' };
    const traffic = { ...bytesOf(request, response, body.length), tookMs: nowMs() - startedMs };
    return { kind: 'received', status: response.status, headers: response.headers, body, traffic };
  } catch (error) {
    if (stop.aborted) return { kind: 'unreachable', why: 'stopped' };
    return { kind: 'unreachable', why: silence.signal.aborted ? 'timeout' : networkCode(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(response: Response, heard: () => void): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    heard();
    bytes += value.length;
    if (bytes > largestBodyBytes) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces);
}

// Bodies are exact. Headers are counted as HTTP/1.1 writes them; HTTP/2 packs them tighter, TLS adds its frames.
function bytesOf({ method, url, headers, body }: SentRequest, response: Response, decodedBytes: number) {
  const { host, pathname, search } = new URL(url);
  const length = body && { 'content-length': String(body.length) };
  const sent = Object.entries({ host, ...addedHeaders, ...length, ...headers });
  const up = `${method} ${pathname}${search} HTTP/1.1`.length + headerBytes(sent);
  const down =
    `HTTP/1.1 ${response.status} ${response.statusText}`.length + headerBytes([...response.headers]);
  return {
    bytesUp: up + (body?.length ?? 0),
    bytesDown: down + Number(response.headers.get('content-length') ?? decodedBytes),
  };
}

// What Chromium adds to our headers, as seen on the wire; agent and language are those of net-session.ts.
const addedHeaders = {
  connection: 'keep-alive',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'empty',
  'user-agent': 'Fieldbook',
  'accept-language': 'en',
};

/** With the ends of the lines, of the first line and of the whole. */
const headerBytes = (headers: readonly (readonly [string, string])[]): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 4);

/** Chromium's word for what went wrong (`ERR_NAME_NOT_RESOLVED`), which names no person and no content. */
function networkCode(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return (
    /ERR_[A-Z0-9_]+/.exec(message)?.[0] ??
    failureCode(error instanceof Error ? (error.cause ?? error) : error)
  );
}
