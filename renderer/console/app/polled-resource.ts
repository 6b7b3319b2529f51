import type { Result } from '#base/result.ts';
import type { ApiProblem } from '../api/api-request.ts';

/** Scheduler of polls. Calls `again` at each turn; returns a function that stops it. */
export type PollScheduler = (again: () => void) => () => void;

const attentionEvents = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;

/**
 * Poll every `everyMs` while the page is visible and was touched within `attendedMs`.
 * Polls at once when the page comes into view, when it is touched after a while, or when the network returns.
 * An unattended page sends nothing and so does not keep its session alive.
 */
export function createBrowserPollScheduler(everyMs: number, attendedMs: number): PollScheduler {
  const asking = new Set<() => void>();
  let touchedMs = performance.now();
  const isAttended = (): boolean => performance.now() - touchedMs <= attendedMs;
  const touched = (): void => {
    const wasLeft = !isAttended();
    touchedMs = performance.now();
    if (wasLeft) for (const ask of asking) ask();
  };
  for (const kind of attentionEvents) addEventListener(kind, touched, { passive: true, capture: true });

  return (again) => {
    const askIfAttended = (): void => {
      if (document.visibilityState === 'visible' && isAttended()) again();
    };
    asking.add(askIfAttended);
    const timer = setInterval(askIfAttended, everyMs);
    document.addEventListener('visibilitychange', askIfAttended);
    addEventListener('online', askIfAttended);
    return () => {
      asking.delete(askIfAttended);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfAttended);
      removeEventListener('online', askIfAttended);
    };
  };
}

/**
 * State of something at headquarters. `trouble`: reason why the last request failed; the value is the one
 * before.
 */
export type LoadState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
  | {
      readonly kind: 'present';
      readonly value: T;
      readonly atMs: number;
      readonly trouble: ApiProblem | null;
    };

/** Resource at headquarters that is polled while it is on the screen. */
export interface PolledResource<T> {
  readonly read: () => LoadState<T>;
  /** Start polling with the first listener and stop after the last. */
  readonly subscribe: (changed: () => void) => () => void;
  readonly reload: () => void;
}

interface PolledResourceOptions<T> {
  readonly load: () => Promise<Result<T, ApiProblem>>;
  readonly pollScheduler: PollScheduler;
  readonly nowMs: () => number;
}

/**
 * One request at a time. An equal response keeps the old value's identity, so that nothing is drawn again
 * without news.
 */
export function createPolledResource<T>({
  load,
  pollScheduler,
  nowMs,
}: PolledResourceOptions<T>): PolledResource<T> {
  const listeners = new Set<() => void>();
  let loadState: LoadState<T> = { kind: 'loading' };
  let stop = (): void => undefined;
  let asking = false;
  let askAgain = false;

  const ask = async (): Promise<void> => {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    loadState = nextLoadState(loadState, await load(), nowMs());
    asking = false;
    for (const changed of listeners) changed();
    if (askAgain) {
      askAgain = false;
      if (listeners.size > 0) await ask();
    }
  };
  // `load` returns problems as values; an exception is a bug and belongs on the error page.
  const reload = (): void => void ask();

  return {
    read: () => loadState,
    reload,
    subscribe: (changed) => {
      listeners.add(changed);
      if (listeners.size === 1) {
        stop = pollScheduler(() => {
          if (!asking) reload();
        });
        reload();
      }
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) stop();
      };
    },
  };
}

function nextLoadState<T>(
  previousLoadState: LoadState<T>,
  result: Result<T, ApiProblem>,
  atMs: number,
): LoadState<T> {
  if (result.ok) {
    const isNews =
      previousLoadState.kind !== 'present' ||
      JSON.stringify(previousLoadState.value) !== JSON.stringify(result.value);
    return { kind: 'present', value: isNews ? result.value : previousLoadState.value, atMs, trouble: null };
  }
  // Content that the person may no longer see is removed from the screen; a missing network removes nothing.
  const isGone = result.refusal.kind === 'forbidden' || result.refusal.kind === 'notFound';
  return previousLoadState.kind === 'present' && !isGone
    ? { ...previousLoadState, trouble: result.refusal }
    : { kind: 'failed', problem: result.refusal };
}

/** Resources of one sign-in by name, so that a return to a screen shows its content at once. */
export interface ResourceCache {
  readonly getOrCreate: <T>(
    name: string,
    load: () => Promise<Result<T, ApiProblem>>,
    pollScheduler?: PollScheduler,
  ) => PolledResource<T>;
}

const maximumCachedResources = 40;

/** Dropped as a whole at sign-out, with everything that was read. */
export function createResourceCache(pollScheduler: PollScheduler, nowMs: () => number): ResourceCache {
  const kept = new Map<string, PolledResource<unknown>>();
  return {
    getOrCreate: <T>(
      name: string,
      load: () => Promise<Result<T, ApiProblem>>,
      ownPollScheduler: PollScheduler = pollScheduler,
    ): PolledResource<T> => {
      // A name belongs to one type: its maker is the one screen or hook that uses it.
      const foundResource = kept.get(name) as PolledResource<T> | undefined;
      const resource =
        foundResource ?? createPolledResource({ load, pollScheduler: ownPollScheduler, nowMs });
      kept.delete(name);
      kept.set(name, resource);
      const [oldest] = kept.keys();
      if (kept.size > maximumCachedResources && oldest !== undefined) kept.delete(oldest);
      return resource;
    },
  };
}
