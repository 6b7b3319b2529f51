import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type ConformanceSet, type Difference, Policy, policyFor } from '../conformance-set.ts';
import writtenPolicies from '../policies.json' with { type: 'json' };
import { evaluateRecord } from './evaluate-record.ts';
import { XPathRecord } from './xpath-record.ts';

const policies = z.array(Policy).parse(writtenPolicies);

/** Evaluations as another engine recorded them, in its time zone. */
export const xpathSet = ({
  name,
  file,
  offsetMinutes,
}: {
  readonly name: string;
  readonly file: string;
  readonly offsetMinutes: number;
}): ConformanceSet => ({
  name,
  gate: 0.99,
  async run(folder) {
    const text = await fs.readFile(path.join(folder, 'conformance', file), 'utf8').catch(() => null);
    if (text === null) return null;
    const xpathRecords = z.array(XPathRecord).parse(JSON.parse(text));
    let equal = 0;
    const deviating: (Difference & { readonly policy: string })[] = [];
    const failing: Difference[] = [];
    for (const xpathRecord of xpathRecords) {
      const { isEqual, found } = evaluateRecord(xpathRecord, offsetMinutes);
      if (isEqual) {
        equal += 1;
        continue;
      }
      const expected = JSON.stringify(xpathRecord.expected);
      const difference = {
        record: `${xpathRecord.expr} (${xpathRecord.kind}${xpathRecord.context ? ` at ${xpathRecord.context}` : ''}, ${xpathRecord.test})`,
        expected,
        found: JSON.stringify(found),
      };
      const { expr, kind, test } = xpathRecord;
      const policy = policyFor(policies, name, { expr, kind, test, expected });
      if (policy) deviating.push({ ...difference, policy: policy.id });
      else failing.push(difference);
    }
    return { total: xpathRecords.length, equal, deviating, failing };
  },
});
