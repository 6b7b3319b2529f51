import { expect, test } from 'vitest';
import { latestTimestampMs, maximumHlcCounter } from '#domain/clock/hlc.ts';
import { dotOf, type Op } from '#domain/document/op.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { JournalRefused } from '#renderer/store/db/disk-failure.ts';
import {
  frameSeal,
  hostJournal,
  type Journal,
  type JournalFileRead,
} from '#renderer/store/journal/journal.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';

const seal = frameSeal(testCipher, 'a vault');

const entryOf = (n: number, value: string): JournalEntry => ({
  kind: 'ops',
  log: aLog,
  ops: [anOp({ dot: dotOf(deviceA, n), value })],
});

async function readAll(journal: Journal): Promise<readonly JournalFileRead[]> {
  const journalFileReads: JournalFileRead[] = [];
  for await (const journalFileRead of journal.read()) journalFileReads.push(journalFileRead);
  return journalFileReads;
}

test('[D1] entries appended through the shell are read back, file by file', async () => {
  const fakeHost = await makeFakeHost();
  const journal = hostJournal(fakeHost, seal);
  const firstResult = await journal.append([entryOf(1, 'قياس'), entryOf(2, 'two')]);
  fakeHost.journal.rotate();
  const second = await journal.append([entryOf(3, 'three')]);
  expect([firstResult, second].map(({ room }) => room)).toEqual(['ample', 'ample']);
  expect(await readAll(journal)).toEqual([
    { file: firstResult.file, entries: [entryOf(1, 'قياس'), entryOf(2, 'two')], damaged: 0 },
    { file: second.file, entries: [entryOf(3, 'three')], damaged: 0 },
  ]);
  await journal.drop([firstResult.file]);
  expect((await readAll(journal)).map(({ file }) => file)).toEqual([second.file]);
});

test.each([
  ['full', 'full'],
  ['failing', 'failed'],
] as const)('[D4] a disk that is %s refuses with the code %s', async (mood, code) => {
  const fakeHost = await makeFakeHost();
  fakeHost.journal.mood = mood;
  await expect(hostJournal(fakeHost, seal).append([entryOf(1, 'one')])).rejects.toMatchObject({
    name: 'JournalRefused',
    code,
  });
});

test('[D3] a frame with unknown content counts as damaged, like frames unreadable to the shell', async () => {
  const fakeHost = await makeFakeHost();
  const journal = hostJournal(fakeHost, seal);
  await journal.append([entryOf(1, 'one'), entryOf(2, 'two')]);
  const frames = ['{"kind":"mark","device":7}', 'no JSON'].map((text) => seal.seal(text));
  fakeHost.journal.append([...frames, Uint8Array.of(0xff, 0xfe)]);
  const [{ file } = { file: 0 }] = await readAll(journal);
  fakeHost.journal.damage(file);
  expect(await readAll(journal)).toEqual([{ file, entries: [entryOf(2, 'two')], damaged: 4 }]);
});

test('[J4] out-of-bounds timestamps of an earlier version are read within bounds, and not as damage', async () => {
  const fakeHost = await makeFakeHost();
  const journal = hostJournal(fakeHost, seal);
  const [valueOp, last] = [anOp(), [latestTimestampMs, maximumHlcCounter] as const];
  const beyond = { ...valueOp, stamp: [latestTimestampMs + 1, maximumHlcCounter + 1] as const };
  const adopted = (ops: readonly Op[]): JournalEntry => {
    return { kind: 'adopted', from: deviceA, to: deviceB, logs: [{ log: aLog, upTo: 0, ops }] };
  };
  await journal.append([{ kind: 'ops', log: aLog, ops: [valueOp, beyond] }, adopted([beyond])]);
  const bound = { ...valueOp, stamp: last };
  expect(await readAll(journal)).toMatchObject([
    { entries: [{ kind: 'ops', log: aLog, ops: [valueOp, bound] }, adopted([bound])], damaged: 0 },
  ]);
});

test('frames are sealed on disk; plain ones, another vault’s and altered ones do not open', async () => {
  const fakeHost = await makeFakeHost();
  const journal = hostJournal(fakeHost, seal);
  await journal.append([entryOf(1, 'one')]);
  expect(fakeHost.journal.frames.map((frame) => new TextDecoder().decode(frame)).join()).not.toContain('one');
  const text = JSON.stringify(entryOf(2, 'two'));
  const flipped = seal.seal(text);
  flipped[30] = (flipped[30] ?? 0) ^ 1;
  const foreign = frameSeal(testCipher, 'another vault').seal(text);
  fakeHost.journal.append([new TextEncoder().encode(text), foreign, flipped, Uint8Array.of(1)]);
  expect(await readAll(journal)).toMatchObject([{ entries: [entryOf(1, 'one')], damaged: 4 }]);
});

test('a journal with no readable frame is refused with the code “key”, not as damaged', async () => {
  const fakeHost = await makeFakeHost();
  await hostJournal(fakeHost, frameSeal(testCipher, 'another vault')).append([entryOf(1, 'one')]);
  await expect(readAll(hostJournal(fakeHost, seal))).rejects.toMatchObject({
    name: 'DatabaseRefused',
    code: 'key',
  });
});

test('an entry of a later version is refused with the code “newer-data”, and stays as it is', async () => {
  const fakeHost = await makeFakeHost();
  const journal = hostJournal(fakeHost, seal);
  await journal.append([entryOf(1, 'one')]);
  fakeHost.journal.append([seal.seal(JSON.stringify({ kind: 'fromTomorrow', more: 1 }))]);
  const before = fakeHost.journal.frames.map((frame) => [...frame]);
  await expect(readAll(journal)).rejects.toMatchObject({ name: 'DatabaseRefused', code: 'newer-data' });
  expect(fakeHost.journal.frames.map((frame) => [...frame])).toEqual(before);
});

test('[D3] a disk that lets no file go is a failing disk and no bug', async () => {
  const fakeHost = await makeFakeHost();
  const failing: Host = {
    ask: async (channel, asked) => {
      if (channel === 'journal.drop') throw new Error('EIO');
      return fakeHost.ask(channel, asked);
    },
    on: (event, react) => fakeHost.on(event, react),
  };
  await expect(hostJournal(failing, seal).drop([1])).rejects.toBeInstanceOf(JournalRefused);
});
