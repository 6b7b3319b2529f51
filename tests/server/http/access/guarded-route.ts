import type { Role } from '#domain/people/role.ts';

/** Requests on a route, for one log. */
export interface Ask {
  readonly path: string;
  readonly body?: unknown;
}

export interface Subject {
  readonly log: string;
  readonly doc: string;
  readonly device: string;
}

export type Status = number | ((role: Role) => number);

export interface GuardedRoute {
  /** Credentials that open it at all. `anybody`: it is public, or a code in the body is the credential. */
  readonly opens: 'anybody' | 'device' | 'session' | 'either';
  readonly ask: (subject: Subject) => Ask;
  /** The answer about a log in which the asker has the role; for routes without a log, the answer. */
  readonly own: Status;
  /** The answer about a log in which the asker has none; the same as about one that does not exist. */
  readonly foreign: Status;
  /** For these roles the answer has content of their log. */
  readonly tells: (role: Role) => boolean;
}
