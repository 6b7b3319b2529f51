import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { eraseAfterPath, programmeDocumentId, programmeKind } from '#domain/programme/programme.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const programme = aLog(1);
const toldBy = ({ host }: TestLaptop): readonly unknown[] =>
  host.asked.filter(({ channel }) => channel === 'vault.eraseAfter').map(({ ask }) => ask);

async function anOfficeAndALaptop() {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  fakeServer.programme = programme;
  const start = (at: number, role: 'manager' | 'assessor', db = nodeDatabase()) =>
    startLaptop(fakeServer, at, { db, name: role, roles: { [programme]: [role] } });
  const [office, testLaptop] = [await start(1, 'manager'), await start(2, 'assessor')];
  const say = async (device: TestLaptop, value: JsonValue) => {
    const documentId = programmeDocumentId(programme);
    return (await device.write(programme, documentId, programmeKind, eraseAfterPath, value)).kind;
  };
  const syncBoth = async () => {
    for (const device of [office, testLaptop, office]) await device.sync();
  };
  return { server: fakeServer, office, laptop: testLaptop, say, syncBoth };
}

test('[security 2] a laptop gives its shell the programme’s erase-after setting at next contact, also its withdrawal', async () => {
  const { office, laptop, say, syncBoth } = await anOfficeAndALaptop();
  await syncBoth();
  await expect.poll(() => toldBy(laptop)).toEqual([null]);

  expect(await say(laptop, 10)).toBe('refused');
  expect(await say(office, 20)).toBe('saved');
  await syncBoth();
  await expect.poll(() => toldBy(laptop)).toEqual([null, 20]);

  expect(await say(office, null)).toBe('saved');
  await syncBoth();
  await expect.poll(() => toldBy(laptop)).toEqual([null, 20, null]);
  await Promise.all([office.close(), laptop.close()]);
});

test('[security 2, D2] a laptop with a rebuilt database tells its shell nothing before it knows a programme', async () => {
  const { server, office, laptop, say, syncBoth } = await anOfficeAndALaptop();
  await say(office, 20);
  await syncBoth();
  await expect.poll(() => toldBy(laptop)).toContain(20);
  await laptop.close();
  const before = toldBy(laptop).length;

  const again = await startLaptop(server, 2, {
    name: 'assessor',
    roles: { [programme]: ['assessor'] },
    host: laptop.host,
    mood: 'down',
  });
  expect(await again.query('eraseAfter', null)).toBe('unknown');
  expect(toldBy(again)).toHaveLength(before);
  again.transport.mood = 'good';
  await again.sync();
  await expect.poll(() => toldBy(again).at(-1)).toBe(20);
  await Promise.all([office.close(), again.close()]);
});
