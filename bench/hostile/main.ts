import { parseArgs } from 'node:util';
import { type BenchFigure, formatFigureTable } from '../rig/figure-table.ts';
import { measureFlood } from './measure-flood.ts';
import { measureFold, measureOpCost } from './measure-op-cost.ts';
import { measureReceive, measureSavedAnswers } from './measure-laptops.ts';
import { measureStrangerMemory } from './measure-stranger-memory.ts';

// `npm run bench -- hostile [--only op-cost|flood|fold|receive|answers|strangers]`: cost of one device's
// valid but extreme data for the others, and memory of the server under strangers' connections. Costs are
// ratios, so that a busy machine gives the same figures. Exit code 1 when a target is missed.

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const hostileMeasures = {
  'op-cost': measureOpCost,
  flood: measureFlood,
  // On the domain alone.
  fold: measureFold,
  // On laptops' stores in Chromium, encrypted; in processor time of all its processes.
  receive: measureReceive,
  answers: measureSavedAnswers,
  // A server of its own, so that no other work has filled its memory.
  strangers: measureStrangerMemory,
};
const hostileFigures: BenchFigure[] = [];
for (const [name, measure] of Object.entries(hostileMeasures))
  if (values.only === undefined || values.only === name) hostileFigures.push(...(await measure()));
console.log(formatFigureTable(hostileFigures));
if (hostileFigures.some(({ isMet }) => isMet === false)) process.exitCode = 1;
