import type { ApiProblem } from '../api/api-request.ts';
import type { ConsoleMe } from '#renderer/console/api/response-types.ts';

/** Session of this browser, as far as the console knows. */
export type ConsoleSession =
  | { readonly kind: 'checking' }
  /** Headquarters could not be asked. */
  | { readonly kind: 'unknown'; readonly problem: ApiProblem }
  /** `ended`: an earlier sign-in has run out; the place in the address is kept for the next one. */
  | { readonly kind: 'signedOut'; readonly why: 'new' | 'ended' | 'left' }
  | { readonly kind: 'signedIn'; readonly me: ConsoleMe };

export type ConsoleSessionEvent =
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly me: ConsoleMe }
  | { readonly kind: 'notKnown'; readonly problem: ApiProblem }
  | { readonly kind: 'ended' }
  | { readonly kind: 'left' };

/** Next state. A late answer, after the person has left, does not bring them back. */
export function reduceConsoleSession(session: ConsoleSession, event: ConsoleSessionEvent): ConsoleSession {
  switch (event.kind) {
    case 'asked':
      return session.kind === 'unknown' ? { kind: 'checking' } : session;
    case 'known':
      return { kind: 'signedIn', me: event.me };
    case 'notKnown':
      if (session.kind !== 'checking' && session.kind !== 'unknown') return session;
      return event.problem.kind === 'session'
        ? { kind: 'signedOut', why: 'new' }
        : { kind: 'unknown', problem: event.problem };
    case 'ended':
      return session.kind === 'signedIn' ? { kind: 'signedOut', why: 'ended' } : session;
    case 'left':
      return { kind: 'signedOut', why: 'left' };
  }
}
