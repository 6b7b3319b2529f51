import type * as z from 'zod';
import { CommandProblem } from './command-problem.ts';

/** Options as their schema says. Throws a `CommandProblem` that names the first option that does not fit. */
export function parseOptions<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandProblem(`--${issue?.path.join('.')}: ${issue?.message}`);
}
