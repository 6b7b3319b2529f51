import fs from 'node:fs';
import path from 'node:path';
import type { QueryName } from '#renderer/store/store-api.ts';
import { makeAppFolder } from '../rig/laptop.ts';
import type { HowMany } from '../scale-page/scale-page.ts';
import { ScaleApp } from './app.ts';
import { type Figure, ms, timesFigure } from './figures.ts';

const screens = [
  'missions',
  'documents',
  'document',
  'history',
  'whereabouts',
  'conflicts',
  'status',
] as const satisfies readonly QueryName[];
const timesAsked = 30;
const timesWritten = 40;
const mostMemoryMb = 400;

/** Fills a laptop through snapshots, starts the app anew on it, and measures what a person would wait for. */
export async function measureScale(
  folder: string,
  howMany: HowMany,
  say: (what: string) => void,
): Promise<readonly Figure[]> {
  fs.rmSync(folder, { recursive: true, force: true });
  const [appFolder, profile] = [path.join(folder, 'app'), path.join(folder, 'profile')];
  makeAppFolder(appFolder, 'scale-page');

  say('filling a new laptop through snapshots');
  const empty = await ScaleApp.start(appFolder, profile);
  await empty.ask('start', howMany, true);
  const emptyMb = await empty.memoryMb();
  const filledMs = await empty.ask('fill');
  const floor = await empty.ask('floor');
  await empty.quit();

  say('starting the app on what is there now');
  const app = await ScaleApp.start(appFolder, profile);
  const usableMs = await app.ask('start', howMany, false);
  const memoryMb = await app.memoryMb();
  const questions: Figure[] = [];
  for (const query of screens)
    questions.push(
      timesFigure(
        `question: ${query}`,
        await app.ask('ask', query, timesAsked),
        100,
        query === 'document' ? ms(floor.getMs) : undefined,
      ),
    );
  const searched = await app.ask('search', 'forensic labo');
  const written = await app.ask('write', timesWritten);
  const memoryAfterMb = await app.memoryMb();
  await app.quit();

  const floorMs = floor.putMs * howMany.missions;
  return [
    {
      name: 'a new laptop fetches it all',
      value: `${(filledMs / 1_000).toFixed(1)} s`,
      floor: `${(floorMs / 1_000).toFixed(1)} s (x ${(filledMs / floorMs).toFixed(1)})`,
    },
    { name: 'unlock to usable', value: ms(usableMs), target: '< 2,000 ms', isMet: usableMs < 2_000 },
    ...questions,
    timesFigure('search as you type', searched, 50),
    timesFigure('a write while lists are watched', written, 100),
    memoryFigure('memory when usable', memoryMb, emptyMb),
    memoryFigure('memory after all that', memoryAfterMb, emptyMb),
  ];
}

const memoryFigure = (name: string, mb: number | null, emptyMb: number | null): Figure =>
  mb === null || emptyMb === null
    ? { name, value: 'not told here' }
    : {
        name,
        value: `${Math.round(mb)} MB`,
        floor: `${Math.round(emptyMb)} MB empty`,
        target: `< ${mostMemoryMb} MB`,
        isMet: mb < mostMemoryMb,
      };
