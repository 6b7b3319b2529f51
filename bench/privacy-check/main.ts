import { readFileSync } from 'node:fs';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { type BenchFigure, exitCodeOf, formatFigureTable, formatMs } from '../rig/figure-table.ts';
import {
  type CheckFigures,
  type CheckLanguage,
  falseAlarmRateOf,
  type IdentifierKind,
  LabelledSentences,
  measureCheck,
  measureKind,
  precisionOf,
  recallOf,
} from './measure-check.ts';

// `npm run bench -- privacy-check`: precision and recall of the check of personal data, on labelled sentences.

const set = LabelledSentences.parse(
  JSON.parse(readFileSync('tests/data/privacy-check/sentences.json', 'utf8')),
);
const limits = { recall: 0.9, falseAlarms: 0.03, megabyteMs: 1_000 };
const languages: readonly CheckLanguage[] = ['en', 'fr', 'ar', 'es', 'ru', 'zh'];
const kinds: readonly IdentifierKind[] = [
  'name',
  'phone',
  'email',
  'identity',
  'case',
  'account',
  'digits',
  'bareName',
];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const figureRow = (name: string, checkFigures: CheckFigures): BenchFigure => ({
  name,
  value:
    `${checkFigures.sentences} sentences: recall ${percent(recallOf(checkFigures))} of ${checkFigures.direct}, ` +
    `precision ${percent(precisionOf(checkFigures))}, false alarms ${percent(falseAlarmRateOf(checkFigures))} of ${checkFigures.ordinary}`,
  target: `recall >= ${percent(limits.recall)}, false alarms <= ${percent(limits.falseAlarms)}`,
  isMet: recallOf(checkFigures) >= limits.recall && falseAlarmRateOf(checkFigures) <= limits.falseAlarms,
});

const partRows = (setPart: 'tuned' | 'heldOut'): readonly BenchFigure[] => [
  figureRow('all languages', measureCheck(set, setPart)),
  ...languages.map((nameLanguage) => figureRow(nameLanguage, measureCheck(set, setPart, [nameLanguage]))),
  ...kinds.map((identifierKind): BenchFigure => {
    const { all, found, named } = measureKind(set, setPart, identifierKind);
    return { name: identifierKind, value: `${found} of ${all} found, ${named} with this kind` };
  }),
];

/** Processor time for a megabyte of all sentences, with a roster of 60 people. */
function megabyteRow(): BenchFigure {
  const all = set.sentences.map(({ text }) => text).join(' ');
  const text = all.repeat(Math.ceil(1_000_000 / all.length)).slice(0, 1_000_000);
  const roster = Array.from({ length: 60 }, (_, at) => `Person${at} Family${at}`);
  const before = process.cpuUsage();
  findPersonalData(text, roster);
  const tookMs = process.cpuUsage(before).user / 1_000;
  return {
    name: 'one megabyte',
    value: formatMs(tookMs),
    target: `< ${limits.megabyteMs} ms`,
    isMet: tookMs < limits.megabyteMs,
  };
}

const tuned = partRows('tuned');
const heldOut = partRows('heldOut');
const speed = megabyteRow();
console.log(`Part that the word lists were improved with\n${formatFigureTable(tuned)}\n`);
console.log(`Part that was held out\n${formatFigureTable(heldOut)}\n`);
console.log(formatFigureTable([speed]));
process.exitCode = exitCodeOf([...tuned, ...heldOut, speed]);
