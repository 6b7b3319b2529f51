import os from 'node:os';
import { parseArgs } from 'node:util';
import { exitCodeOf, formatFigureTable } from '../rig/figure-table.ts';
import { measureScale } from './measure-scale.ts';

// `npm run bench -- scale [--missions 10] [--assessments 1000] [--answers 60]`: times of a laptop with very
// many records, beside a bare IndexedDB. Progress goes to standard error, the table to standard output.

const { values } = parseArgs({
  options: {
    missions: { type: 'string', default: '10' },
    assessments: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '60' },
  },
});
const scaleSize = {
  missions: Number(values.missions),
  assessmentsPerMission: Number(values.assessments),
  answers: Number(values.answers),
};
const benchStartMs = performance.now();
const logProgress = (what: string): void =>
  console.error(`[${((performance.now() - benchStartMs) / 1_000).toFixed(0)} s] ${what}`);

const scaleFigures = await measureScale(scaleSize, logProgress);
const assessmentCount = scaleSize.missions * scaleSize.assessmentsPerMission;
console.log(
  [
    `A laptop with ${assessmentCount.toLocaleString('en')} assessments of ${scaleSize.answers} answers in ${scaleSize.missions} missions, ` +
      `${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end. Electron with the store's own worker; shell and ` +
      'headquarters are played in the page. Floor: the same rows in an IndexedDB with nothing around it.',
    '',
    formatFigureTable(scaleFigures),
  ].join('\n'),
);
process.exit(exitCodeOf(scaleFigures));
