import { parseArgs } from 'node:util';
import { waitFor } from '../rig/bounded-wait.ts';
import { type BenchFigure, exitCodeOf, formatFigureTable } from '../rig/figure-table.ts';
import { measureFlood } from './measure-flood.ts';
import { measureReceive, measureSavedAnswers } from './measure-laptops.ts';
import { measureFold, measureOpCost } from './measure-op-cost.ts';
import { measurePairs } from './measure-pairs.ts';
import { measureStrangerMemory } from './measure-stranger-memory.ts';

// `npm run bench -- hostile [--only op-cost|flood|fold|receive|answers|pairs|strangers] [--scale 0.1]` measures the
// cost of one device's valid but extreme data for the others, and the memory of the server under strangers' connections.
// Costs are ratios, so that a busy machine gives the same figures. The scale is that of the large records, of rounds and
// of waits. Exit code 3 when a target is missed.

const { values } = parseArgs({
  options: { only: { type: 'string' }, scale: { type: 'string', default: '1' } },
});
const scale = Number(values.scale);
const hostileMeasures: Readonly<Record<string, (scale: number) => Promise<readonly BenchFigure[]>>> = {
  'op-cost': measureOpCost,
  flood: measureFlood,
  // On the domain alone.
  fold: measureFold,
  pairs: measurePairs,
  // On laptops' stores in Chromium, encrypted; in processor time of all its processes.
  receive: measureReceive,
  answers: measureSavedAnswers,
  // A server of its own, so that no other work has filled its memory.
  strangers: measureStrangerMemory,
};
const hostileFigures: BenchFigure[] = [];
for (const [name, measure] of Object.entries(hostileMeasures))
  if (values.only === undefined || values.only === name) {
    console.error(`measuring ${name}`);
    hostileFigures.push(...(await waitFor(`figure of ${name}`, measure(scale))));
  }
console.log(formatFigureTable(hostileFigures));
process.exit(exitCodeOf(hostileFigures));
