import { expect, test } from 'vitest';
import { missionKind } from '#domain/mission/mission.ts';
import { DocumentId } from '#domain/ids.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';

/** A laptop in a mission that headquarters named, and that nobody wrote about. */
async function aNamedMission() {
  const { server, start } = journaledLaptops();
  server.programme = aLog(2);
  server.titles = { [log]: 'Arlandia, baseline' };
  const a = await start();
  await a.sync();
  const shown = async () => {
    const missions = (await a.answer('missions', null)).map(({ title }) => title);
    const delivered = (await a.answer('whereabouts', null)).map(({ mission }) => mission);
    return { missions, delivered: [...new Set(delivered)] };
  };
  return { a, shown };
}

test('a mission keeps headquarters’ name when only an erasure is counted in it', async () => {
  const { a, shown } = await aNamedMission();
  expect((await shown()).missions).toEqual(['Arlandia, baseline']);
  const count = { group: 'participantName', count: 3, on: '2026-12-27' };
  await a.write(log, DocumentId.parse(log), missionKind, 'erased/e1', count);
  await a.write(log, doc, 'assessment', 'title', 'Court');
  expect(await shown()).toEqual({ missions: ['Arlandia, baseline'], delivered: ['Arlandia, baseline'] });
  await a.close();
});

test('a name that somebody wrote comes before headquarters’', async () => {
  const { a, shown } = await aNamedMission();
  await a.write(log, DocumentId.parse(log), missionKind, 'title', 'Arlandia, second visit');
  expect((await shown()).missions).toEqual(['Arlandia, second visit']);
  await a.close();
});
