import type { JsonValue } from '#base/json.ts';
import { decidePublish } from '#domain/instrument/instrument-edition.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import { nodeDatabase } from './node-database.ts';
import { TestLaptop } from './test-laptop.ts';

const startMs = Date.UTC(2026, 10, 24, 9);
export const [programme, mission] = [aLog(1), aLog(2)];

/** A laptop of an administrator, in the place of headquarters' console device, and one of an assessor. */
export async function startBoth() {
  const fakeServer = new FakeServer(startMs);
  fakeServer.programme = programme;
  const start = (at: number, role: 'admin' | 'assessor') =>
    TestLaptop.start({
      db: nodeDatabase(),
      server: fakeServer,
      person: aPerson(at),
      name: role,
      roles: { [programme]: [role], [mission]: ['assessor'] },
    });
  const [office, testLaptop] = [await start(1, 'admin'), await start(2, 'assessor')];
  for (const device of [office, testLaptop]) await device.sync();
  const publish = async (
    instrument: Instrument,
    logId = programme,
    change: Readonly<Record<string, JsonValue>> = {},
  ) => {
    const values = decidePublish(instrument, undefined);
    if (!values.ok) throw new Error('It is published');
    const writes = values.value.map((initialValue) => ({
      ...initialValue,
      value: change[initialValue.path] ?? initialValue.value,
      over: [],
    }));
    const written = await office.store.write(logId, writes);
    if (written.kind !== 'saved' && logId === programme)
      throw new Error(`Not written: ${written.reason.kind}`);
    await office.sync();
    await testLaptop.sync();
  };
  return {
    server: fakeServer,
    office,
    laptop: testLaptop,
    publish,
    close: () => Promise.all([office.close(), testLaptop.close()]),
  };
}
