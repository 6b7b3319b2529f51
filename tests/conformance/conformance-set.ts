import * as z from 'zod';

/** One record with another result than the recorded one. */
export interface Difference {
  readonly record: string;
  readonly expected: string;
  readonly found: string;
}

/** Result of comparing a set of records with the engine. */
export interface SetOutcome {
  readonly total: number;
  readonly equal: number;
  /** Different, and a documented policy gives the reason. */
  readonly deviating: readonly (Difference & { readonly policy: string })[];
  readonly failing: readonly Difference[];
  /** Number of states of nodes that were recorded and not compared, by reason; absent: none. */
  readonly notCompared?: ReadonlyMap<string, number>;
  /** Further lines, such as the slowest record. */
  readonly notes?: readonly string[];
}

/** Records of another implementation, with the share of them that must be equal. */
export interface ConformanceSet {
  readonly name: string;
  /** Of the records without the deviating ones, 0 to 1. */
  readonly gate: number;
  /** `folder` is laid out as the records' source: `conformance/`, `xform/`, `xlsform/`, ... Null when it has none of them. */
  run(folder: string): Promise<SetOutcome | null>;
}

/** Does the outcome satisfy the gate? Nothing that was compared satisfies none. */
export const holds = ({ total, deviating, failing }: SetOutcome, gate: number): boolean =>
  total > 0 && failing.length <= (1 - gate) * (total - deviating.length) + 1e-9;

/**
 * A policy of ours that another implementation does not share, and the records that show it. `isMissing`: not a choice,
 * but a feature that Fieldbook does not have yet.
 */
export const Policy = z.readonly(
  z.object({
    id: z.string().regex(/^[a-z-]+$/),
    set: z.string(),
    /** Regular expressions on the fields of a record; all that are given must match. */
    record: z.readonly(z.record(z.string(), z.string())),
    reason: z.string(),
    isMissing: z.boolean().optional(),
  }),
);
export type Policy = z.infer<typeof Policy>;

/** The policy that a record falls under; `record` holds its fields as texts. */
export const policyFor = (
  policies: readonly Policy[],
  set: string,
  record: Readonly<Record<string, string>>,
): Policy | undefined =>
  policies.find(
    (policy) =>
      policy.set === set &&
      Object.entries(policy.record).every(([field, pattern]) =>
        new RegExp(pattern, 'u').test(record[field] ?? ''),
      ),
  );

/** Counts of an outcome as columns: intended differences apart from missing features and from states not compared. */
export function countsOf(
  { total, equal, deviating, failing, notCompared }: SetOutcome,
  policies: readonly Policy[],
): {
  readonly total: number;
  readonly equal: number;
  readonly deviating: number;
  readonly missing: number;
  readonly notCompared: number;
  readonly failing: number;
} {
  const lacking = new Set(policies.filter(({ isMissing }) => isMissing).map(({ id }) => id));
  const missing = deviating.filter(({ policy }) => lacking.has(policy)).length;
  return {
    total,
    equal,
    deviating: deviating.length - missing,
    missing,
    notCompared: [...(notCompared?.values() ?? [])].reduce((sum, times) => sum + times, 0),
    failing: failing.length,
  };
}
