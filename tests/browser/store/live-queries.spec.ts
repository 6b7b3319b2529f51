import { expect, test } from 'vitest';
import { missionKind } from '#domain/mission/mission.ts';
import { FieldDatabase } from '#renderer/store/db/database.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';
import { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();

// Only Chromium's own promises lose sight of later reads; so this is no contract of every IndexedDB.
test('a screen of missions hears that the last one is whole, when no record changes with it', async () => {
  const server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const roles = { [log]: ['assessor'] as const };
  const open = () => new FieldDatabase(`test-${crypto.randomUUID()}`, testCipher);
  const a = await TestLaptop.start({ db: open(), server, person: aPerson(1), name: 'Assessor A', roles });
  await a.write(log, aDoc(), missionKind, 'title', 'Arlandia');
  for (let at = 2; at < 8; at += 1) await a.write(log, aDoc(at), 'assessment', 'title', 'Court');
  await a.sync();
  await a.close();

  const db = open();
  const b = await TestLaptop.start({ db, server, person: aPerson(2), name: 'Assessor B', roles });
  const told: (number | undefined)[] = [];
  const watched = ['conflicts', 'status', 'waitingWork', 'whereabouts', 'missions', 'missions'] as const;
  for (const query of watched) await b.store.watch(query, null, () => undefined);
  await b.store.watch(
    'missions',
    null,
    ([missionSummary]) => void told.push(missionSummary?.receivedRecords),
  );
  await b.sync();
  const logRow = await db.logs.get(log);
  if (logRow === undefined) throw new Error('The mission has a log');
  await db.logs.put({ ...logRow, caughtUp: false });
  await expect.poll(() => told.at(-1)).toBe(7);
  await db.logs.put(logRow);
  await expect.poll(() => told.at(-1)).toBeUndefined();
  await b.close();
});
