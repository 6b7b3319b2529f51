import type { CDPSession, Page } from '@playwright/test';
import type { formPageContract } from '../form-page/form-page.ts';
import { type BenchFigure, durationFigure, formatMs, quantileOf } from '../rig/figure-table.ts';
import type { BenchPage } from '../rig/open-bench-page.ts';

/** Time of the page's main thread on a processor, in ms: all of it, and its parts. */
interface MainThreadTime {
  readonly allMs: number;
  readonly scriptMs: number;
  readonly styleMs: number;
  readonly layoutMs: number;
}

/** Longest main-thread time of an act at the 95th percentile, in ms (docs/requirements.md G). */
const longestMs = { rating: 30, letter: 8, dimension: 50 };

/** Time until an act has come back from the store and from headquarters. */
const settleMs = { rating: 2_500, step: 900, letter: 250, pause: 1_500, dimension: 1_000 };

const firstQuestion = 'D3.2';
const typedLetters = 'the registry keeps a list of all seized items ';

/** Questionnaire of 54 questions, answered, in the whole app. Each act waits until all its consequences are drawn. */
export async function measureQuestionnaire(
  formPage: BenchPage<typeof formPageContract>,
  repeats: number,
): Promise<readonly BenchFigure[]> {
  const { page } = formPage;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await formPage.ask('startQuestionnaire', firstQuestion);
  await page.waitForTimeout(3_000);
  await page.evaluate(
    (question) => document.querySelector<HTMLElement>(`[data-question="${question}"]`)?.focus(),
    firstQuestion,
  );

  const idle = await measureActs(cdp, page, 3, settleMs.rating, async () => undefined);
  const steps: MainThreadTime[] = [];
  const ratings: MainThreadTime[] = [];
  for (let at = 0; at < repeats; at += 1) {
    // Another level than the one before, on the next of the first questions of the page.
    ratings.push(
      ...(await measureActs(cdp, page, 1, settleMs.rating, () => page.keyboard.press(`${(at % 5) + 1}`))),
    );
    const key = at % 6 < 3 ? 'Enter' : 'Shift+Enter';
    steps.push(...(await measureActs(cdp, page, 1, settleMs.step, () => page.keyboard.press(key))));
  }
  await page.keyboard.press('Alt+w');
  await page.waitForTimeout(settleMs.rating);
  const letters = await measureActs(cdp, page, 2 * repeats, settleMs.letter, (at) =>
    page.keyboard.press(
      typedLetters[at % typedLetters.length] === ' '
        ? 'Space'
        : (typedLetters[at % typedLetters.length] ?? 'a'),
    ),
  );
  const pauses: MainThreadTime[] = [];
  for (let at = 0; at < repeats / 4; at += 1) {
    await page.keyboard.press('Alt+a');
    await page.waitForTimeout(settleMs.letter);
    pauses.push(...(await measureActs(cdp, page, 1, settleMs.pause, async () => undefined)));
  }
  await page.waitForTimeout(settleMs.rating);
  await page.keyboard.press('Escape');
  // To the last dimension, to the first, and so on.
  const dimensions = await measureActs(cdp, page, repeats, settleMs.dimension, (at) =>
    page.keyboard.press((at + 1) % 12 < 6 ? ']' : '['),
  );
  await cdp.send('HeapProfiler.collectGarbage');
  const nodes = (await readMetrics(cdp)).get('Nodes') ?? Number.NaN;
  const nodesInPage = await formPage.ask('nodesInPage');

  return [
    actFigure('a rating', ratings, longestMs.rating),
    actFigure('a typed letter', letters, longestMs.letter),
    actFigure('the next dimension', dimensions, longestMs.dimension),
    { name: 'the next question', value: partsOf(steps) },
    { name: 'a pause after letters, when the record is drawn', value: partsOf(pauses) },
    { name: 'no act, for as long as a rating', value: partsOf(idle) },
    { name: 'nodes counted after that, in the page', value: `${nodes}, ${nodesInPage}` },
  ];
}

function actFigure(name: string, mainThreadTimes: readonly MainThreadTime[], mostMs: number): BenchFigure {
  const benchFigure = durationFigure(
    name,
    mainThreadTimes.map(({ allMs }) => allMs),
    mostMs,
  );
  return { ...benchFigure, value: partsOf(mainThreadTimes) };
}

/** Whole time and its parts; the rest is painting, events and the collection of garbage. */
function partsOf(mainThreadTimes: readonly MainThreadTime[]): string {
  const part = (share: number, of: (mainThreadTime: MainThreadTime) => number): string =>
    formatMs(quantileOf(mainThreadTimes.map(of), share));
  const all = ({ allMs }: MainThreadTime): number => allMs;
  return (
    `p50 ${part(0.5, all)}, p95 ${part(0.95, all)} (p50 of script ` +
    `${part(0.5, ({ scriptMs }) => scriptMs)}, style ${part(0.5, ({ styleMs }) => styleMs)}, ` +
    `layout ${part(0.5, ({ layoutMs }) => layoutMs)})`
  );
}

async function measureActs(
  cdp: CDPSession,
  page: Page,
  times: number,
  waitMs: number,
  act: (at: number) => Promise<void>,
): Promise<readonly MainThreadTime[]> {
  const taken: MainThreadTime[] = [];
  for (let at = 0; at < times; at += 1) {
    const before = await readMetrics(cdp);
    await act(at);
    await page.waitForTimeout(waitMs);
    const after = await readMetrics(cdp);
    const passedMs = (name: string): number => 1_000 * ((after.get(name) ?? 0) - (before.get(name) ?? 0));
    taken.push({
      allMs: passedMs('TaskDuration'),
      scriptMs: passedMs('ScriptDuration'),
      styleMs: passedMs('RecalcStyleDuration'),
      layoutMs: passedMs('LayoutDuration'),
    });
  }
  return taken;
}

async function readMetrics(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
