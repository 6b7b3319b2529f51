import { expect, test } from 'vitest';
import { dotOf, type Op } from '#domain/document/op.ts';
import { anOp, deviceB } from '#tests/support/builders/ops.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { type Intent, watchedJournal } from './laptop/watched-journal.ts';
import { contentOf, Oracle } from './verdict/oracle.ts';

/** The oracle after a journal took this op, during these writes. */
async function oracleAfter(
  op: Op,
  intents: readonly Intent[],
  oracle: Oracle = new Oracle(),
): Promise<Oracle> {
  const journal = watchedJournal(new FakeJournal(), {
    oracle,
    intents,
    author: () => ({ laptop: 'laptop 1', person: aPerson(), atMs: 0 }),
    documents: async () => [],
    erase: (append) => append(),
  });
  await journal.append([{ kind: 'ops', log: aLog(), ops: [op] }]);
  return oracle;
}

test('a conflict decision for an erased value counts as written, with the values it saw', async () => {
  const decided = anOp({ value: null });
  const { doc, kind, path, over } = decided;
  const saw = new Set([contentOf(anOp({ value: 'w1' }))]);
  const write = { doc, kind, path, over, value: null };
  const { made } = await oracleAfter(decided, [
    { writes: [write], saw: new Map([[`${doc} ${path}`, saw]]), made: [] },
  ]);
  expect(made).toMatchObject([{ op: decided, saw }]);
});

test('the remains of an erased value count as written by nobody', async () => {
  expect((await oracleAfter(anOp({ value: null }), [])).made).toEqual([]);
});

test('an equal write at the same timestamp counts as written; a re-appended op does not', async () => {
  const firstValueOp = anOp({ value: 'w1' });
  const { doc, kind, path, over } = firstValueOp;
  const intent = (): Intent => ({
    writes: [{ doc, kind, path, over, value: 'w1' }],
    saw: new Map(),
    made: [],
  });
  const second = { ...firstValueOp, dot: dotOf(deviceB, 7) };
  const oracle = await oracleAfter(firstValueOp, [intent()]);
  for (const [op, intents] of [
    [second, [intent()]],
    [second, [intent()]],
    [firstValueOp, []],
  ] as const)
    await oracleAfter(op, intents, oracle);
  expect(oracle.made).toMatchObject([{ op: firstValueOp }, { op: second }]);
});
