import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  changeBetween,
  type ResultBatch,
  ResultReceiver,
  ResultSender,
  withChange,
} from '#renderer/store/result-changes.ts';

const record = {
  log: 'l',
  document: {
    registers: {
      'answers/D1.1/level': { heads: [{ dot: 'a.1', value: 3 }] },
      'answers/D1.2/level': { heads: [{ dot: 'a.2', value: 4 }] },
    },
  },
};

/** Sender and receiver as the worker and the page have them; a test ends the wait. */
function connectPorts() {
  const posted: ResultBatch[] = [];
  const waits: (() => void)[] = [];
  const resultReceiver = new ResultReceiver();
  const post = (resultBatch: ResultBatch): void => {
    posted.push(resultBatch);
    resultReceiver.receive(structuredClone(resultBatch));
  };
  const sender = new ResultSender(post, (act) => waits.push(act));
  return { sender, receiver: resultReceiver, posted, endWait: () => waits.splice(0).forEach((act) => act()) };
}

test('a change makes the later answer of the earlier one, with the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const resultChange = changeBetween(before, after);
      const made = resultChange === null ? after : withChange(before, structuredClone(resultChange));
      expect(JSON.stringify(made)).toBe(JSON.stringify(after));
      expect(resultChange === null).toBe(isDeepStrictEqual(before, after));
    }),
  );
});

test('a changed register is sent without the others, which stay the same objects', () => {
  const after = structuredClone(record);
  after.document.registers['answers/D1.2/level'].heads = [];
  const resultChange = changeBetween(record, after);
  expect(JSON.stringify(resultChange)).not.toContain('D1.1');
  const made = withChange(record, resultChange ?? { to: null }) as typeof record;
  expect(made).toEqual(after);
  expect(made.document.registers['answers/D1.1/level']).toBe(record.document.registers['answers/D1.1/level']);
});

test('a new line of a list is sent without the others', () => {
  const lines = [{ dot: 'a.1' }, { dot: 'a.2' }];
  const resultChange = changeBetween(lines, [{ dot: 'a.3' }, ...structuredClone(lines)]);
  expect(resultChange).toEqual({ head: 0, between: [{ dot: 'a.3' }], tail: 2 });
  expect((withChange(lines, resultChange ?? { to: null }) as typeof lines)[1]).toBe(lines[0]);
});

test('the first answer of a watch goes at once, later ones together', () => {
  const { sender, receiver, posted, endWait } = connectPorts();
  const [seenA, seenB] = [vi.fn<(result: unknown) => void>(), vi.fn<(result: unknown) => void>()];
  const [a, b] = [receiver.begin(seenA), receiver.begin(seenB)];
  sender.send(a, record);
  sender.send(b, [1]);
  expect([seenA.mock.lastCall, seenB.mock.lastCall]).toEqual([[record], [[1]]]);

  sender.send(a, { ...record, log: 'm' });
  sender.send(b, [1, 2]);
  sender.send(a, { ...record, log: 'n' });
  expect(posted).toHaveLength(2);
  endWait();
  expect(posted).toHaveLength(3);
  expect(seenA.mock.calls.slice(1)).toEqual([[{ ...record, log: 'n' }]]);
  expect(seenB.mock.lastCall).toEqual([[1, 2]]);
});

test('an answer that is again as before is not sent', () => {
  const { sender, receiver, posted, endWait } = connectPorts();
  const watch = receiver.begin(vi.fn<(result: unknown) => void>());
  sender.send(watch, record);
  sender.send(watch, { ...record, log: 'm' });
  sender.send(watch, structuredClone(record));
  endWait();
  expect(posted).toHaveLength(1);
});

test('a watch that ended gets no answer that is under way', () => {
  const { sender, receiver, endWait } = connectPorts();
  const seen = vi.fn<(result: unknown) => void>();
  const watch = receiver.begin(seen);
  sender.send(watch, 1);
  sender.send(watch, 2);
  receiver.end(watch);
  endWait();
  expect(seen.mock.calls).toEqual([[1]]);
});

test('an error in one watch keeps no answer from another', () => {
  const report = vi.fn<typeof reportError>();
  vi.stubGlobal('reportError', report);
  const { sender, receiver } = connectPorts();
  const broken = receiver.begin(() => {
    throw new Error('broken');
  });
  const seen = vi.fn<(result: unknown) => void>();
  const watch = receiver.begin(seen);
  sender.send(broken, 1);
  sender.send(watch, 1);
  receiver.receive([
    [broken, { to: 2 }],
    [watch, { to: 2 }],
  ]);
  expect(report).toHaveBeenCalledTimes(2);
  expect(seen).toHaveBeenLastCalledWith(2);
  vi.unstubAllGlobals();
});
