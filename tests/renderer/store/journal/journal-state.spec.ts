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
  const state = new JournalState();
  state.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  expect(state.isErasureUndone(removed)).toBe(isUndone);
});

test('[D2] nothing undoes that a mission was erased for good, but that it was brought back', () => {
  const { off: _, ...erased } = removed;
  const state = new JournalState();
  state.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(4) } });
  expect(state.isErasureUndone(erased)).toBe(false);
  state.applyEntry({ kind: 'logBack', log });
  expect(state.isErasureUndone(erased)).toBe(true);
});

test('[D2] grants are requested again after a mission is restored', () => {
  const state = new JournalState();
  const grants = { etag: 'now', person: aPerson(), logs: {}, devices: {} } as never; // only its etag counts
  state.applyEntry({ kind: 'grants', grants });
  state.applyEntry(removed);
  state.applyEntry({ kind: 'logBack', log });
  expect(state.terms).toMatchObject({ grants: { etag: '' } });
});

test.each([
  [2, 3],
  [3, 3],
  [4, 4],
])('[D2] a chain that was confirmed up to %i and erased at 3 ends at %i', (n, end) => {
  const state = new JournalState();
  state.applyEntry({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  state.applyEntry(removed);
  expect(state.chainOf(deviceA, log).mark).toEqual(endAt(end));
});

test('[D2] a mission that was erased before anything was confirmed has no end', () => {
  const state = new JournalState();
  state.applyEntry({ ...removed, end: null });
  expect(state.chainOf(deviceA, log).mark).toBeNull();
});
