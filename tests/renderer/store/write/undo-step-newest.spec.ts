import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { dotsAt, valueAt } from '#domain/document/document.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import { aCard, aNote } from '#tests/contracts/erasure-world.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let a: TestLaptop;
const level = 'answers/D1.1/level';
const undo = (testLaptop: TestLaptop) => testLaptop.store.undo();
const redo = (testLaptop: TestLaptop) => testLaptop.store.redo();
const documentOn = async (testLaptop: TestLaptop) =>
  (await testLaptop.query('document', { log, doc }))?.document;
const valueOn = async (testLaptop: TestLaptop, path: string) => valueAt(await documentOn(testLaptop), path);

/** One act: all values in one write. */
async function act(testLaptop: TestLaptop, values: Readonly<Record<string, JsonValue>>) {
  const seen = await documentOn(testLaptop);
  const registerWrites = Object.entries(values).map(([path, value]): RegisterWrite => {
    return aWrite(doc, 'assessment', path, value, dotsAt(seen, path));
  });
  return testLaptop.store.write(log, registerWrites);
}
const set = (testLaptop: TestLaptop, path: string, value: JsonValue) => act(testLaptop, { [path]: value });

describe('the newest act of a person is undone', () => {
  const otherDocumentId = aDoc(7);
  const otherLog = aLog(9);
  beforeEach(async () => {
    a = await journaledLaptops().start({ roles: { [log]: ['lead'], [otherLog]: ['lead'] } });
    await a.rest();
    await set(a, 'title', 'Court');
    await set(a, level, 3);
  });
  const removedIn = async (of: typeof log, documentId: typeof doc) =>
    valueAt((await a.query('document', { log: of, doc: documentId }))?.document, 'removed');

  test('wherever it was done: in another record and in another mission', async () => {
    await a.write(otherLog, otherDocumentId, 'assessment', 'title', 'Police');
    await set(a, level, 4);
    await a.write(otherLog, otherDocumentId, 'assessment', 'reference-date', '2026-11-24');
    expect(await undo(a)).toMatchObject({
      kind: 'done',
      log: otherLog,
      registers: [{ doc: otherDocumentId }],
    });
    expect(await undo(a)).toMatchObject({ kind: 'done', log, registers: [{ path: level }] });
    await undo(a);
    expect([await removedIn(otherLog, otherDocumentId), await valueOn(a, level)]).toEqual([true, 3]);
    for (const way of [redo, redo]) await way(a);
    expect([await removedIn(otherLog, otherDocumentId), await valueOn(a, level)]).toEqual([false, 4]);
    await a.close();
  });

  test.each([
    ['removed', 'taken out of its list', 'removed'],
    ['archived', 'archived', 'archived'],
  ])('also when a record was %s', async (_act, _how, path) => {
    await set(a, path, true);
    await undo(a);
    expect([await valueOn(a, path), await valueOn(a, level)]).toEqual([false, 3]);
    await redo(a);
    expect(await valueOn(a, path)).toBe(true);
    await a.close();
  });

  test('also when it was a comment, or the answer to one of the review', async () => {
    await act(a, { 'comments/c1/text': 'Ask for it.', 'comments/c1/about': 'D1.1' });
    await set(a, 'review/replies/p1/mended', true);
    for (const way of [undo, undo]) await way(a);
    expect([
      await valueOn(a, 'review/replies/p1/mended'),
      await valueOn(a, 'comments/c1/removed'),
      await valueOn(a, level),
    ]).toEqual([false, true, 3]);
    await a.close();
  });

  test('also when it is a move to another mission, with both of its records', async () => {
    const options = { act: 'move-1' };
    await a.store.write(otherLog, [aWrite(otherDocumentId, 'assessment', 'title', 'Court')], options);
    const to = { log: otherLog, doc: otherDocumentId };
    const leave = [aWrite(doc, 'assessment', 'moved-to', to), aWrite(doc, 'assessment', 'removed', true)];
    await a.store.write(log, leave, options);
    expect(await undo(a)).toMatchObject({ kind: 'done', log });
    expect([
      await removedIn(log, doc),
      await removedIn(otherLog, otherDocumentId),
      await valueOn(a, level),
    ]).toEqual([false, true, 3]);
    await a.close();
  });

  test.each<[string, (testLaptop: TestLaptop) => Promise<unknown>, object]>([
    [
      'a step of the record',
      (testLaptop) => act(testLaptop, { status: 'fieldwork', 'reference-date': '2026-11-25' }),
      { kind: 'registers', registers: [{ path: 'status' }] },
    ],
    ['a note', ({ store }) => store.saveNote(aNote(log)), { kind: 'rows', table: 'notes', isErased: false }],
    [
      'an erased note',
      async ({ store }) => {
        await store.saveNote(aNote(log));
        await store.eraseNote(aNote(log).id);
      },
      { kind: 'rows', table: 'notes', isErased: true },
    ],
    [
      'a participant',
      ({ store }) => store.saveDeviceRecords([aCard(log)]),
      { kind: 'rows', table: 'deviceRecords', isErased: false },
    ],
  ])('and %s says that it cannot be, and hides the older ones', async (_act, doIt, barred) => {
    await doIt(a);
    for (const again of [undo, undo]) expect(await again(a)).toMatchObject({ kind: 'barred', act: barred });
    expect(await valueOn(a, level)).toBe(3);
    await set(a, level, 5);
    await undo(a);
    expect(await valueOn(a, level)).toBe(3);
    await a.close();
  });

  test('and neither a count of the app nor an answer at the kiosk comes before it', async () => {
    await a.store.saveDeviceRecords([aCard(log)], { isOwnAct: false });
    await a.store.write(log, [aWrite(doc, 'assessment', 'reference-date', '2026-11-25')], {
      isOwnAct: false,
    });
    expect(await undo(a)).toMatchObject({ registers: [{ path: level }] });
    await a.close();
  });
});
