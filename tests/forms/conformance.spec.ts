import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countsOf, holds, Policy, policyFor } from '#tests/conformance/conformance-set.ts';
import policies from '#tests/conformance/policies.json' with { type: 'json' };
import { conformanceSets } from '#tests/conformance/sets.ts';

// The fast form of `npm run instrument -- conformance`: the same comparison, on the copies in this repository.
const folder = path.join(import.meta.dirname, '..', 'data', 'forms');

describe('comparison with other implementations', () => {
  for (const conformanceSet of conformanceSets)
    test(`${conformanceSet.name}: the gate holds, and nothing differs without a policy`, async () => {
      const setOutcome = await conformanceSet.run(folder);
      if (setOutcome === null) throw new Error(`the copies of ${conformanceSet.name} are missing`);
      expect(setOutcome.failing).toEqual([]);
      expect(holds(setOutcome, conformanceSet.gate)).toBe(true);
    });

  test('a set without records satisfies no gate, and one difference too many breaks it', () => {
    const nothing = { total: 0, equal: 0, deviating: [], failing: [] };
    const difference = { record: 'r', expected: 'a', found: 'b' };
    expect(holds(nothing, 0.9)).toBe(false);
    expect(holds({ total: 100, equal: 99, deviating: [], failing: [difference] }, 0.99)).toBe(true);
    expect(holds({ total: 100, equal: 98, deviating: [], failing: [difference, difference] }, 0.99)).toBe(
      false,
    );
  });

  test('missing records and records not compared have columns of their own', () => {
    const difference = { record: 'r', expected: 'a', found: 'b' };
    const written = { set: 's', record: {}, reason: 'r' };
    const knownPolicies = [
      Policy.parse({ ...written, id: 'p' }),
      Policy.parse({ ...written, id: 'm', isMissing: true }),
    ];
    const outcome = {
      total: 9,
      equal: 5,
      deviating: ['p', 'm', 'm'].map((policy) => ({ ...difference, policy })),
      failing: [difference],
      notCompared: new Map([
        ['derived', 4],
        ['metadata', 3],
      ]),
    };
    const counts = { total: 9, equal: 5, deviating: 1, missing: 2, notCompared: 7, failing: 1 };
    expect(countsOf(outcome, knownPolicies)).toEqual(counts);
  });

  test('a policy covers a record only when all that it names fits', () => {
    const policy = Policy.parse({ id: 'p', set: 's', record: { kind: '^throws$', expr: 'x' }, reason: 'r' });
    expect(policyFor([policy], 's', { kind: 'throws', expr: 'x()' })).toBe(policy);
    expect(policyFor([policy], 's', { kind: 'throws', expr: 'y()' })).toBeUndefined();
    expect(policyFor([policy], 'other', { kind: 'throws', expr: 'x()' })).toBeUndefined();
  });

  test('each policy is there once, and in the documentation with its reason', async () => {
    const documentation = await fs.readFile(
      path.join(import.meta.dirname, '../../docs/instrument-conformance.md'),
      'utf8',
    );
    const ids = policies.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, set, reason } of policies)
      expect(documentation).toContain(`| \`${id}\` | ${set} | ${reason} |`);
  });
});
