import { beforeEach, describe, expect, test } from 'vitest';
import type { Pack } from '#sync/protocol/wire.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start } = journaledLaptops();
beforeEach(() => {
  ({ journal, start } = journaledLaptops());
});

/** Packs of a colleague that somebody changed on a stick: they are quarantined where they arrive. */
async function forgedPacks(words = 'true words', writes = 1): Promise<readonly Pack[]> {
  const b = await start({ person: aPerson(2), name: 'Assessor B', journal: new FakeJournal() });
  await b.rest();
  b.transport.mood = 'down';
  for (let write = 0; write < writes; write += 1)
    await b.write(log, doc, 'assessment', 'answers/D1.1/rationale', words);
  const packs = await b.packsFor(log);
  await b.close();
  return packs.map(({ payload, sig }) => ({ payload: payload.replaceAll('true words', 'false words'), sig }));
}

/** The part that the person sees: refused data, and the log of syncs. */
const aside = async (device: TestLaptop) => ({
  parked: await device.query('parked', null),
  runs: await device.query('syncRuns', null),
});

/** A laptop that imported packs it could not accept, and that has synced well and badly. */
async function aLaptopWithParked(): Promise<TestLaptop> {
  const forged = await forgedPacks();
  const a = await start();
  await a.rest();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  await a.carry(forged);
  await a.sync();
  return a;
}

const parkedIn = (fakeJournal: FakeJournal) => fakeJournal.entries.filter(({ kind }) => kind === 'parked');

describe('[D2] local data without another copy, quarantined items and the sync log,', () => {
  test('is back after the database was lost', async () => {
    const a = await aLaptopWithParked();
    const before = await aside(a);
    expect(before.parked).toMatchObject([{ what: 'entry', why: 'signature' }]);
    expect(before.runs.length).toBeGreaterThan(0);
    await a.close();
    // A start gives the journal the sync runs since then.
    await (await start({ db: a.db, host: a.host, mood: 'down' })).close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    const after = await aside(rebuilt);
    expect(after.parked).toEqual(before.parked);
    expect(after.runs.slice(-before.runs.length)).toEqual(before.runs);
    await rebuilt.close();
  });

  test('is in the journal once, however often the app starts', async () => {
    const a = await aLaptopWithParked();
    await a.close();
    for (let starts = 0; starts < 3; starts += 1) {
      const again = await start({ db: a.db, host: a.host });
      await again.sync();
      await again.close();
    }
    expect(parkedIn(journal)).toHaveLength(1);
  });

  test('is written down as soon as enough syncs have come together', async () => {
    const a = await start();
    await a.rest();
    for (let run = 0; run < 16; run += 1) {
      await a.write(log, doc, 'assessment', 'title', `Court ${run}`);
      a.clock.advance(1_000);
      await a.sync();
    }
    const runs = journal.entries.flatMap((entry) => (entry.kind === 'runs' ? entry.runs : []));
    expect(runs.length).toBeGreaterThanOrEqual(15);
    await a.close();
  });
});

describe('[D3] a file of the journal', () => {
  test('with a parked item in it is let go when that is written again', async () => {
    const a = await aLaptopWithParked();
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    await a.sync();
    expect([journal.files, parkedIn(journal).length]).toEqual([[2], 1]);
    await a.close();
  });

  test('with many quarantined items stays, since rewriting them would never end', async () => {
    const forged = await forgedPacks(`true words ${'and more '.repeat(300)}`, 40);
    const a = await start();
    await a.rest();
    await a.carry(forged);
    await a.sync();
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    await a.sync();
    expect([journal.files, parkedIn(journal).length]).toEqual([[1, 2], 1]);
    await a.close();
  });
});
