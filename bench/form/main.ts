import os from 'node:os';
import { parseArgs } from 'node:util';
import { missedTargetCode } from '#build/bench/bench-table.mjs';
import { formPageContract } from '../form-page/form-page.ts';
import { BenchApp } from '../rig/bench-app.ts';
import { waitFor } from '../rig/bounded-wait.ts';
import { type BenchFigure, durationFigure, formatFigureTable, formatMs } from '../rig/figure-table.ts';
import { measureQuestionnaire } from './measure-questionnaire.ts';

// `npm run bench -- form [--keys 300] [--repeats 40] [--only form|questionnaire]`: two questionnaires on the app's own
// screens. In the form of 1,073 questions: time from a key to the drawn result, in one section and with a thousand
// questions asked. In the built-in one: time of the page's main thread on a processor, for each act of an assessor.

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '300' },
    repeats: { type: 'string', default: '40' },
    only: { type: 'string' },
  },
});
const keyCount = Number(values.keys);
const formApp = await BenchApp.startNew('form', formPageContract);
const reports = [
  ...(values.only === 'form' ? [] : [await waitFor('figures of the questionnaire', reportQuestionnaire())]),
  ...(values.only === 'questionnaire' ? [] : [await waitFor('figures of the large form', reportLargeForm())]),
];
await formApp.quit();
console.log(reports.map(({ text }) => text).join('\n\n'));
process.exit(reports.every(({ isMet }) => isMet) ? 0 : missedTargetCode);

async function reportQuestionnaire() {
  const benchFigures = await measureQuestionnaire(formApp, Number(values.repeats));
  return reportOf(
    'The built-in questionnaire, answered, in the whole app over its own store. Time of the main thread on a ' +
      'processor, until all consequences are drawn; shell and headquarters run beside the page.',
    benchFigures,
  );
}

async function reportLargeForm() {
  if (values.only === undefined) await formApp.reload();
  const openedMs = await formApp.ask('start', 'sections');
  const timesInSection = await measureTypedKeys();
  await formApp.ask('start', 'flat');
  const questionsOnPage = await formApp.ask('drawAll');
  const timesOnWholePage = await measureTypedKeys();
  return reportOf(
    'A form of 1,073 questions on the screen of the app, answered. Time by the clock. The store is played in the ' +
      'page and answers as the worker does.',
    [
      { name: 'open the form and draw its first section', value: formatMs(openedMs) },
      durationFigure(
        'a key, until it is drawn',
        timesInSection.map(({ drawnMs }) => drawnMs),
        16,
      ),
      durationFigure(
        'a key, until the picture',
        timesInSection.map(({ paintedMs }) => paintedMs),
        50,
      ),
      durationFigure(
        `a key with ${questionsOnPage} questions on the page, until it is drawn`,
        timesOnWholePage.map(({ drawnMs }) => drawnMs),
        16,
      ),
      durationFigure(
        `the same, until the picture`,
        timesOnWholePage.map(({ paintedMs }) => paintedMs),
        50,
      ),
    ],
  );
}

function reportOf(heading: string, benchFigures: readonly BenchFigure[]) {
  const machine = `${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end.`;
  return {
    text: [`${heading} ${machine}`, '', formatFigureTable(benchFigures)].join('\n'),
    isMet: benchFigures.every(({ isMet }) => isMet !== false),
  };
}

async function measureTypedKeys() {
  await formApp.ask('focusText');
  await formApp.ask('taken');
  for (let at = 0; at < keyCount; at += 1) await formApp.page.keyboard.press('abcdefgh'[at % 8] ?? 'a');
  await formApp.page.waitForTimeout(500);
  return formApp.ask('taken');
}
