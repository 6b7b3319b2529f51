import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { anEnrolment, answerOf, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const other = aLog(2);
const doc = aDoc();
const title = Path.parse('title');
const roles = { [log]: ['assessor'], [other]: ['assessor'] } as const;

test.each([
  ['another log was still read', false],
  ['a signed pack was about to be offered', true],
])('[P2] no op is made again that a copy brought while %s', async (_, isOffered) => {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const start = (part: Partial<TestLaptopStart>) => startAssessor(fakeServer, 1, { roles, ...part });
  const parts = nodeIndexedDb();
  const a = await start({ db: nodeDatabase(parts) });
  const formerDeviceId = a.id;
  // The other mission has own changes, maybe in a pack that was not sent. The change in question is in no pack yet.
  if (isOffered) a.transport.mood = 'down';
  await a.write(other, aDoc(2), 'assessment', 'title', 'elsewhere');
  await a.sync();
  await a.store.pauseSync(true);
  await a.write(log, doc, 'assessment', 'title', 'on both laptops');
  const copy = await start({
    db: await copyDatabase(a.db),
    host: await makeFakeHost({ copyOf: a.host, enrolment: anEnrolment(aPerson(), 'Assessor 1') }),
  });
  await a.close();

  await a.host.ask('device.renew', { why: 'restored' });
  const again = await start({ db: nodeDatabase(parts), host: a.host });
  let asked = 0;
  again.host.play({
    request: async ({ path, body }) => {
      const answer = await answerOf(fakeServer, path, body);
      asked += 1;
      if (asked > 1) return answer;
      await copy.store.pauseSync(false);
      await copy.sync();
      const { logs, ...rest } = SyncResponse.parse(JSON.parse(answer.body));
      const longer = Object.entries(logs).map(([id, logAnswer]) => [
        id,
        { ...logAnswer, more: !isOffered && id === other },
      ]);
      return { ...answer, body: JSON.stringify({ ...rest, logs: Object.fromEntries(longer) }) };
    },
  });
  await again.store.pauseSync(false);
  await again.sync();

  expect(fakeServer.document(log, doc)?.registers[title]?.heads).toMatchObject([
    { dot: `${formerDeviceId}.1` },
  ]);
  expect((await again.db.logs.get(log))?.have).toEqual({ [formerDeviceId]: 1 });
  expect(await again.query('status', null)).toMatchObject({ renewed: { changes: 0 } });
  await Promise.all([again.close(), copy.close()]);
});
