/** A mistake of the person at the command line: told in one sentence on standard error, exit 1. */
export class CommandProblem extends Error {}
