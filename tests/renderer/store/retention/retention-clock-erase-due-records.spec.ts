import { beforeEach, describe, expect, test } from 'vitest';
import { putMeta } from '#renderer/store/db/meta.ts';
import { aParticipantCard } from '#tests/support/builders/a-participant-card.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const dayMs = 24 * 60 * 60 * 1000;
const [workshop, mission] = [aDoc(2), aDoc(9)];

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

/** A laptop with a workshop that ended on 26 November 2026, and one participant's card in two revisions. */
async function aLaptopWithCard(): Promise<TestLaptop> {
  // A trainer who may close it: to close a workshop is headquarters' step.
  const a = await start({ roles: { [log]: ['trainer', 'reviewer'] } });
  await a.rest();
  await putMeta(a.db, 'enrolment', { recipients: [], lease: 400 * dayMs });
  await a.write(log, mission, 'mission', 'title', 'Arlandia');
  await a.write(log, workshop, 'workshop', 'title', 'Planning');
  await a.write(log, workshop, 'workshop', 'to', '2026-11-26');
  await a.store.saveDeviceRecords([aParticipantCard()]);
  journal.rotate();
  await a.store.saveDeviceRecords([{ ...aParticipantCard({ needs: 'A marimba ramp' }), revision: 1 }]);
  await a.sync();
  return a;
}

/** This many days pass; the app is opened every ten days, without a network. */
async function passDays(device: TestLaptop, days: number): Promise<TestLaptop> {
  let a = device;
  for (let left = days; left > 0; left -= 10) {
    await a.close();
    a.clock.advance(Math.min(10, left) * dayMs);
    a = await start({ db: a.db, host: a.host, clock: a.clock, mood: 'down' });
  }
  return a;
}

const cardsOf = (a: TestLaptop) => a.query('deviceRecords', { log, doc: workshop });
const hasWord = async (a: TestLaptop, word: RegExp): Promise<boolean> => {
  const tables = await Promise.all(a.db.tables.map((table) => table.toArray()));
  return word.test(JSON.stringify([tables, journal.entries]));
};
const countsAtHeadquarters = () =>
  Object.entries(server.document(log, mission)?.registers ?? {}).flatMap(([path, { heads }]) =>
    path.startsWith('erased/') ? heads.map(({ value }) => value) : [],
  );

describe('[E9] the fields of a participant card', () => {
  test('are erased at their own due dates offline: needs 7 days after the end, the name 90 days', async () => {
    let a = await aLaptopWithCard();
    a = await passDays(a, 10);
    // Nobody has set a status: the day alone counts.
    expect(await cardsOf(a)).toMatchObject([{ name: 'Participant Marimba', needs: '' }]);
    expect(await hasWord(a, /A marimba ramp/)).toBe(false);
    a = await passDays(a, 80);
    expect(await cardsOf(a)).toMatchObject([{ name: 'Participant Marimba' }]);
    a = await passDays(a, 4);
    expect(await cardsOf(a)).toMatchObject([
      { name: '', email: 'marimba@institution.example', sex: 'woman' },
    ]);
    expect(await hasWord(a, /Participant Marimba/)).toBe(false);
    await a.close();
  });

  test('go 30 days after the certificates, and seven days after the closing', async () => {
    let a = await aLaptopWithCard();
    await a.write(log, workshop, 'workshop', 'certificates-issued-on', '2026-11-26');
    await a.write(log, workshop, 'workshop', 'status', 'closed');
    a = await passDays(a, 8);
    expect(await cardsOf(a)).toMatchObject([{ name: 'Participant Marimba', needs: '' }]);
    a = await passDays(a, 26);
    expect(await cardsOf(a)).toMatchObject([{ name: '', needs: '', sex: 'woman' }]);
    await a.close();
  });

  test('do not return from a late-blanked journal to a rebuilt database', async () => {
    let a = await aLaptopWithCard();
    journal.failBlanking = true;
    a = await passDays(a, 94);
    expect(await hasWord(a, /Participant Marimba/)).toBe(true);
    await a.close();
    journal.failBlanking = false;
    a = await start({ db: nodeDatabase(), host: a.host, clock: a.clock, mood: 'down' });
    expect([(await cardsOf(a))[0], await hasWord(a, /Participant Marimba/)]).toMatchObject([
      { name: '' },
      false,
    ]);
    await a.close();
  });

  test('are told to headquarters as group, number and day alone', async () => {
    let a = await aLaptopWithCard();
    a = await passDays(a, 94);
    a.transport.mood = 'good';
    server.nowMs = a.clock.now();
    await a.sync();
    const counts = countsAtHeadquarters();
    expect(counts).toHaveLength(2);
    expect(counts).toContainEqual({ group: 'participantName', count: 1, on: '2027-02-26' });
    expect(counts).toContainEqual({ group: 'accessibilityNeeds', count: 1, on: '2026-12-04' });
    await a.close();
  });

  test('stay while the end of the workshop is in dispute', async () => {
    let a = await aLaptopWithCard();
    await a.write(log, workshop, 'workshop', 'to', null);
    a = await passDays(a, 100);
    expect(await cardsOf(a)).toMatchObject([{ name: 'Participant Marimba' }]);
    await a.close();
  });
});
