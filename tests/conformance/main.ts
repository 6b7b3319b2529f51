import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Difference, holds } from './conformance-set.ts';
import { conformanceSets } from './sets.ts';

// The program behind `npm run instrument -- conformance`: compares each set, tells what differs, ends with the counts
// as JSON. Exit code 0 when every gate holds, 1 otherwise.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    show: { type: 'string', default: '20' },
  },
});
if (values.data === undefined) throw new Error('--data DIR says where the records are');
const folder = path.resolve(values.data);
const shown = Number(values.show);

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
function tell(differences: readonly Difference[]): void {
  for (const { record, expected, found } of differences.slice(0, shown))
    console.log(`  ${cut(record)}\n    recorded ${cut(expected)}\n    found    ${cut(found)}`);
  if (differences.length > shown)
    console.log(`  and ${differences.length - shown} more (--show ${differences.length})`);
}

const counts: Record<string, object> = {};
let allHold = true;
for (const set of conformanceSets) {
  if (!set.name.includes(values.only)) continue;
  const startedMs = performance.now();
  const outcome = await set.run(folder);
  if (outcome === null) {
    console.log(`${set.name}: no records in ${folder}`);
    continue;
  }
  const { total, equal, deviating, failing, notes } = outcome;
  const isFine = holds(outcome, set.gate);
  allHold &&= isFine;
  const ms = Math.round(performance.now() - startedMs);
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${set.name}: ${total} records, ${equal} equal, ${deviating.length} deviating by policy, ${failing.length} failing (gate ${set.gate * 100} %, ${ms} ms)`,
  );
  for (const policy of new Set(deviating.map((one) => one.policy)))
    console.log(`  policy ${policy}: ${deviating.filter((one) => one.policy === policy).length}`);
  for (const note of notes ?? []) console.log(`  ${note}`);
  tell(failing);
  counts[set.name] = { total, equal, deviating: deviating.length, failing: failing.length, holds: isFine };
}
if (Object.keys(counts).length === 0) allHold = false;
if (!allHold) process.exitCode = 1;
console.log(JSON.stringify({ holds: allHold, sets: counts }));
