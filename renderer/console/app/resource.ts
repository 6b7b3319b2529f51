import type { Result } from '#domain/base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import type { Pace } from './pace.ts';

/** What is known of something at headquarters. `trouble`: why the last question failed; the value is the one before. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
  | {
      readonly kind: 'present';
      readonly value: T;
      readonly atMs: number;
      readonly trouble: ApiProblem | null;
    };

/** Something at headquarters that is asked for again and again while somebody looks. */
export interface Resource<T> {
  readonly read: () => Loaded<T>;
  /** Starts asking with the first listener and stops after the last. */
  readonly subscribe: (changed: () => void) => () => void;
  readonly reload: () => void;
}

interface ResourceOptions<T> {
  readonly load: () => Promise<Result<T, ApiProblem>>;
  readonly pace: Pace;
  readonly nowMs: () => number;
}

/** One question at a time; an equal answer keeps the old value's identity, so that nothing is drawn anew without news. */
export function createResource<T>({ load, pace, nowMs }: ResourceOptions<T>): Resource<T> {
  const listeners = new Set<() => void>();
  let state: Loaded<T> = { kind: 'loading' };
  let stop = (): void => undefined;
  let asking = false;
  let askAgain = false;

  const ask = async (): Promise<void> => {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    state = after(state, await load(), nowMs());
    asking = false;
    for (const changed of listeners) changed();
    if (askAgain) {
      askAgain = false;
      if (listeners.size > 0) await ask();
    }
  };
  // `load` answers with problems as values; what it throws is a bug and belongs on the error page.
  const reload = (): void => void ask();

  return {
    read: () => state,
    reload,
    subscribe: (changed) => {
      listeners.add(changed);
      if (listeners.size === 1) {
        stop = pace(() => {
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

function after<T>(before: Loaded<T>, answer: Result<T, ApiProblem>, atMs: number): Loaded<T> {
  if (answer.ok) {
    const isNews = before.kind !== 'present' || JSON.stringify(before.value) !== JSON.stringify(answer.value);
    return { kind: 'present', value: isNews ? answer.value : before.value, atMs, trouble: null };
  }
  // What must not be seen any longer goes from the screen; a network that is gone takes nothing away.
  const isGone = answer.refusal.kind === 'forbidden' || answer.refusal.kind === 'notFound';
  return before.kind === 'present' && !isGone
    ? { ...before, trouble: answer.refusal }
    : { kind: 'failed', problem: answer.refusal };
}
