import { expect, test } from 'vitest';
import { statusFactsOf } from '#renderer/field/app/sync-status/status-facts.ts';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { StoreSession } from '#renderer/store/api/store-api.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';
import { quietStatus } from '#tests/support/screen/fake-store-answers.ts';

const session: StoreSession = {
  device: aDevice(),
  enrolled: null,
  offer: null,
  roles: {},
  people: {},
  simulatedOffline: false,
  leaseOver: false,
  leaseDaysLeft: null,
};
const status: StoreStatus = { ...quietStatus, savedAtMs: 5, headquartersHasUpToMs: null, journal: true };

const progress = {
  sentBytes: 3,
  receivedBytes: 0,
  sentChanges: 0,
  receivedChanges: 0,
  leftChanges: 1,
  leftBytes: 40,
  leftMs: null,
};

test.each([
  [{}, { kind: 'saved', atMs: 5, how: 'journal' }],
  [{ journal: false }, { kind: 'saved', atMs: 5, how: 'noJournal' }],
  [
    { journal: false, room: 'reserve' },
    { kind: 'saved', atMs: 5, how: 'noJournal' },
  ],
  [{ room: 'reserve' }, { kind: 'saved', atMs: 5, how: 'lastRoom' }],
  [{ savedAtMs: null }, { kind: 'nothing' }],
  [{ saving: true }, { kind: 'saving' }],
  [
    { saving: true, saveFailed: { code: 'full', why: 'ENOSPC' } },
    { kind: 'failed', code: 'full' },
  ],
] as const)('[D1] [D4] the status %j says %j', (part, saved) => {
  expect(statusFactsOf({ ...status, ...part }, session).saved).toEqual(saved);
});

test.each([
  [{ kind: 'offline' }, { kind: 'none' }],
  [{ kind: 'idle' }, { kind: 'ready' }],
  [{ kind: 'paused' }, { kind: 'paused' }],
  [
    { kind: 'pushing', progress, pauses: false },
    { kind: 'sending', progress, pauses: false },
  ],
  [
    { kind: 'waiting', untilMs: 9, failures: 1, code: 'unreachable' },
    { kind: 'retrying', untilMs: 9, code: 'unreachable' },
  ],
  [
    { kind: 'blocked', code: 'device' },
    { kind: 'refused', code: 'device' },
  ],
] as const)('the road %j is shown as %j', (sync, network) => {
  expect(statusFactsOf({ ...status, sync }, session).network).toEqual(network);
});

test('a simulated absence of network is never shown as a real one', () => {
  const simulated = { ...session, simulatedOffline: true };
  expect(statusFactsOf({ ...status, sync: { kind: 'offline' } }, simulated).network).toEqual({
    kind: 'simulated',
  });
});

test('[D4] the last room of the disk is told also while nothing is being saved', () => {
  expect(statusFactsOf({ ...status, room: 'reserve' }, session).isInLastRoom).toBe(true);
  expect(statusFactsOf(status, session).isInLastRoom).toBe(false);
});

test('the outbox is reported in the size that it travels: compressed, with its request header', () => {
  const { waiting } = statusFactsOf(
    { ...status, waiting: { changes: 412, records: 3, bytes: 96_000 } },
    session,
  );
  expect(waiting).toMatchObject({ changes: 412, records: 3 });
  expect(waiting.bytes).toBeLessThan(50_000);
  expect(statusFactsOf(status, session).waiting).toEqual({ changes: 0, records: 0, bytes: 0 });
});
