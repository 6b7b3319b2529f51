import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, aLog, history } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { readable } from '#tests/support/builders/readable-document.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

/** Every device's ops as a chain of packs of at most two ops. */
function packsOf(ops: readonly Op[]): readonly Pack[] {
  const byDevice = groupByDevice(ops);
  return [...byDevice.values()].flatMap((ownOps) => {
    const inOrder = ownOps.toSorted((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot));
    const groups = inOrder.flatMap((_, at) => (at % 2 === 0 ? [inOrder.slice(at, at + 2)] : []));
    return aChain(aLog, ...groups);
  });
}

test('[M2, M6] packs of several devices, in any order and split, end in the same document', async () => {
  const ranks = fc.array(fc.integer(), { minLength: 14, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(history, ranks, fc.integer({ min: 1, max: 5 }), async (ops, order, perAnswer) => {
      const db = nodeDatabase();
      const logEntries = packsOf(ops)
        .map((pack, at) => ({ pack, rank: order[at] ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ pack }, at) => anEntry(at + 1, pack));
      for (let at = 0; at < logEntries.length; at += perAnswer) {
        const answer = anAnswer(aLog, { entries: logEntries.slice(at, at + perAnswer) });
        await receiveSyncResponse(db, aDevice(), answer, { sent: [], startedAtMs: 0, endedAtMs: 0 });
      }
      const expectedDocument = ops.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
      expect(readable(await db.documents.get([aLog, aDocument]))).toEqual(readable(expectedDocument));
      expect(await db.early.count()).toBe(0);
      db.close();
    }),
    { seed: 20_261_124, numRuns: 60 },
  );
});

function groupByDevice(ops: readonly Op[]): ReadonlyMap<string, readonly Op[]> {
  const groups = new Map<string, Op[]>();
  for (const op of ops) groups.set(deviceOfDot(op.dot), [...(groups.get(deviceOfDot(op.dot)) ?? []), op]);
  return groups;
}
