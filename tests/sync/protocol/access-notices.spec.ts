import { expect, test } from 'vitest';
import { type AccessNotice, maximumNotices, parseAccessNotices } from '#sync/protocol/access-notices.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';

const aNotice = (): AccessNotice => ({
  id: '01f3a0c2-0000-7000-8000-000000000001',
  kind: 'deviceJoined',
  atMs: 1_795_000_000_000,
  device: '0'.repeat(32) as AccessNotice['device'],
  label: 'a laptop',
  refusable: true,
});
const anAnswer = { protocol: 1, now: 1_795_000_000_000, verdicts: [], logs: {}, orders: [] };

test('an answer without notices stays valid', () => {
  expect(SyncResponse.parse(anAnswer).notices).toBeUndefined();
});

test('[N1] a notice of an unknown kind is left out, and the others are read', () => {
  const foreign = { ...aNotice(), kind: 'somethingLater' };
  const { notices } = SyncResponse.parse({ ...anAnswer, notices: [foreign, aNotice(), 7, null] });
  expect(parseAccessNotices(notices)).toEqual([aNotice()]);
});

test.each([
  [
    'a name that is too long',
    { by: { person: '01f3a0c2-0000-7000-8000-000000000002', name: 'x'.repeat(201) } },
  ],
  ['a label that is too long', { label: 'x'.repeat(201) }],
  ['a time beyond whole numbers', { atMs: 2 ** 53 }],
  ['a time before zero', { endsMs: -1 }],
])('[N1] a notice with %s is left out', (_what, wrong) => {
  expect(parseAccessNotices([{ ...aNotice(), ...wrong }])).toEqual([]);
});

test('an answer with more notices than allowed is refused', () => {
  const accessNotices = Array.from({ length: maximumNotices + 1 }, aNotice);
  expect(SyncResponse.safeParse({ ...anAnswer, notices: accessNotices }).success).toBe(false);
  expect(SyncResponse.safeParse({ ...anAnswer, notices: accessNotices.slice(1) }).success).toBe(true);
});
