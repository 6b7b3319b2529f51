import { expect, test } from 'vitest';
import { programmeDocumentId, programmeEndPath, programmeKind } from '#domain/programme/programme.ts';
import { readKnownProgrammeEndMs } from '#renderer/store/queries/programme-queries.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const programme = aLog(1);

test('[E] a laptop knows the end of the programme after its next contact, also offline', async () => {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  fakeServer.programme = programme;
  const start = (at: number, role: 'manager' | 'assessor', db = nodeDatabase()) =>
    startLaptop(fakeServer, at, { db, name: role, roles: { [programme]: [role] } });
  const db = nodeDatabase();
  const [office, testLaptop] = [await start(1, 'manager'), await start(2, 'assessor', db)];
  for (const device of [office, testLaptop]) await device.sync();
  expect(await readKnownProgrammeEndMs(db)).toBeNull();

  const write = {
    doc: programmeDocumentId(programme),
    kind: programmeKind,
    path: programmeEndPath,
    over: [],
  };
  const day = { ...write, value: '2028-06-30' };
  expect((await testLaptop.store.write(programme, [day])).kind).toBe('refused');
  expect((await office.store.write(programme, [day])).kind).toBe('saved');
  for (const device of [office, testLaptop]) await device.sync();
  testLaptop.transport.mood = 'down';
  expect(await readKnownProgrammeEndMs(db)).toBe(Date.UTC(2028, 5, 30));
  await Promise.all([office.close(), testLaptop.close()]);
});
