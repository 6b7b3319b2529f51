import type { Session, StoreStatus } from '#renderer/store/store-api.ts';

/** What the status bar says, as a view may know it. */
export interface StatusFacts {
  readonly saved:
    | { readonly kind: 'nothing' | 'saving' }
    | { readonly kind: 'saved'; readonly atMs: number }
    | { readonly kind: 'failed'; readonly why: string };
  readonly waiting: { readonly changes: number; readonly bytes: number };
  readonly headquartersHasUpToMs: number | null;
  readonly network:
    | { readonly kind: 'none' | 'simulated' | 'ready' | 'sending' }
    | { readonly kind: 'retrying'; readonly untilMs: number }
    | { readonly kind: 'refused'; readonly code: string };
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly early: number;
}

/** The status bar's four answers from what the store knows. A failed save comes before everything else. */
export function statusFactsOf(status: StoreStatus, session: Session): StatusFacts {
  return {
    saved: savedOf(status),
    waiting: status.waiting,
    headquartersHasUpToMs: status.headquartersHasUpToMs,
    network: session.simulatedOffline ? { kind: 'simulated' } : networkOf(status.sync),
    early: status.early,
  };
}

function savedOf({ saveFailed, saving, savedAtMs }: StoreStatus): StatusFacts['saved'] {
  if (saveFailed) return { kind: 'failed', why: saveFailed.why };
  if (saving) return { kind: 'saving' };
  return savedAtMs === null ? { kind: 'nothing' } : { kind: 'saved', atMs: savedAtMs };
}

function networkOf(sync: StoreStatus['sync']): StatusFacts['network'] {
  switch (sync.kind) {
    case 'offline':
      return { kind: 'none' };
    case 'idle':
      return { kind: 'ready' };
    case 'pushing':
      return { kind: 'sending' };
    case 'waiting':
      return { kind: 'retrying', untilMs: sync.untilMs };
    case 'blocked':
      return { kind: 'refused', code: sync.code };
  }
}
