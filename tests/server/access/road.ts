import type { Role } from '#domain/people/role.ts';

/** What is asked on a road, for one log. */
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

export interface Road {
  /** Whose credentials open it at all. `anybody`: it is public, or a code in the body is the credential. */
  readonly opens: 'anybody' | 'device' | 'session' | 'either';
  readonly ask: (subject: Subject) => Ask;
  /** The answer about a log in which the asker has the role; for roads that are about no log, the answer. */
  readonly own: Status;
  /** The answer about a log in which the asker has none; the same as about one that does not exist. */
  readonly foreign: Status;
  /** For these roles the answer tells what is written in their log. */
  readonly tells: (role: Role) => boolean;
}
