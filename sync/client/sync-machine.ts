import { unreachable } from '#domain/base/result.ts';
import { longestWaitMs, waitMs } from './back-off.ts';

/** Writes made within this time of each other travel in one request. */
export const gatherMs = 1_000;
/** How often a device asks for colleagues' changes while nothing of its own waits. */
export const pollMs = 30_000;
/** How often a device looks for the truth although it is told that there is no network, or is blocked. */
export const recheckMs = 5 * 60_000;

/** Where the device's sync stands (sync.md 8). */
export type SyncState =
  | { readonly kind: 'offline' }
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'pushing';
      /** Failures in a row before this attempt; an answer forgets them. */
      readonly failures: number;
      /** Something was written meanwhile: it goes in the very next request. */
      readonly again: boolean;
      /** The network was said to be gone meanwhile: tells how a failure is shown. */
      readonly lostNetwork: boolean;
      /** The person paused meanwhile: the request under way is the last one. */
      readonly pauses: boolean;
    }
  /** `code`: why the last attempt failed. */
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly failures: number; readonly code: string }
  | { readonly kind: 'blocked'; readonly code: string }
  /** The person wants nothing sent or received until they say so; holds over a restart. */
  | { readonly kind: 'paused' };

export type SyncEvent =
  | { readonly kind: 'wrote'; readonly nowMs: number }
  /** A hint that the network came or went; only wakes up, truth is an answered request. */
  | { readonly kind: 'hint'; readonly online: boolean; readonly nowMs: number }
  /** A wake that was asked for has come. */
  | { readonly kind: 'due'; readonly nowMs: number }
  /** The person asks to sync now; that ends a pause as well. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'enrolled' }
  /** A request was answered; `left`: there is more to send or to fetch. */
  | { readonly kind: 'answered'; readonly left: boolean; readonly nowMs: number }
  /** No answer that could be used. `chance` in [0, 1) spreads devices that failed together. */
  | { readonly kind: 'failed'; readonly code: string; readonly nowMs: number; readonly chance: number }
  /** Headquarters says that this cannot go on by itself. */
  | { readonly kind: 'refused'; readonly code: string; readonly nowMs: number };

export type SyncEffect =
  /** Make one request; ends with exactly one of answered, failed and refused. */
  | { readonly kind: 'exchange' }
  /** Send `due` then, or earlier when an earlier wake is already asked for; an exchange forgets all wakes. */
  | { readonly kind: 'wakeAt'; readonly atMs: number };

export interface SyncStep {
  readonly state: SyncState;
  readonly effects: readonly SyncEffect[];
}

/** Before the first event: blocked without an enrolment, paused when it was so before, else waiting for a first wake. */
export function firstState(isEnrolled: boolean, isPaused = false): SyncState {
  if (!isEnrolled) return { kind: 'blocked', code: 'notEnrolled' };
  return isPaused ? { kind: 'paused' } : { kind: 'idle' };
}

/** What follows from an event. Pure: times and chance come in with the events, work goes out as effects. */
export function step(state: SyncState, event: SyncEvent): SyncStep {
  switch (event.kind) {
    case 'asked':
      // A push under way goes on, as if nothing had failed before; whatever else holds, it is tried now.
      return state.kind === 'pushing'
        ? stay({ ...state, failures: 0, again: true, pauses: false })
        : pushFrom(state);
    case 'paused':
      return paused(state);
    case 'resumed':
      if (state.kind === 'pushing') return stay({ ...state, pauses: false });
      return state.kind === 'paused' ? push(0) : stay(state);
    case 'enrolled':
      return state.kind === 'blocked' ? push(0) : stay(state);
    case 'wrote':
      return wrote(state, event.nowMs);
    case 'hint':
      return hinted(state, event.online, event.nowMs);
    case 'due':
      return due(state, event.nowMs);
    case 'answered':
    case 'failed':
    case 'refused':
      return state.kind === 'pushing' ? ended(state, event) : stay(state);
    default:
      return unreachable(event);
  }
}

type Pushing = Extract<SyncState, { kind: 'pushing' }>;
type Outcome = Extract<SyncEvent, { kind: 'answered' | 'failed' | 'refused' }>;

function paused(state: SyncState): SyncStep {
  // A request on the road is not torn: its answer is already paid for.
  if (state.kind === 'pushing') return stay({ ...state, pauses: true });
  return isNotEnrolled(state) ? stay(state) : stay({ kind: 'paused' });
}

function wrote(state: SyncState, nowMs: number): SyncStep {
  if (state.kind === 'pushing') return stay({ ...state, again: true });
  // While waiting, offline, blocked or paused the next attempt takes it along.
  return state.kind === 'idle' ? stay(state, wakeAt(nowMs + gatherMs)) : stay(state);
}

function hinted(state: SyncState, online: boolean, nowMs: number): SyncStep {
  switch (state.kind) {
    case 'pushing':
      return stay({ ...state, lostNetwork: !online });
    case 'blocked':
    case 'paused':
      return stay(state);
    case 'waiting':
      return online ? push(state.failures) : stay({ kind: 'offline' }, wakeAt(nowMs + recheckMs));
    case 'offline':
    case 'idle':
      return online ? push(0) : stay({ kind: 'offline' }, wakeAt(nowMs + recheckMs));
  }
}

function due(state: SyncState, nowMs: number): SyncStep {
  switch (state.kind) {
    case 'pushing':
    case 'paused':
      return stay(state);
    case 'waiting':
      return isWaitOver(state.untilMs, nowMs) ? push(state.failures) : stay(state, wakeAt(state.untilMs));
    case 'blocked':
      return isNotEnrolled(state) ? stay(state) : push(0);
    case 'offline':
    case 'idle':
      return pushFrom(state);
  }
}

/** No wait is longer than the longest: where it seems so, the clock was set back meanwhile. */
const isWaitOver = (untilMs: number, nowMs: number): boolean =>
  nowMs >= untilMs || untilMs - nowMs > longestWaitMs;

function ended(state: Pushing, event: Outcome): SyncStep {
  if (state.pauses) return stay({ kind: 'paused' });
  switch (event.kind) {
    case 'answered':
      return event.left || state.again ? push(0) : stay({ kind: 'idle' }, wakeAt(event.nowMs + pollMs));
    case 'refused':
      return stay({ kind: 'blocked', code: event.code }, wakeAt(event.nowMs + recheckMs));
    case 'failed': {
      if (state.lostNetwork) return stay({ kind: 'offline' }, wakeAt(event.nowMs + recheckMs));
      const failures = state.failures + 1;
      const untilMs = event.nowMs + waitMs(failures, event.chance);
      return stay({ kind: 'waiting', untilMs, failures, code: event.code }, wakeAt(untilMs));
    }
  }
}

const isNotEnrolled = (state: SyncState): boolean => state.kind === 'blocked' && state.code === 'notEnrolled';

/** An attempt although the network is said to be gone: when it fails, that is what is shown. */
const pushFrom = (state: SyncState): SyncStep => push(0, state.kind === 'offline');

const push = (failures: number, lostNetwork = false): SyncStep => ({
  state: { kind: 'pushing', failures, again: false, lostNetwork, pauses: false },
  effects: [{ kind: 'exchange' }],
});
const stay = (state: SyncState, ...effects: readonly SyncEffect[]): SyncStep => ({ state, effects });
const wakeAt = (atMs: number): SyncEffect => ({ kind: 'wakeAt', atMs });
