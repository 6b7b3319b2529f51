import { beforeEach, describe, expect, test } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const address = 'unit@institution.example';
const words = `Said by ${address}`;
const path = 'answers/D1.1/rationale';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

/** A laptop with a text that waits, and a change after it. */
async function aLaptopThatWaits(): Promise<TestLaptop> {
  const a = await start();
  await a.rest();
  await a.write(log, doc, 'assessment', path, words);
  await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
  return a;
}

const shownOn = async (device: TestLaptop): Promise<unknown> =>
  valueAt((await device.query('document', { log, doc }))?.document, path);

const untilWaiting = (device: TestLaptop, changes: number) =>
  device.until('status', null, ({ waiting }) => waiting.changes === changes);

/** It still waits here; it goes once it is confirmed, and not before. */
async function expectToWaitAndGo(device: TestLaptop): Promise<void> {
  device.transport.mood = 'good';
  await device.sync();
  await untilWaiting(device, 1);
  expect(await shownOn(device)).toBe(words);
  expect(valueAt(server.document(log, doc), 'answers/D1.2/level')).toBe(3);
  expect(server.packs(log).join('')).not.toContain(address);
  const [heldText] = await device.query('heldTexts', null);
  const [hit] = heldText?.hits ?? [];
  await device.write(log, doc, 'assessment', `text-checks/${hit && personalDataHitKey(hit)}`, true);
  await device.sync();
  await untilWaiting(device, 0);
  expect(valueAt(server.document(log, doc), path)).toBe(words);
  expect((await device.query('document', { log, doc }))?.document).toEqual(server.document(log, doc));
}

describe('[E2] a text that later changes have passed', () => {
  test('waits on the same laptop after a restart', async () => {
    const a = await aLaptopThatWaits();
    await a.sync();
    await a.close();
    const restarted = await start({ db: a.db, host: a.host });
    expect(await shownOn(restarted)).toBe(words);
    await expectToWaitAndGo(restarted);
    await restarted.close();
  });

  test('waits after its database was lost and built from the journal', async () => {
    const a = await aLaptopThatWaits();
    await a.sync();
    await untilWaiting(a, 1);
    await a.close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await shownOn(rebuilt)).toBe(words);
    await expectToWaitAndGo(rebuilt);
    await rebuilt.close();
  });

  test('waits after a cut before the journal had its new place', async () => {
    const a = await aLaptopThatWaits();
    journal.mood = 'failing';
    await a.sync();
    expect(await readMeta(a.db, 'setAside')).toMatchObject([{ ops: [{ value: '' }, { value: words }] }]);
    await a.store.pauseSync(true);
    await a.close();
    journal.mood = 'ample';
    const restarted = await start({ db: a.db, host: a.host, mood: 'down' });
    expect(await readMeta(restarted.db, 'setAside'), 'while sync is paused').toBeUndefined();
    await restarted.close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await shownOn(rebuilt)).toBe(words);
    await expectToWaitAndGo(rebuilt);
    await rebuilt.close();
  });

  test('moves in one mission alone while the journal refuses, and then in the next', async () => {
    const next = { log: aLog(2), doc: aDoc(2) };
    const a = await start({ roles: { [log]: ['assessor'], [next.log]: ['assessor'] } });
    await a.rest();
    for (const place of [{ log, doc }, next]) {
      await a.write(place.log, place.doc, 'assessment', path, words);
      await a.write(place.log, place.doc, 'assessment', 'answers/D1.2/level', 3);
    }
    journal.mood = 'failing';
    await a.sync();
    const moved = async () => (await readMeta(a.db, 'setAside'))?.map((one) => one.log);
    const waitingIn = (logId: LogId) =>
      a.db.ops.where('[log+doc]').between([logId, ''], [logId, '\uffff']).count();
    expect([await moved(), await waitingIn(log), await waitingIn(next.log)]).toEqual([[log], 3, 2]);
    journal.mood = 'ample';
    await a.sync();
    await untilWaiting(a, 2);
    expect([await moved(), await waitingIn(next.log)]).toEqual([undefined, 3]);
    expect(valueAt(server.document(next.log, next.doc), 'answers/D1.2/level')).toBe(3);
    await a.close();
  });

  test('is taken back by an undo, and the act after it by the next', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', path, 'The rule is written');
    await a.write(log, doc, 'assessment', path, words);
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
    await a.sync();
    await untilWaiting(a, 1);
    expect(valueAt(server.document(log, doc), path)).toBe('The rule is written');
    const levelOn = async () =>
      valueAt((await a.query('document', { log, doc }))?.document, 'answers/D1.2/level');
    await a.store.undo();
    expect([await shownOn(a), await levelOn()]).toEqual([words, null]);
    await a.store.undo();
    expect(await shownOn(a)).toBe('The rule is written');
    await a.close();
  });

  test('has no second op while nothing else was written', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', path, words);
    await a.sync();
    await a.sync();
    expect(await a.db.ops.count()).toBe(1);
    await a.close();
  });
});
