import type { StoreLocation } from '../db/open-store.ts';
import type * as z from 'zod';

/** Options as their schema says. Throws a `CommandProblem` that names the first option that does not fit. */
export function parseCommandOptions<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandProblem(`--${issue?.path.join('.')}: ${issue?.message}`);
}

/** Stable codes of problems that a script may tell apart. */
type CommandProblemCode = 'sealing-key-missing' | 'sealing-key-other';

/** A mistake of the person at the command line: told in one sentence on standard error, exit 1. */
export class CommandProblem extends Error {
  readonly code: CommandProblemCode | undefined;

  constructor(sentence: string, code?: CommandProblemCode) {
    super(sentence);
    this.code = code;
  }
}

/** The options by which every command finds its store. */
export const storeOptions = {
  data: { type: 'string' },
  'database-url': { type: 'string' },
  'sealing-key': { type: 'string' },
} as const;

/** Values of `storeOptions`. */
export interface StoreOptionValues {
  readonly data?: string | undefined;
  readonly 'database-url'?: string | undefined;
  readonly 'sealing-key'?: string | undefined;
}

/** PostgreSQL where a URL is given, else the embedded store; its folder is `.fieldbook-server` unless told otherwise. */
export function storeLocationOf(values: StoreOptionValues): StoreLocation {
  const url = values['database-url'];
  return url === undefined
    ? { kind: 'embedded', folder: values.data ?? '.fieldbook-server' }
    : { kind: 'postgres', url };
}
