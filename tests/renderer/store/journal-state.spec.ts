import { expect, test } from 'vitest';
import type { LogErasedEntry } from '#renderer/store/journal-entry.ts';
import { JournalState } from '#renderer/store/journal-state.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { deviceA } from '#tests/builders/ops.ts';
import { aLog, aPerson } from '#tests/fakes/sample-ids.ts';

const log = aLog();
const endAt = (n: number) => ({ n, hash: sha256Of(`pack ${n}`) });

/** A mission that the person took off when its own chain had three ops. */
const takenOff: LogErasedEntry = {
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
])('[D2] a chain that was confirmed up to %i undoes that a mission was taken off at 3: %s', (n, isUndone) => {
  const state = new JournalState();
  state.take({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  expect(state.isUndone(takenOff)).toBe(isUndone);
});

test('[D2] nothing undoes that a mission was erased for good, but that it was brought back', () => {
  const { off: _, ...erased } = takenOff;
  const state = new JournalState();
  state.take({ kind: 'mark', device: deviceA, logs: { [log]: endAt(4) } });
  expect(state.isUndone(erased)).toBe(false);
  state.take({ kind: 'logBack', log });
  expect(state.isUndone(erased)).toBe(true);
});

test('[D2] what the person may do is asked again once a mission was brought back', () => {
  const state = new JournalState();
  const grants = { etag: 'now', person: aPerson(), logs: {}, devices: {} } as never; // of which the etag counts
  state.take({ kind: 'grants', grants });
  state.take(takenOff);
  state.take({ kind: 'logBack', log });
  expect(state.terms).toMatchObject({ grants: { etag: '' } });
});

test.each([
  [2, 3],
  [3, 3],
  [4, 4],
])('[D2] a chain that was confirmed up to %i and erased at 3 ends at %i', (n, end) => {
  const state = new JournalState();
  state.take({ kind: 'mark', device: deviceA, logs: { [log]: endAt(n) } });
  state.take(takenOff);
  expect(state.chain(deviceA, log).mark).toEqual(endAt(end));
});

test('[D2] a mission that was erased before anything was confirmed has no end', () => {
  const state = new JournalState();
  state.take({ ...takenOff, end: null });
  expect(state.chain(deviceA, log).mark).toBeNull();
});
