import type { Problem } from '#sync/protocol/wire.ts';

/** Why a question to headquarters got no answer. Closed, so that every screen has words for each of them. */
export type ApiProblem =
  /** No network, no server, or no answer in time. */
  | { readonly kind: 'unreachable' }
  /** The sign-in has ended: sign in again. */
  | { readonly kind: 'session' }
  /** Too many tries; `waitMs` when the server said how long. */
  | { readonly kind: 'limited'; readonly waitMs: number | null }
  /** Not for this person's role. */
  | { readonly kind: 'forbidden' }
  /** Not there, or not for this person to know of: the server does not tell which. */
  | { readonly kind: 'notFound' }
  /** Any other refusal, by its stable code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The server failed; `request` names the line in its log. */
  | { readonly kind: 'trouble'; readonly request: string | null }
  /** An answer that this page cannot read: page and server are of different versions. */
  | { readonly kind: 'notUnderstood' };

/** What an answer that is not a success says. `problem` is its body, where it was one (RFC 9457). */
export function problemOf(response: Response, problem: Problem | null): ApiProblem {
  const { status } = response;
  if (status === 429) return { kind: 'limited', waitMs: retryAfterMs(response) };
  if (status >= 500) return { kind: 'trouble', request: response.headers.get('x-request-id') };
  if (status === 401 && (problem === null || problem.code === 'session')) return { kind: 'session' };
  if (status === 403 && (problem === null || problem.code === 'forbidden')) return { kind: 'forbidden' };
  if (status === 404) return { kind: 'notFound' };
  return problem ? { kind: 'refused', code: problem.code } : { kind: 'notUnderstood' };
}

/** Only whole seconds: the form that our server sends. */
function retryAfterMs(response: Response): number | null {
  const seconds = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}
