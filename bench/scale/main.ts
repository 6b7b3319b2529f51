import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tableOf } from './figures.ts';
import { measureScale } from './measure-scale.ts';

// `npm run bench -- scale [--missions 10] [--assessments 1000] [--answers 60]`: how a laptop with very many records
// behaves, beside a bare IndexedDB. Progress goes to standard error, the table to standard output.

const { values } = parseArgs({
  options: {
    missions: { type: 'string', default: '10' },
    assessments: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '60' },
  },
});
const howMany = {
  missions: Number(values.missions),
  assessmentsPerMission: Number(values.assessments),
  answers: Number(values.answers),
};
const startedMs = performance.now();
const say = (what: string): void =>
  console.error(`[${((performance.now() - startedMs) / 1_000).toFixed(0)} s] ${what}`);

const figures = await measureScale(path.resolve('dist/bench/scale-data'), howMany, say);
const assessments = howMany.missions * howMany.assessmentsPerMission;
console.log(
  [
    `A laptop with ${assessments.toLocaleString('en')} assessments of ${howMany.answers} answers in ${howMany.missions} missions, ` +
      `${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end. Electron with the store's own worker; shell and ` +
      'headquarters are played in the page. Floor: the same rows in an IndexedDB with nothing around it.',
    '',
    tableOf(figures),
  ].join('\n'),
);
process.exit(0);
