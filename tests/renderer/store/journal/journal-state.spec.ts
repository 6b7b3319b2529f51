import { expect, test } from 'vitest';
import type { LogErasedEntry } from '#renderer/store/journal/journal-entry.ts';
import { JournalState } from '#renderer/store/journal/journal-state.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { deviceA } from '#tests/support/builders/ops.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';

const log = aLog();
const endAt = (n: number) => ({ n, hash: sha256Of(`pack ${n}`) });

/** A mission that the person removed when its own chain had three ops. */
const removed: LogErasedEntry = {
  kind: 'logErased',
  log,
  device: deviceA,
  end: endAt(3),
  atMs: 1,
  off: { title: 'A mission' },
};

test.each([
  [2, false],
  [3, false],
  [4, true],
])('[D2] a chain confirmed up to %i undoes a mission’s removal at 3: %s', (n, isUndone) => {
  const journalState = new JournalState();
  journalState.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  expect(journalState.isErasureUndone(removed)).toBe(isUndone);
});

test('[D2] nothing undoes that a mission was erased for good, but that it was brought back', () => {
  const { off: _, ...erased } = removed;
  const journalState = new JournalState();
  journalState.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(4) } });
  expect(journalState.isErasureUndone(erased)).toBe(false);
  journalState.applyEntry({ kind: 'logBack', log });
  expect(journalState.isErasureUndone(erased)).toBe(true);
});

test('[D2] grants are requested again after a mission is restored', () => {
  const journalState = new JournalState();
  const grants = { etag: 'now', person: aPerson(), logs: {}, devices: {} } as never; // only its etag counts
  journalState.applyEntry({ kind: 'grants', grants });
  journalState.applyEntry(removed);
  journalState.applyEntry({ kind: 'logBack', log });
  expect(journalState.terms).toMatchObject({ grants: { etag: '' } });
});

test.each([
  [2, 3],
  [3, 3],
  [4, 4],
])('[D2] a chain that was confirmed up to %i and erased at 3 ends at %i', (n, end) => {
  const journalState = new JournalState();
  journalState.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  journalState.applyEntry(removed);
  expect(journalState.chainOf(deviceA, log).mark).toEqual(endAt(end));
});

test('[D2] a mission that was erased before anything was confirmed has no end', () => {
  const journalState = new JournalState();
  journalState.applyEntry({ ...removed, end: null });
  expect(journalState.chainOf(deviceA, log).mark).toBeNull();
});
