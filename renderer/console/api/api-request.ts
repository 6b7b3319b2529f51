import type * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { Problem } from '#sync/protocol/wire.ts';

/**
 * Reason why a request to headquarters got no response. A closed union, so that every screen has words for each
 * of them.
 */
export type ApiProblem =
  /** No network, no server, or no response in time. */
  | { readonly kind: 'unreachable' }
  /** The sign-in has ended: sign in again. */
  | { readonly kind: 'session' }
  /** Too many tries; `waitMs` when the server said how long. */
  | { readonly kind: 'limited'; readonly waitMs: number | null }
  /** Not for this person's role. */
  | { readonly kind: 'forbidden' }
  /** Not there, or not visible to this person: the server does not tell which. */
  | { readonly kind: 'notFound' }
  /** Any other refusal, by its stable code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The server failed; `request` names the line in its log. */
  | { readonly kind: 'trouble'; readonly request: string | null }
  /** A response that this page cannot read: page and server are of different versions. */
  | { readonly kind: 'notUnderstood' };

/** Response of the API, or the reason why there is none. */
export type ApiResult<T> = Promise<Result<T, ApiProblem>>;

/** Function that sends a request to headquarters. */
export type SendApiRequest = <T>(apiRequest: ApiRequest<T>) => ApiResult<T>;

/**
 * Problem of an unsuccessful response.
 * @param problem Its body, where it was one (RFC 9457).
 */
function apiProblemOf(response: Response, problem: Problem | null): ApiProblem {
  const { status } = response;
  if (status === 429) return { kind: 'limited', waitMs: readRetryAfterMs(response) };
  if (status >= 500) return { kind: 'trouble', request: response.headers.get('x-request-id') };
  if (status === 401 && (problem === null || problem.code === 'session')) return { kind: 'session' };
  if (status === 403 && (problem === null || problem.code === 'forbidden')) return { kind: 'forbidden' };
  if (status === 404) return { kind: 'notFound' };
  return problem ? { kind: 'refused', code: problem.code } : { kind: 'notUnderstood' };
}

/** Only whole seconds: the form that our server sends. */
function readRetryAfterMs(response: Response): number | null {
  const seconds = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}

export type FetchFunction = (address: string, init: RequestInit) => Promise<Response>;

export interface ApiRequest<Answer> {
  readonly path: string;
  readonly response: z.ZodType<Answer>;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown;
}

const requestTimeoutMs = 20_000;
/** Files are made on request. */
const downloadTimeoutMs = 5 * 60_000;

/**
 * Send one request and read the response by its schema. Never throws for failures of a network or a server:
 * each of them is a named problem.
 */
export async function sendRequest<Answer>(
  fetch: FetchFunction,
  apiRequest: ApiRequest<Answer>,
): Promise<Result<Answer, ApiProblem>> {
  const response = await fetchResponse(fetch, apiRequest);
  if (response === null) return refuse({ kind: 'unreachable' });

  const body = response.status === 204 ? undefined : await readJsonBody(response);
  if (!response.ok) return refuse(apiProblemOf(response, Problem.safeParse(body).data ?? null));

  const parsedResponse = apiRequest.response.safeParse(body);
  return parsedResponse.success ? ok(parsedResponse.data) : refuse({ kind: 'notUnderstood' });
}

/** Download a file; its bytes are not parsed. */
export async function downloadFile(
  fetch: FetchFunction,
  apiRequest: Omit<ApiRequest<Blob>, 'response'>,
): Promise<Result<Blob, ApiProblem>> {
  const response = await fetchResponse(fetch, apiRequest, downloadTimeoutMs);
  if (response === null) return refuse({ kind: 'unreachable' });
  if (!response.ok)
    return refuse(apiProblemOf(response, Problem.safeParse(await readJsonBody(response)).data ?? null));
  try {
    return ok(await response.blob());
  } catch {
    return refuse({ kind: 'unreachable' }); // it broke off
  }
}

/** The response, or null without one. A browser reports a missing network by a TypeError or an AbortError. */
async function fetchResponse(
  fetch: FetchFunction,
  { path, body }: Omit<ApiRequest<unknown>, 'response'>,
  waitMs = requestTimeoutMs,
): Promise<Response | null> {
  const isPost = body !== undefined;
  try {
    return await fetch(`/api/v1${path}`, {
      method: isPost ? 'POST' : 'GET',
      ...(isPost && { body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        // Names in lists are in the language of the screen.
        ...('document' in globalThis && { 'accept-language': document.documentElement.lang }),
        ...(isPost && { 'content-type': 'application/json' }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    });
  } catch {
    return null;
  }
}

/** The body as JSON; undefined when it is invalid or breaks off, which no schema accepts. */
async function readJsonBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
