import * as z from 'zod';
import { JsonValue } from '#base/json.ts';

/** State of one node: `rel` for all, the rest for questions. */
export const State = z.object({
  rel: z.boolean(),
  v: JsonValue.optional(),
  req: z.boolean().optional(),
  ro: z.boolean().optional(),
  viol: z.string().nullish(),
  /** `#49`: only how many. */
  opts: z.union([z.array(z.string()), z.string()]).optional(),
  label: z.string().nullish(),
});
export type State = z.infer<typeof State>;

/** Record of ODK's engine for a form: its state at first, and the differences after each of some changes. */
export const GoldenTrace = z.object({
  form: z.string(),
  languages: z.array(z.string().nullable()),
  initial: z.record(z.string(), State),
  steps: z.array(
    z.object({
      op: z.enum(['set', 'addRepeat', 'removeRepeat']),
      ref: z.string(),
      value: z.string().optional(),
      index: z.number().optional(),
      threw: JsonValue.optional(),
      diff: z.record(z.string(), State.nullable()),
    }),
  ),
});
export type GoldenTrace = z.infer<typeof GoldenTrace>;
