import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { dataGroups } from '#domain/path-rules/data-groups.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start } = journaledLaptops();
beforeEach(() => {
  ({ journal, start } = journaledLaptops());
});

const workshop = aDoc(2);
const words = 'Participant Marimba';
const recipient = `age1${'q'.repeat(58)}`;
const sealedTo = (to: string): JsonValue => ({ to, recipient, box: 'AAAA' });
const registerCounts: JsonValue = {
  participants: 5,
  sex: { woman: 3, man: 2, other: 0, 'not-stated': 0 },
  seniority: { senior: 5, middle: 0, entry: 0, 'not-stated': 0 },
};
const answerCounts: JsonValue = { sheets: 5, answers: { q1: { '5': 5 } } };

/** Values that may leave, by the field that they leave in. */
const allowed: Readonly<Record<string, JsonValue>> = {
  'participants/*/name': sealedTo('certificate-desk'),
  'participants/*/email': sealedTo('me'),
  'register-counts/*': registerCounts,
  'evaluation-counts/*': answerCounts,
  'follow-up-counts/*': answerCounts,
};
const guarded = (schemaOfKind(workshopKind) ?? [])
  .filter(({ group }) => ['seal', 'agg', 'no'].includes(dataGroups[group].mayLeaveDevice))
  .map(({ pattern }) => pattern);

/** Values that tell of one person, or that only another role may read. */
const forbidden: readonly JsonValue[] = [
  words,
  { name: words },
  { ...(registerCounts as object), participants: 4, of: words },
  { sheets: 1, answers: { q1: { [words]: 1 } } },
  { to: 'certificate-desk', recipient: words, box: 'AAAA' },
];

const write = (a: TestLaptop, pattern: string, value: JsonValue) =>
  a.write(log, workshop, 'workshop', examplePathOf(pattern), value);
const isSent = (a: TestLaptop): boolean => a.transport.requests.join().includes(words);

test('[E] every guarded field of a workshop has a form that may leave', () => {
  expect(guarded.toSorted()).toEqual(Object.keys(allowed).toSorted());
});

describe.each(guarded)('[E] %s', (pattern) => {
  test('is written in the form that may leave, and in no other', async () => {
    const a = await start({ roles: { [log]: ['trainer'] } });
    await a.rest();
    for (const value of forbidden) expect((await write(a, pattern, value)).kind).toBe('refused');
    const other = pattern.endsWith('name') ? sealedTo('me') : sealedTo('certificate-desk');
    expect((await write(a, pattern, other)).kind).toBe('refused');
    expect((await write(a, pattern, allowed[pattern] ?? null)).kind).toBe('saved');
    await a.sync();
    expect([isSent(a), JSON.stringify(journal.entries).includes(words)]).toEqual([false, false]);
    expect((await a.query('status', null)).waiting.changes).toBe(0);
    await a.close();
  });

  test('enters no pack in another form, even if a version without this rule wrote it', async () => {
    const a = await start({ roles: { [log]: ['trainer'] } });
    await a.rest();
    a.transport.mood = 'down';
    await write(a, pattern, allowed[pattern] ?? null);
    await a.write(log, workshop, 'workshop', 'title', 'Planning');
    for (const opRow of await a.db.ops.toArray())
      if (opRow.path === examplePathOf(pattern)) await a.db.ops.put({ ...opRow, value: words });
    a.transport.mood = 'good';
    await a.sync();
    expect([isSent(a), JSON.stringify(await a.packsFor(log)).includes(words)]).toEqual([false, false]);
    // Nothing is lost: the change and those after it wait.
    expect((await a.query('status', null)).waiting.changes).toBe(2);
    await a.close();
  });
});
