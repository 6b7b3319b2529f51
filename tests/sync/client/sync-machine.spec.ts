import { describe, expect, test } from 'vitest';
import {
  initialSyncState,
  pollIntervalMs,
  recheckIntervalMs,
  type SyncEvent,
  type SyncState,
  stepSyncMachine,
  writeGatherMs,
} from '#sync/client/sync-machine.ts';

const nowMs = 1_000_000;
const idle: SyncState = { kind: 'idle' };
const offline: SyncState = { kind: 'offline' };
const pushing = {
  kind: 'pushing',
  failures: 0,
  again: false,
  lostNetwork: false,
  pauses: false,
} as const satisfies SyncState;
const waiting: SyncState = { kind: 'waiting', untilMs: nowMs + 2_000, failures: 1, code: 'busy' };
const blocked: SyncState = { kind: 'blocked', code: 'device' };
const paused: SyncState = { kind: 'paused' };

const wrote: SyncEvent = { kind: 'wrote', nowMs };
const due: SyncEvent = { kind: 'due', nowMs };
const asked: SyncEvent = { kind: 'asked' };
const enrolled: SyncEvent = { kind: 'enrolled' };
const pause: SyncEvent = { kind: 'paused' };
const resume: SyncEvent = { kind: 'resumed' };
const cameBack: SyncEvent = { kind: 'hint', online: true, nowMs };
const wentAway: SyncEvent = { kind: 'hint', online: false, nowMs };
const answered: SyncEvent = { kind: 'answered', left: false, nowMs };
const failed: SyncEvent = { kind: 'failed', code: 'busy', nowMs, chance: 0 };
const refused: SyncEvent = { kind: 'refused', code: 'device', nowMs };

const push = (failures = 0, lostNetwork = false) => ({
  state: { ...pushing, failures, lostNetwork },
  effects: [{ kind: 'exchange' }],
});
const rest = (state: SyncState, atMs?: number) => ({
  state,
  effects: atMs === undefined ? [] : [{ kind: 'wakeAt', atMs }],
});

describe('[S6] the machine, state by state', () => {
  test.each([
    ['idle, something is written: gathered for a second', idle, wrote, rest(idle, nowMs + writeGatherMs)],
    ['idle, a wake comes: pushes', idle, due, push()],
    ['idle, the person asks: pushes', idle, asked, push()],
    ['idle, the network comes back: pushes', idle, cameBack, push()],
    [
      'idle, the network goes: offline, but looks again',
      idle,
      wentAway,
      rest(offline, nowMs + recheckIntervalMs),
    ],

    ['offline, something is written: waits', offline, wrote, rest(offline)],
    ['offline, a wake comes: looks for the truth', offline, due, push(0, true)],
    ['offline, the person asks: tries', offline, asked, push(0, true)],
    ['offline, the network comes back: pushes', offline, cameBack, push()],

    ['pushing, something is written: goes again', pushing, wrote, rest({ ...pushing, again: true })],
    ['pushing, a wake comes: nothing', pushing, due, rest(pushing)],
    [
      'pushing, the network goes: the answer decides',
      pushing,
      wentAway,
      rest({ ...pushing, lostNetwork: true }),
    ],
    ['pushing, answered: idle until the next poll', pushing, answered, rest(idle, nowMs + pollIntervalMs)],
    ['pushing, answered with more left: pushes on', pushing, { ...answered, left: true }, push()],
    [
      'pushing, failed: waits',
      pushing,
      failed,
      rest({ kind: 'waiting', untilMs: nowMs + 2_000, failures: 1, code: 'busy' }, nowMs + 2_000),
    ],
    [
      'pushing without network, failed: offline',
      { ...pushing, lostNetwork: true },
      failed,
      rest(offline, nowMs + recheckIntervalMs),
    ],
    [
      'pushing, refused: blocked, but looks again',
      pushing,
      refused,
      rest(blocked, nowMs + recheckIntervalMs),
    ],

    ['waiting, something is written: goes with the next attempt', waiting, wrote, rest(waiting)],
    ['waiting, a wake comes too early: waits on', waiting, due, rest(waiting, nowMs + 2_000)],
    [
      'waiting, the time has come: pushes, and knows its failures',
      waiting,
      { ...due, nowMs: nowMs + 2_000 },
      push(1),
    ],
    [
      'waiting, the clock was set back by years: pushes at the next wake [S6]',
      { ...waiting, untilMs: nowMs + 18 * 365 * 86_400_000 },
      due,
      push(1),
    ],
    ['waiting, the person asks: forgets its failures', waiting, asked, push(0)],
    ['waiting, the network comes back: pushes at once', waiting, cameBack, push(1)],
    ['waiting, the network goes: offline', waiting, wentAway, rest(offline, nowMs + recheckIntervalMs)],

    ['blocked, something is written: stays', blocked, wrote, rest(blocked)],
    ['blocked, the network comes back: stays', blocked, cameBack, rest(blocked)],
    ['blocked, a wake comes: looks whether it still holds', blocked, due, push()],
    ['blocked, the person asks: tries', blocked, asked, push()],
    ['blocked, enrolled: pushes', blocked, enrolled, push()],
    ['not enrolled, a wake comes: stays', initialSyncState(false), due, rest(initialSyncState(false))],
    [
      'not enrolled, the person pauses: nothing to pause',
      initialSyncState(false),
      pause,
      rest(initialSyncState(false)),
    ],

    ['idle, the person pauses: paused', idle, pause, rest(paused)],
    ['offline, the person pauses: paused', offline, pause, rest(paused)],
    ['waiting, the person pauses: paused', waiting, pause, rest(paused)],
    ['blocked, the person pauses: paused', blocked, pause, rest(paused)],
    ['pushing, the person pauses: after this request', pushing, pause, rest({ ...pushing, pauses: true })],
    ['pushing, paused and resumed: goes on', { ...pushing, pauses: true }, resume, rest(pushing)],
    [
      'pushing, paused and asked: goes on',
      { ...pushing, pauses: true },
      asked,
      rest({ ...pushing, again: true }),
    ],
    [
      'pausing, answered with more left: paused',
      { ...pushing, pauses: true },
      { ...answered, left: true },
      rest(paused),
    ],
    ['pausing, failed: paused', { ...pushing, pauses: true }, failed, rest(paused)],
    ['pausing, refused: paused', { ...pushing, pauses: true }, refused, rest(paused)],
    ['paused, something is written: waits for the person', paused, wrote, rest(paused)],
    ['paused, a wake comes: nothing', paused, due, rest(paused)],
    ['paused, the network comes back: nothing', paused, cameBack, rest(paused)],
    ['paused, the network goes: nothing', paused, wentAway, rest(paused)],
    ['paused again: paused', paused, pause, rest(paused)],
    ['paused, the person asks: pushes', paused, asked, push()],
    ['paused, resumed: pushes', paused, resume, push()],
    ['idle, resumed: nothing to resume', idle, resume, rest(idle)],
    ['waiting, resumed: waits on', waiting, resume, rest(waiting)],
  ] as const)('%s', (_title, state, event, expected) => {
    expect(stepSyncMachine(state, event)).toEqual(expected);
  });

  test.each([idle, offline, waiting, blocked, paused])('%o, a late answer changes nothing', (state) => {
    for (const late of [answered, failed, refused]) expect(stepSyncMachine(state, late)).toEqual(rest(state));
  });
});

const run = (from: SyncState, syncEvents: readonly SyncEvent[]): SyncState =>
  syncEvents.reduce((state, event) => stepSyncMachine(state, event).state, from);

test('a write during a push goes in the very next request, regardless of the answer', () => {
  const after = stepSyncMachine(run(idle, [due, wrote]), answered);
  expect(after).toEqual(push());
});

test('failures are counted through pushing, and forgotten by an answer', () => {
  const twice = run(idle, [due, failed, { ...due, nowMs: nowMs + 2_000 }, failed]);
  expect(twice).toEqual({ kind: 'waiting', untilMs: nowMs + 4_000, failures: 2, code: 'busy' });
  const answeredOnce = run(twice, [{ ...due, nowMs: nowMs + 4_000 }, answered, due, failed]);
  expect(answeredOnce).toMatchObject({ kind: 'waiting', failures: 1 });
});

test('an answered laptop is online, even if the system reports it offline', () => {
  expect(run(idle, [wentAway, due, answered])).toEqual(idle);
});

test('a pause holds over a restart, and ends when the person asks', () => {
  expect(initialSyncState(true, true)).toEqual(paused);
  expect(initialSyncState(false, true)).toEqual({ kind: 'blocked', code: 'notEnrolled' });
  expect(run(initialSyncState(true, true), [due, wrote, cameBack])).toEqual(paused);
  expect(run(initialSyncState(true, true), [asked, answered])).toEqual(idle);
});

test('a write during the start of a pause is sent when the person resumes', () => {
  expect(run(idle, [due, pause, wrote, answered])).toEqual(paused);
  expect(stepSyncMachine(paused, resume)).toEqual(push());
});
