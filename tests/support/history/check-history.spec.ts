import { expect, test } from 'vitest';
import {
  type AnsweredRead,
  checkHistory,
  type History,
  type HistoryEntry,
  type HistoryOp,
  type SentPack,
} from './check-history.ts';

const op = (dot: string, over: readonly string[] = []): HistoryOp => ({
  dot,
  doc: 'a document',
  path: 'title',
  over,
  value: `of ${dot}`,
});

const entry = (place: number, ...ops: readonly HistoryOp[]): HistoryEntry => ({ place, ops });

const sent = (historyOps: readonly HistoryOp[], at: number, more: Partial<SentPack> = {}): SentPack => ({
  server: 'A',
  device: historyOps[0]?.dot.split('.')[0] ?? '',
  pack: historyOps.map(({ dot }) => dot).join(' '),
  ops: historyOps,
  verdict: 'accepted',
  beganMs: at,
  endedMs: at + 5,
  ...more,
});

const read = (
  historyEntries: readonly HistoryEntry[],
  at: number,
  more: Partial<AnsweredRead> = {},
): AnsweredRead => ({
  reader: 'a reader',
  device: 'r',
  server: 'B',
  since: 0,
  next: historyEntries.at(-1)?.place ?? 0,
  more: false,
  entries: historyEntries,
  beganMs: at,
  endedMs: at + 5,
  ...more,
});

const log = [entry(1, op('x.1'), op('x.2')), entry(2, op('y.1', ['x.2'])), entry(3, op('x.3'))];

const whole: History = {
  sent: [
    sent([op('x.1'), op('x.2')], 0),
    sent([op('y.1', ['x.2'])], 10, { verdict: 'not answered' }),
    sent([op('y.1', ['x.2'])], 20, { server: 'B', verdict: 'duplicate' }),
    sent([op('x.3')], 30),
    sent([op('y.2')], 50, { verdict: 'not answered' }),
  ],
  reads: [read(log.slice(0, 2), 27), read(log.slice(2), 40, { since: 2, next: 3, server: 'A' })],
  codes: [
    { code: 'c', device: 'x', server: 'A', result: 'taken' },
    { code: 'c', device: 'y', server: 'B', result: 'refused' },
    { code: 'c', device: 'x', server: 'B', result: 'taken' },
  ],
  revoked: {},
  log,
};

/** Kinds of the faults in this history with some of its parts replaced. */
const faultsOf = (parts: Partial<History>): readonly string[] => [
  ...new Set(checkHistory({ ...whole, ...parts }).map(({ kind }) => kind)),
];

test('a history in which every promise was kept has no fault, with a pack that nobody answered', () => {
  expect(checkHistory(whole)).toEqual([]);
});

test('[S1] an acknowledged change that is not in the log is lost', () => {
  expect(faultsOf({ log: log.slice(0, 2), reads: [] })).toEqual(['lost']);
  const unanswered = whole.sent.map((sentPack) => ({ ...sentPack, verdict: 'not answered' as const }));
  expect(faultsOf({ log: log.slice(0, 2), reads: [], sent: unanswered })).toEqual([]);
});

test('[S4] a change at two places, two entries at one place, and a pack accepted twice are doubled', () => {
  const twice = [...log, entry(4, op('x.3'))];
  expect(faultsOf({ log: twice, reads: [] })).toContain('doubled');
  expect(faultsOf({ log: [...log, entry(3, op('z.1'))], reads: [] })).toEqual(['doubled']);
  expect(faultsOf({ sent: [...whole.sent, sent([op('x.3')], 60, { server: 'B' })] })).toEqual(['doubled']);
});

test('[M2] a change before the one that it replaces, or without it, is misordered', () => {
  const previousHistoryEntries = [
    entry(1, op('y.1', ['x.2'])),
    entry(2, op('x.1'), op('x.2')),
    entry(3, op('x.3')),
  ];
  expect(faultsOf({ log: previousHistoryEntries, reads: [] })).toEqual(['misordered']);
  const without = [...log, entry(4, op('y.2', ['x.9']))];
  expect(
    faultsOf({ log: without, reads: [], sent: [...whole.sent, sent([op('y.2', ['x.9'])], 60)] }),
  ).toEqual(['misordered']);
});

test('[M6] a hole in the numbers of a device, and numbers in another order, are misordered', () => {
  const [firstHistoryEntry, second, third] = log as [HistoryEntry, HistoryEntry, HistoryEntry];
  const hole = [firstHistoryEntry, second, entry(3, op('x.4'))];
  const writes = [...whole.sent.slice(0, 3), sent([op('x.4')], 30)];
  expect(faultsOf({ log: hole, reads: [], sent: writes })).toEqual(['misordered']);
  const swapped = [
    { ...third, place: 1 },
    { ...firstHistoryEntry, place: 2 },
    { ...second, place: 3 },
  ];
  expect(faultsOf({ log: swapped, reads: [] })).toEqual(['misordered']);
});

test('a change with another content than its writer sent is altered, and an unsent one is invented', () => {
  const other = { ...op('x.3'), value: 'another' };
  expect(faultsOf({ log: [...log.slice(0, 2), entry(3, other)], reads: [] })).toEqual(['altered']);
  expect(faultsOf({ log: [...log, entry(4, op('y.2'))], sent: whole.sent.slice(0, 4), reads: [] })).toEqual([
    'invented',
  ]);
  // Another client's changes, which the history does not watch.
  expect(faultsOf({ log: [...log, entry(4, op('z.1'))] })).toEqual([]);
});

test('[S2] an entry that came to lie behind the cursor of a reader was missed', () => {
  const [firstHistoryEntry, , third] = log as [HistoryEntry, HistoryEntry, HistoryEntry];
  expect(faultsOf({ reads: [read([firstHistoryEntry, third], 40)] })).toEqual(['missed']);
  expect(faultsOf({ reads: [read([firstHistoryEntry], 7, { next: 2 })] })).toEqual(['missed']);
  // Its own changes come to nobody.
  expect(faultsOf({ reads: [read([firstHistoryEntry], 7, { next: 2, device: 'y' })] })).toEqual([]);
});

test('[S1] a complete answer with less than another server had acknowledged or shown before is stale', () => {
  const { reads } = whole;
  expect(faultsOf({ reads: [...reads, read(log.slice(0, 1), 36)] })).toEqual(['stale']);
  expect(faultsOf({ reads: [read(log, 31, { endedMs: 32 }), read(log.slice(0, 2), 33)] })).toEqual(['stale']);
  // It began before the other had ended, or has more to come.
  expect(faultsOf({ reads: [...reads, read(log.slice(0, 1), 4)] })).toEqual([]);
  expect(faultsOf({ reads: [...reads, read(log.slice(0, 1), 36, { more: true })] })).toEqual([]);
});

test('a one-time code that brings in two devices is a fault, as is a refused writer', () => {
  const codes = whole.codes.map((use) => ({ ...use, result: 'taken' as const }));
  expect(faultsOf({ codes })).toEqual(['code used twice']);
  const fork = sent([op('y.2')], 60, { verdict: 'other', told: 'fork' });
  expect(faultsOf({ sent: [...whole.sent, fork] })).toEqual(['refused']);
});

test('a device may be refused once it is revoked, and must be accepted by no server', () => {
  const refused = sent([op('y.2')], 60, { verdict: 'other', told: 'device' });
  expect(faultsOf({ revoked: { y: 45 }, sent: [...whole.sent, refused] })).toEqual([]);
  expect(faultsOf({ revoked: { x: 29 } })).toEqual(['accepted after revocation']);
  // Sent before the revocation was committed, and answered after it.
  expect(faultsOf({ revoked: { x: 32 } })).toEqual([]);
});
