import { unreachable } from '#base/result.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';

const minimumBackOffMs = 2_000;
/** Longest wait after a failure, in milliseconds. */
const maximumBackOffMs = 5 * 60_000;
/** Share of a wait that randomness may remove, so that devices that failed together do not return together. */
const jitterShare = 0.25;

/** Back-off after consecutive failures, in milliseconds: doubles from 2 s to 5 min. `chance` in [0, 1). */
export function backOffMs(failures: number, chance: number): number {
  const full = Math.min(minimumBackOffMs * 2 ** (failures - 1), maximumBackOffMs);
  return Math.round(full * (1 - jitterShare * chance));
}

/** Writes made within this time of each other travel in one request. */
export const writeGatherMs = 1_000;
/** Interval of requests for colleagues' changes while the outbox is empty. */
export const pollIntervalMs = 30_000;
/** Interval of attempts while the network is reported missing or the device is blocked. */
export const recheckIntervalMs = 5 * 60_000;

/** Status of the device's sync. */
export type SyncState =
  | { readonly kind: 'offline' }
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'pushing';
      /** Consecutive failures before this attempt; a response resets them. */
      readonly failures: number;
      /** Something was written meanwhile: it goes in the very next request. */
      readonly again: boolean;
      /** The network was reported missing meanwhile: decides how a failure is shown. */
      readonly lostNetwork: boolean;
      /** The person paused meanwhile: the request under way is the last one. */
      readonly pauses: boolean;
    }
  /** `code`: reason of the last failure. */
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly failures: number; readonly code: string }
  | { readonly kind: 'blocked'; readonly code: string }
  /** The person wants nothing sent or received until they resume; kept over a restart. */
  | { readonly kind: 'paused' };

export type SyncEvent =
  | { readonly kind: 'wrote'; readonly nowMs: number }
  /** Hint that the network came or went. It only causes an attempt; an answered request is the proof. */
  | { readonly kind: 'hint'; readonly online: boolean; readonly nowMs: number }
  /** A requested wake-up. */
  | { readonly kind: 'due'; readonly nowMs: number }
  /** The person asks to sync now; that ends a pause as well. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'enrolled' }
  /** Answered request; `left`: more to send or to fetch. */
  | { readonly kind: 'answered'; readonly left: boolean; readonly nowMs: number }
  /** No usable answer. `chance` in [0, 1) spreads devices that failed together. */
  | { readonly kind: 'failed'; readonly code: string; readonly nowMs: number; readonly chance: number }
  /** Headquarters refuses, and no repetition would help. */
  | { readonly kind: 'refused'; readonly code: string; readonly nowMs: number };

export type SyncEffect =
  /** Make one request; ends with exactly one of answered, failed and refused. */
  | { readonly kind: 'exchange' }
  /** Send `due` then, or at an earlier requested time. An exchange cancels all wake-ups. */
  | { readonly kind: 'wakeAt'; readonly atMs: number };

interface SyncStep {
  readonly state: SyncState;
  readonly effects: readonly SyncEffect[];
}

/** Initial status: blocked without an enrolment, paused when it was paused before, else waiting for a first wake-up. */
export function initialSyncState(isEnrolled: boolean, isPaused = false): SyncState {
  if (!isEnrolled) return { kind: 'blocked', code: 'notEnrolled' satisfies LaptopOwnCode };
  return isPaused ? { kind: 'paused' } : { kind: 'idle' };
}

/** Next status and effects of an event. Pure: times and randomness come with the events, work goes out as effects. */
export function stepSyncMachine(state: SyncState, event: SyncEvent): SyncStep {
  switch (event.kind) {
    case 'asked':
      // A push under way goes on, as if nothing had failed before; any other status tries now.
      return state.kind === 'pushing'
        ? stayIn({ ...state, failures: 0, again: true, pauses: false })
        : pushFromState(state);
    case 'paused':
      return stepOnPause(state);
    case 'resumed':
      if (state.kind === 'pushing') return stayIn({ ...state, pauses: false });
      return state.kind === 'paused' ? startPush(0) : stayIn(state);
    case 'enrolled':
      return state.kind === 'blocked' ? startPush(0) : stayIn(state);
    case 'wrote':
      return stepOnWrite(state, event.nowMs);
    case 'hint':
      return stepOnNetworkHint(state, event.online, event.nowMs);
    case 'due':
      return stepOnWake(state, event.nowMs);
    case 'answered':
    case 'failed':
    case 'refused':
      return state.kind === 'pushing' ? stepOnRoundEnd(state, event) : stayIn(state);
    default:
      return unreachable(event);
  }
}

type PushingState = Extract<SyncState, { kind: 'pushing' }>;
type RoundOutcome = Extract<SyncEvent, { kind: 'answered' | 'failed' | 'refused' }>;

function stepOnPause(state: SyncState): SyncStep {
  // A request under way is not cut: its response is already paid for.
  if (state.kind === 'pushing') return stayIn({ ...state, pauses: true });
  return isNotEnrolled(state) ? stayIn(state) : stayIn({ kind: 'paused' });
}

function stepOnWrite(state: SyncState, nowMs: number): SyncStep {
  if (state.kind === 'pushing') return stayIn({ ...state, again: true });
  // While waiting, offline, blocked or paused, the next attempt includes it.
  return state.kind === 'idle' ? stayIn(state, wakeAtEffect(nowMs + writeGatherMs)) : stayIn(state);
}

function stepOnNetworkHint(state: SyncState, online: boolean, nowMs: number): SyncStep {
  switch (state.kind) {
    case 'pushing':
      return stayIn({ ...state, lostNetwork: !online });
    case 'blocked':
    case 'paused':
      return stayIn(state);
    case 'waiting':
      return online
        ? startPush(state.failures)
        : stayIn({ kind: 'offline' }, wakeAtEffect(nowMs + recheckIntervalMs));
    case 'offline':
    case 'idle':
      return online ? startPush(0) : stayIn({ kind: 'offline' }, wakeAtEffect(nowMs + recheckIntervalMs));
  }
}

function stepOnWake(state: SyncState, nowMs: number): SyncStep {
  switch (state.kind) {
    case 'pushing':
    case 'paused':
      return stayIn(state);
    case 'waiting':
      return isWaitOver(state.untilMs, nowMs)
        ? startPush(state.failures)
        : stayIn(state, wakeAtEffect(state.untilMs));
    case 'blocked':
      return isNotEnrolled(state) ? stayIn(state) : startPush(0);
    case 'offline':
    case 'idle':
      return pushFromState(state);
  }
}

/** True when a wait is over. No wait exceeds the maximum: a longer one means that the clock was set back. */
const isWaitOver = (untilMs: number, nowMs: number): boolean =>
  nowMs >= untilMs || untilMs - nowMs > maximumBackOffMs;

function stepOnRoundEnd(pushingState: PushingState, event: RoundOutcome): SyncStep {
  if (pushingState.pauses) return stayIn({ kind: 'paused' });
  switch (event.kind) {
    case 'answered':
      return event.left || pushingState.again
        ? startPush(0)
        : stayIn({ kind: 'idle' }, wakeAtEffect(event.nowMs + pollIntervalMs));
    case 'refused':
      return stayIn({ kind: 'blocked', code: event.code }, wakeAtEffect(event.nowMs + recheckIntervalMs));
    case 'failed': {
      if (pushingState.lostNetwork)
        return stayIn({ kind: 'offline' }, wakeAtEffect(event.nowMs + recheckIntervalMs));
      const failures = pushingState.failures + 1;
      const untilMs = event.nowMs + backOffMs(failures, event.chance);
      return stayIn({ kind: 'waiting', untilMs, failures, code: event.code }, wakeAtEffect(untilMs));
    }
  }
}

const isNotEnrolled = (state: SyncState): boolean => state.kind === 'blocked' && state.code === 'notEnrolled';

/** Attempt a push although the network is reported missing; a failure then shows as offline. */
const pushFromState = (state: SyncState): SyncStep => startPush(0, state.kind === 'offline');

const startPush = (failures: number, lostNetwork = false): SyncStep => ({
  state: { kind: 'pushing', failures, again: false, lostNetwork, pauses: false },
  effects: [{ kind: 'exchange' }],
});
const stayIn = (state: SyncState, ...effects: readonly SyncEffect[]): SyncStep => ({ state, effects });
const wakeAtEffect = (atMs: number): SyncEffect => ({ kind: 'wakeAt', atMs });
