import os from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, tableOf } from '../scale/figures.ts';
import { measureForm } from './measure-form.ts';

// `npm run bench -- instrument [--changes 2000]`: what a form of 1,073 questions costs the engine. Everything that a
// screen would show again after a change is read within the measured time.

const { values } = parseArgs({ options: { changes: { type: 'string', default: '2000' } } });
const figures: readonly Figure[] = measureForm(Number(values.changes));
console.log(
  [
    `A form of 1,073 questions, Node ${process.versions.node}, ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end.`,
    '',
    tableOf(figures),
    '',
    `forms: ${figures.every(({ isMet }) => isMet !== false) ? 'MET' : 'NOT MET'}`,
  ].join('\n'),
);
