import { expect, test } from 'vitest';
import { statusFactsOf } from '#renderer/field/app/status-facts.ts';
import type { Session, StoreStatus } from '#renderer/store/store-api.ts';
import { aDevice } from '#tests/fakes/sample-ids.ts';

const session: Session = {
  device: aDevice(),
  enrolled: null,
  offer: null,
  roles: {},
  people: {},
  simulatedOffline: false,
};
const status: StoreStatus = {
  savedAtMs: 5,
  saving: false,
  saveFailed: null,
  waiting: { changes: 0, bytes: 0 },
  headquartersHasUpToMs: null,
  sync: { kind: 'idle' },
  conflicts: 0,
  early: 0,
  parked: 0,
  journal: false,
  room: 'ample',
  restored: null,
  renewed: null,
};

test.each([
  [{}, { kind: 'saved', atMs: 5 }],
  [{ savedAtMs: null }, { kind: 'nothing' }],
  [{ saving: true }, { kind: 'saving' }],
  [
    { saving: true, saveFailed: { code: 'full', why: 'ENOSPC' } },
    { kind: 'failed', why: 'ENOSPC' },
  ],
] as const)('[D1] the status %j says %j', (part, saved) => {
  expect(statusFactsOf({ ...status, ...part }, session).saved).toEqual(saved);
});

test.each([
  [{ kind: 'offline' }, { kind: 'none' }],
  [{ kind: 'idle' }, { kind: 'ready' }],
  [{ kind: 'pushing', sentBytes: 3 }, { kind: 'sending' }],
  [
    { kind: 'waiting', untilMs: 9, failures: 1 },
    { kind: 'retrying', untilMs: 9 },
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
