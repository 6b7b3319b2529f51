import { beforeEach, describe, expect, test } from 'vitest';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { aCard, aSheet, log, word } from '#tests/contracts/erasure-world.ts';
import { participantId } from '#tests/support/builders/a-participant-card.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { doc, journaledLaptops } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start } = journaledLaptops();
beforeEach(() => {
  ({ journal, start } = journaledLaptops());
});

const workshop = aDoc(2);
const card = aCard(log);
const sheet = aSheet(log);
const recordsOf = (device: TestLaptop) => device.query('deviceRecords', { log, doc: workshop });
const isRecord = ({ kind }: JournalEntry): boolean => kind === 'deviceRecord';
const hasWord = async ({ db }: TestLaptop): Promise<boolean> => {
  const tables = await Promise.all(db.tables.map((table) => table.toArray()));
  return JSON.stringify([tables, journal.entries]).includes(word);
};
/** The same laptop, offline, on another image of its database. */
const startOn = (a: TestLaptop, db = nodeDatabase()) => start({ db, host: a.host, mood: 'down' });

/** A laptop with a card and a sheet, and the image of its database from before `act`. */
async function diesDuring(act: (a: TestLaptop) => Promise<unknown>): Promise<TestLaptop> {
  const a = await start();
  await a.rest();
  await a.store.saveDeviceRecords([card, sheet]);
  const previousFieldDatabase = await copyDatabase(a.db);
  journal.failBlanking = true;
  await act(a);
  await a.close();
  journal.failBlanking = false;
  return startOn(a, previousFieldDatabase);
}

describe('[D1] a device record after the app died between journal and database', () => {
  test('is there at the next start', async () => {
    const again = await diesDuring((a) => a.store.saveDeviceRecords([aCard(log, 3), aSheet(log, 4)]));
    expect((await recordsOf(again)).map(({ id }) => id)).toEqual([1, 2, 3, 4].map(participantId));
    await again.close();
  });

  test('has its later revision', async () => {
    const again = await diesDuring((a) =>
      a.store.saveDeviceRecords([{ ...card, name: 'Participant Oboe', revision: 1 }]),
    );
    expect(await recordsOf(again)).toMatchObject([
      { name: 'Participant Oboe', revision: 2 },
      { revision: 1 },
    ]);
    await again.close();
  });

  test('and was being erased is gone, from the database and from the journal', async () => {
    const again = await diesDuring((a) => a.store.eraseDeviceRecords([card.id, sheet.id]));
    expect([await recordsOf(again), await hasWord(again)]).toEqual([[], false]);
    await again.close();
  });
});

describe('[D2] a device record', () => {
  test('that the database refused is saved once it has room', async () => {
    const a = await start();
    await a.rest();
    let left = 1;
    a.db.deviceRecords.hook('creating', () => {
      left -= 1;
      if (left >= 0) throw new DOMException('disk error', 'QuotaExceededError');
    });
    expect(await a.store.saveDeviceRecords([card, sheet])).toEqual({ kind: 'saved' });
    expect(await recordsOf(a)).toHaveLength(2);
    await a.close();
  });

  test('lost from the journal is journaled again at the next start, before a database loss', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveDeviceRecords([card, sheet]);
    journal.damage(isRecord);
    await a.close();
    const nextTestLaptop = await startOn(a, a.db);
    await nextTestLaptop.close();
    const rebuilt = await startOn(nextTestLaptop);
    expect(await recordsOf(rebuilt)).toHaveLength(2);
    await rebuilt.close();
  });

  test('is in the journal that is begun anew after its files were taken away', async () => {
    const a = await start();
    await a.sync();
    await a.store.saveDeviceRecords([card, sheet]);
    journal.takeAway();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.until('status', null, ({ restored }) => restored?.journal === 'begunAnew');
    await a.close();
    const rebuilt = await startOn(a);
    expect(await recordsOf(rebuilt)).toHaveLength(2);
    await rebuilt.close();
  });

  test('stays where it is when its laptop takes a new identity', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveDeviceRecords([card, sheet]);
    const { id } = a;
    await a.host.ask('device.renew', { why: 'fork' });
    await a.close();
    const renewed = await start({ db: a.db, host: a.host });
    await renewed.sync();
    expect([renewed.id === id, (await recordsOf(renewed)).length]).toEqual([false, 2]);
    await renewed.close();
    const rebuilt = await startOn(renewed);
    expect(await recordsOf(rebuilt)).toHaveLength(2);
    await rebuilt.close();
  });
});
