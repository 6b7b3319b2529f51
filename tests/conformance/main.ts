import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { runTerminalProgram, TerminalError } from '#server/cli/instrument/run-terminal-program.ts';
import { countsOf, type Difference, holds, Policy } from './conformance-set.ts';
import writtenPolicies from './policies.json' with { type: 'json' };
import { conformanceSets } from './sets.ts';

// Program behind `npm run instrument -- conformance`. Compares each set, prints the differences, and ends with the
// counts as JSON. Exit code 0 when every gate holds, 1 otherwise.

const policies = z.array(Policy).parse(writtenPolicies);
const kindOf = (policy: string): string =>
  policies.some(({ id, isMissing }) => id === policy && isMissing) ? 'missing' : 'policy';

await runTerminalProgram(1, async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string', default: '' },
      show: { type: 'string', default: '20' },
    },
  });
  if (values.data === undefined) throw new TerminalError('--data DIR says where the records are');
  const folder = path.resolve(values.data);
  if (!fs.statSync(folder).isDirectory()) throw new TerminalError(`${folder} is no folder`);
  const shown = Number(values.show);

  const counts: Record<string, object> = {};
  let allHold = true;
  for (const conformanceSet of conformanceSets) {
    if (!conformanceSet.name.includes(values.only)) continue;
    const startedMs = performance.now();
    const setOutcome = await conformanceSet.run(folder);
    if (setOutcome === null) {
      console.log(`${conformanceSet.name}: no records in ${folder}`);
      continue;
    }
    const { deviating, failing, notCompared, notes } = setOutcome;
    const columns = countsOf(setOutcome, policies);
    const isFine = holds(setOutcome, conformanceSet.gate);
    allHold &&= isFine;
    const ms = Math.round(performance.now() - startedMs);
    console.log(
      `${isFine ? 'ok  ' : 'FAIL'} ${conformanceSet.name}: ${columns.total} records, ${columns.equal} equal, ${columns.deviating} deviating by policy, ${columns.missing} missing, ${columns.notCompared} not compared, ${columns.failing} failing (gate ${conformanceSet.gate * 100} %, ${ms} ms)`,
    );
    for (const policy of new Set(deviating.map((one) => one.policy)))
      console.log(
        `  ${kindOf(policy)} ${policy}: ${deviating.filter((one) => one.policy === policy).length}`,
      );
    for (const [reason, times] of notCompared ?? [])
      console.log(`  not compared, ${reason}: ${times} states of nodes`);
    for (const note of notes ?? []) console.log(`  ${note}`);
    tell(failing, shown);
    counts[conformanceSet.name] = { ...columns, holds: isFine };
  }
  if (Object.keys(counts).length === 0) allHold = false;
  console.log(JSON.stringify({ holds: allHold, sets: counts }));
  return allHold ? 0 : 1;
});

function tell(differences: readonly Difference[], shown: number): void {
  for (const { record, expected, found } of differences.slice(0, shown))
    console.log(`  ${cut(record)}\n    recorded ${cut(expected)}\n    found    ${cut(found)}`);
  if (differences.length > shown)
    console.log(`  and ${differences.length - shown} more (--show ${differences.length})`);
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
