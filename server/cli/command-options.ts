import type * as z from 'zod';
import type { StoreLocation } from '../db/open-store.ts';

/** Parse options by their schema. Throws a `CommandProblem` that names the first wrong option. */
export function parseCommandOptions<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandProblem(`--${issue?.path.join('.')}: ${issue?.message}`);
}

/** Stable codes of problems that a script may distinguish. */
type CommandProblemCode =
  | 'sealing-key-missing'
  | 'sealing-key-other'
  | 'mail-settings'
  | 'backup-postgres'
  | 'backup-damaged'
  | 'store-damaged';

/** Mistake at the command line: one sentence on standard error, exit code 1. */
export class CommandProblem extends Error {
  readonly code: CommandProblemCode | undefined;

  constructor(sentence: string, commandProblemCode?: CommandProblemCode) {
    super(sentence);
    this.code = commandProblemCode;
  }
}

/** Options of every command that name its store. */
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

/** Return the location: PostgreSQL with a URL, else the embedded store in `.fieldbook-server` or the given folder. */
export function storeLocationOf(storeOptionValues: StoreOptionValues): StoreLocation {
  const url = storeOptionValues['database-url'];
  return url === undefined
    ? { kind: 'embedded', folder: storeOptionValues.data ?? '.fieldbook-server' }
    : { kind: 'postgres', url };
}
