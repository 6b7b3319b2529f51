import { BenchApp } from '../rig/bench-app.ts';
import { type BenchFigure, durationFigure, formatMs } from '../rig/figure-table.ts';
import { measuredQueries, scalePageContract } from '../scale-page/scale-page.ts';
import type { ScaleSize } from '../workload/many-documents.ts';

/** Fill a laptop through snapshots, restart the app on it, and measure the waits of a person. */
export async function measureScale(
  howMany: ScaleSize,
  say: (what: string) => void,
): Promise<readonly BenchFigure[]> {
  say('filling a new laptop through snapshots');
  const empty = await BenchApp.startNew('scale', scalePageContract);
  await empty.ask('start', howMany, true);
  const emptyMb = await empty.memoryMb();
  const filledMs = await empty.ask('fill');
  const floor = await empty.ask('floor');
  await empty.quit();

  say('starting the app on what is there now');
  const app = await BenchApp.start('scale', scalePageContract);
  const usableMs = await app.ask('start', howMany, false);
  const memoryMb = await app.memoryMb();
  const questions: BenchFigure[] = [];
  for (const query of measuredQueries)
    questions.push(
      durationFigure(
        `question: ${query}`,
        await app.ask('ask', query, askRounds),
        100,
        query === 'document' ? formatMs(floor.getMs) : undefined,
      ),
    );
  const searched = await app.ask('search', 'forensic labo');
  const written = await app.ask('write', writeRounds);
  const memoryAfterMb = await app.memoryMb();
  await app.quit();

  const floorMs = floor.putMs * howMany.missions;
  return [
    {
      name: 'a new laptop fetches it all',
      value: `${(filledMs / 1_000).toFixed(1)} s`,
      floor: `${(floorMs / 1_000).toFixed(1)} s (x ${(filledMs / floorMs).toFixed(1)})`,
    },
    { name: 'unlock to usable', value: formatMs(usableMs), target: '< 2,000 ms', isMet: usableMs < 2_000 },
    ...questions,
    durationFigure('search as you type', searched, 50),
    durationFigure('a write while lists are watched', written, 100),
    memoryFigure('memory when usable', memoryMb, emptyMb),
    memoryFigure('memory after all that', memoryAfterMb, emptyMb),
  ];
}

const askRounds = 30;
const writeRounds = 40;
const maximumMemoryMb = 400;

const memoryFigure = (name: string, mb: number | null, emptyMb: number | null): BenchFigure =>
  mb === null || emptyMb === null
    ? { name, value: 'not told here' }
    : {
        name,
        value: `${Math.round(mb)} MB`,
        floor: `${Math.round(emptyMb)} MB empty`,
        target: `< ${maximumMemoryMb} MB`,
        isMet: mb < maximumMemoryMb,
      };
