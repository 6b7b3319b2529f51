import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { dotsAt, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import { maximumUndoSteps, type UndoListChange, withUndoStep } from '#renderer/store/db/undo-list.ts';
import { emptyUndoPosition } from '#renderer/store/db/undo-position.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { server, start } = journaledLaptops();
let a: TestLaptop;
beforeEach(async () => {
  ({ server, start } = journaledLaptops());
  a = await start();
  await a.rest();
  await set(a, 'title', 'Court');
  await set(a, 'reference-date', '2026-11-24');
});

const level = 'answers/D1.1/level';
const reason = 'answers/D1.1/rationale';
const evidence = 'answers/D1.1/evidence/e1';
const undo = (testLaptop: TestLaptop) => testLaptop.store.undo();
const redo = (testLaptop: TestLaptop) => testLaptop.store.redo();
const documentOn = async (testLaptop: TestLaptop) =>
  (await testLaptop.query('document', { log, doc }))?.document;
const valueOn = async (testLaptop: TestLaptop, path: string) => valueAt(await documentOn(testLaptop), path);

/** One act: all values in one write. */
async function act(testLaptop: TestLaptop, values: Readonly<Record<string, JsonValue>>, isTyping = false) {
  const seen = await documentOn(testLaptop);
  const registerWrites = Object.entries(values).map(([path, value]): RegisterWrite => {
    return aWrite(doc, 'assessment', path, value, dotsAt(seen, path));
  });
  return testLaptop.store.write(log, registerWrites, { isTyping });
}
const set = (testLaptop: TestLaptop, path: string, value: JsonValue) => act(testLaptop, { [path]: value });
const type = (testLaptop: TestLaptop, path: string, value: JsonValue) =>
  act(testLaptop, { [path]: value }, true);

describe('an undo', () => {
  test('takes back one whole act at a time, the newest first, and says which fields', async () => {
    await act(a, { [level]: 3, 'answers/D1.1/state': 'rated' });
    await act(a, { [level]: 5, 'answers/D1.1/state': 'rated' });
    expect(await undo(a)).toMatchObject({
      kind: 'done',
      registers: [{ doc, path: level }],
      changedSince: [],
    });
    expect(await valueOn(a, level)).toBe(3);
    await undo(a);
    expect([await valueOn(a, level), await valueOn(a, 'answers/D1.1/state')]).toEqual([null, null]);
    await undo(a);
    expect(await valueOn(a, 'reference-date')).toBeNull();
    await a.close();
  });

  test('can be repeated, back and forth, until something new is done', async () => {
    await set(a, level, 3);
    await set(a, level, 4);
    for (const way of [undo, undo, redo, redo, undo]) await way(a);
    expect(await valueOn(a, level)).toBe(3);
    expect(await a.query('undoable', { log, doc })).toEqual({ canUndo: true, canRedo: true });
    await set(a, reason, 'Seen on site.');
    expect(await redo(a)).toEqual({ kind: 'nothing' });
    expect(await valueOn(a, level)).toBe(3);
    await a.close();
  });

  test('goes on after the store was closed and opened again', async () => {
    const parts = nodeIndexedDb();
    let testLaptop = await start({ db: nodeDatabase(parts) });
    await testLaptop.rest();
    await set(testLaptop, 'title', 'Court');
    await set(testLaptop, level, 3);
    await set(testLaptop, level, 4);
    await undo(testLaptop);
    await testLaptop.close();
    testLaptop = await start({ db: nodeDatabase(parts), host: testLaptop.host });
    await redo(testLaptop);
    expect(await valueOn(testLaptop, level)).toBe(4);
    for (const way of [undo, undo]) await way(testLaptop);
    expect(await valueOn(testLaptop, level)).toBeNull();
    await Promise.all([a.close(), testLaptop.close()]);
  });

  test('removes an item that the act added, and a redo brings it back whole', async () => {
    await act(a, { [`${evidence}/kind`]: 'document', [`${evidence}/title`]: 'Terms of reference' });
    await set(a, `${evidence}/title`, 'Terms');
    for (const way of [undo, undo]) await way(a);
    expect([await valueOn(a, `${evidence}/removed`), await valueOn(a, `${evidence}/title`)]).toEqual([
      true,
      'Terms of reference',
    ]);
    for (const way of [redo, redo]) await way(a);
    expect([await valueOn(a, `${evidence}/removed`), await valueOn(a, `${evidence}/title`)]).toEqual([
      false,
      'Terms',
    ]);
    await a.close();
  });

  test('brings back an item that was removed', async () => {
    await act(a, { [`${evidence}/kind`]: 'document', [`${evidence}/title`]: 'Annex' });
    await set(a, `${evidence}/removed`, true);
    await undo(a);
    expect(await valueOn(a, `${evidence}/removed`)).toBe(false);
    await a.close();
  });

  test('keeps the last two hundred acts, and no more', async () => {
    const acts = maximumUndoSteps + 3;
    for (let at = 0; at < acts; at += 1) await set(a, level, (at % 5) + 1);
    expect(await a.db.undoSteps.count()).toBe(maximumUndoSteps);
    await a.close();
  });

  test('takes the place of the acts that could be redone', () => {
    const step = { log, device: a.id, docs: [doc], first: 1, last: 1, beganAtMs: 0, atMs: 0, added: [] };
    const end = { position: { done: 3, undone: 7 }, recent: [] };
    const undoListChange: UndoListChange = withUndoStep(end, step);
    expect([undoListChange.put.n, undoListChange.gone, undoListChange.position]).toEqual([
      4,
      { from: 5, to: 7 },
      { done: 4, undone: 4 },
    ]);
    expect(withUndoStep({ position: emptyUndoPosition, recent: [] }, step).put.n).toBe(1);
  });
});

describe('typing', () => {
  test('is taken back by bursts: a pause or another field begins the next', async () => {
    for (const text of ['The', 'The rule', 'The rule is']) {
      await type(a, reason, text);
      a.clock.advance(300);
    }
    a.clock.advance(3_000);
    await type(a, reason, 'The rule is old');
    await undo(a);
    expect(await valueOn(a, reason)).toBe('The rule is');
    await undo(a);
    expect(await valueOn(a, reason)).toBeNull();
    await undo(a);
    expect([await valueOn(a, reason), await valueOn(a, 'reference-date')]).toEqual([null, null]);
    await a.close();
  });

  test('that takes away a text is a step of its own, so that an undo brings the text back', async () => {
    for (const text of ['The rule', 'The rule is old', '']) {
      await type(a, reason, text);
      a.clock.advance(300);
    }
    await undo(a);
    expect(await valueOn(a, reason)).toBe('The rule is old');
    await undo(a);
    expect(await valueOn(a, reason)).toBeNull();
    await a.close();
  });

  test('of a date is taken back whole, without the days between its parts', async () => {
    a.clock.advance(60_000);
    for (const day of ['2026-11-02', '2026-11-23', '2026-01-23', '2026-12-23']) {
      await set(a, 'reference-date', day);
      a.clock.advance(3_000);
    }
    await undo(a);
    expect(await valueOn(a, 'reference-date')).toBe('2026-11-24');
    await redo(a);
    expect(await valueOn(a, 'reference-date')).toBe('2026-12-23');
    a.clock.advance(11_000);
    for (const day of [null, '2027-01-05']) await set(a, 'reference-date', day);
    await undo(a);
    expect(await valueOn(a, 'reference-date')).toBe('2026-12-23');
    await a.close();
  });

  test('that the field itself took back leaves nothing to take back here', async () => {
    await type(a, reason, 'One');
    a.clock.advance(5_000);
    await type(a, reason, 'One two');
    a.clock.advance(5_000);
    const over = dotsAt(await documentOn(a), reason);
    await a.store.write(log, [aWrite(doc, 'assessment', reason, '', over)], {
      isTyping: true,
      isNativeUndo: true,
    });
    await undo(a);
    expect([await valueOn(a, reason), await valueOn(a, 'reference-date')]).toEqual([null, '2026-11-24']);
    await undo(a);
    expect(await valueOn(a, 'reference-date')).toBeNull();
    await a.close();
  });
});

describe('with colleagues, an undo', () => {
  test('[M1] is an op like any other: it reaches them, and merges with their work', async () => {
    await set(a, level, 3);
    const b = await startAssessor(server, 2);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    await set(b, reason, 'Interview of the clerk.');
    await undo(a);
    for (const testLaptop of [a, b, a]) await testLaptop.sync();
    for (const testLaptop of [a, b])
      expect([await valueOn(testLaptop, level), await valueOn(testLaptop, reason)]).toEqual([
        null,
        'Interview of the clerk.',
      ]);
    await Promise.all([a.close(), b.close()]);
  });

  test('leaves alone a field that one of them changed since, and says who', async () => {
    await act(a, { [level]: 3, [reason]: 'Mine' });
    const b = await startAssessor(server, 2);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    await set(b, level, 5);
    for (const testLaptop of [b, a]) await testLaptop.sync();
    expect(await undo(a)).toMatchObject({
      kind: 'done',
      registers: [{ path: reason }],
      changedSince: [{ path: level, device: b.id }],
    });
    expect([await valueOn(a, level), await valueOn(a, reason)]).toEqual([5, null]);
    await Promise.all([a.close(), b.close()]);
  });

  test('does not remove an added item in which one of them wrote', async () => {
    await act(a, { [`${evidence}/kind`]: 'document', [`${evidence}/title`]: 'Annex' });
    const b = await startAssessor(server, 2);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    await set(b, `${evidence}/holder`, 'Registry');
    for (const testLaptop of [b, a]) await testLaptop.sync();
    expect(await undo(a)).toMatchObject({ kind: 'changedSince', changedSince: [{ device: b.id }] });
    expect(await valueOn(a, `${evidence}/removed`)).toBeUndefined();
    await Promise.all([a.close(), b.close()]);
  });

  const contestedLevel = async (): Promise<TestLaptop> => {
    const b = await startAssessor(server, 2);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    await set(a, level, 2);
    await set(b, level, 4);
    for (const testLaptop of [a, b, a]) await testLaptop.sync();
    return b;
  };
  const levelsOn = async (testLaptop: TestLaptop) =>
    ((await documentOn(testLaptop))?.registers[pathOf(...level.split('/'))]?.heads ?? [])
      .map(({ value }) => value)
      .toSorted((x, y) => Number(x) - Number(y));

  test('[M3] reopens a conflict that this person decided, on every laptop, and a redo decides it again', async () => {
    const b = await contestedLevel();
    await act(a, { [level]: 2, [reason]: 'Seen on site.' });
    for (const testLaptop of [a, b]) await testLaptop.sync();
    expect([await levelsOn(b), await valueOn(b, reason)]).toEqual([[2], 'Seen on site.']);
    await undo(a);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    for (const testLaptop of [a, b])
      expect([await levelsOn(testLaptop), await valueOn(testLaptop, reason)]).toEqual([[2, 4], null]);
    await redo(a);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    for (const testLaptop of [a, b]) expect(await levelsOn(testLaptop)).toEqual([2]);
    for (const way of [undo, redo, undo]) await way(a);
    expect(await levelsOn(a)).toEqual([2, 4]);
    await Promise.all([a.close(), b.close()]);
  });

  test('leaves a decision alone that a colleague has changed since', async () => {
    const b = await contestedLevel();
    await set(a, level, 2);
    for (const testLaptop of [a, b]) await testLaptop.sync();
    await set(b, level, 5);
    for (const testLaptop of [b, a]) await testLaptop.sync();
    expect(await undo(a)).toMatchObject({
      kind: 'changedSince',
      changedSince: [{ path: level, device: b.id }],
    });
    expect(await levelsOn(a)).toEqual([5]);
    await Promise.all([a.close(), b.close()]);
  });

  test('takes back no typing beside a value that waits for a decision', async () => {
    const b = await contestedLevel();
    await set(a, reason, 'Mine');
    await set(b, reason, 'Theirs');
    for (const testLaptop of [a, b, a]) await testLaptop.sync();
    const ownDots = dotsAt(await documentOn(a), reason).filter((dot) => dot.startsWith(a.id));
    await a.store.write(log, [aWrite(doc, 'assessment', reason, 'Mine, longer', ownDots)], {
      isTyping: true,
    });
    await undo(a);
    expect(dotsAt(await documentOn(a), reason)).toHaveLength(2);
    expect(
      (await documentOn(a))?.registers[pathOf(...reason.split('/'))]?.heads.map(({ value }) => value),
    ).toContain('Mine, longer');
    await Promise.all([a.close(), b.close()]);
  });
});

describe('an undo never', () => {
  test('changes a final record: it is refused, and stays possible', async () => {
    await set(a, level, 3);
    const reviewer = await startAssessor(server, 2, { roles: { [log]: ['reviewer'] } });
    for (const testLaptop of [a, reviewer]) await testLaptop.sync();
    await set(reviewer, 'status', 'final');
    for (const testLaptop of [reviewer, a]) await testLaptop.sync();
    expect(await undo(a)).toMatchObject({ kind: 'refused', reason: { kind: 'documentIsFinal' } });
    expect((await a.query('undoable', { log, doc })).canUndo).toBe(true);
    await Promise.all([a.close(), reviewer.close()]);
  });

  test('[E8] brings back a value that headquarters erased', async () => {
    await set(a, reason, 'so says quetzalcoatl');
    await set(a, reason, 'so says the clerk');
    await a.sync();
    server.erase(log, doc, pathOf(...reason.split('/')));
    await a.sync();
    while ((await undo(a)).kind === 'done');
    while ((await redo(a)).kind === 'done');
    expect(await valueOn(a, reason)).toBeNull();
    await a.close();
  });

  test('[E6] outlives its mission on this laptop', async () => {
    await set(a, level, 3);
    await a.sync();
    expect(await a.store.removeMission(log, 'erase')).toEqual({ kind: 'removed' });
    expect(await a.db.undoSteps.toArray()).toMatchObject([{ barred: { kind: 'mission' } }]);
    expect(await undo(a)).toMatchObject({ kind: 'barred', act: { kind: 'mission' } });
    await a.close();
  });
});
