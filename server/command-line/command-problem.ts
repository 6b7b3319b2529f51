/** Stable codes of problems that a script may tell apart. */
export type CommandProblemCode = 'sealing-key-missing' | 'sealing-key-other';

/** A mistake of the person at the command line: told in one sentence on standard error, exit 1. */
export class CommandProblem extends Error {
  readonly code: CommandProblemCode | undefined;

  constructor(sentence: string, code?: CommandProblemCode) {
    super(sentence);
    this.code = code;
  }
}
