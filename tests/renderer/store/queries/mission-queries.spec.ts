import { expect, test } from 'vitest';
import { DocumentId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
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
    const missions = (await a.query('missions', null)).map(({ title }) => title);
    const delivered = (await a.query('whereabouts', null)).map(({ mission }) => mission);
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

test('a mission tells how many of its records are here until all of it has arrived', async () => {
  const { start } = journaledLaptops();
  const a = await start();
  await a.write(log, DocumentId.parse(log), missionKind, 'title', 'Arlandia, baseline');
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  const received = async () =>
    (await a.query('missions', null)).map((missionSummary) => missionSummary.receivedRecords);
  expect(await received()).toEqual([undefined]);
  const logRow = await a.db.logs.get(log);
  if (logRow === undefined) throw new Error('a mission has its log');
  // Page by page, as a snapshot arrives.
  await a.db.logs.put({ ...logRow, caughtUp: false, snapshot: null });
  expect(await received()).toEqual([2]);
  await a.close();
});
