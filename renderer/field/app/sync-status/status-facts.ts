import type { MessageKey } from '#renderer/i18n';
import type {
  IdentityRenewal,
  RestoreReport,
  SaveFailure,
  StoreStatus,
} from '#renderer/store/api/status-api.ts';
import type { StoreSession } from '#renderer/store/api/store-api.ts';
import {
  estimateRequestCount,
  estimateTransferBytes,
  type SyncProgress,
  waitingTextBytes,
} from '#sync/client/estimate-sync.ts';

/** Messages for a failed save: the event, the safe state, the next step. */
export const saveFailureKeys: {
  readonly [F in SaveFailure]: { readonly title: MessageKey; readonly text: MessageKey };
} = {
  full: { title: 'frame.banner.full.title', text: 'frame.banner.full.text' },
  failed: { title: 'frame.banner.notSaved.title', text: 'frame.banner.notSaved.text' },
  database: { title: 'frame.banner.notSaved.title', text: 'frame.banner.database.text' },
};

/** Facts of the status bar and the banners, for views. */
export interface StatusFacts {
  readonly saved:
    | { readonly kind: 'nothing' | 'saving' }
    /**
     * `noJournal`: in a plain browser there is no second copy (D1). `lastRoom`: in the reserved space (D4).
     */
    | { readonly kind: 'saved'; readonly atMs: number; readonly how: 'journal' | 'noJournal' | 'lastRoom' }
    | { readonly kind: 'failed'; readonly code: SaveFailure };
  /** The disk is almost full: writes go into the reserved space (D4). */
  readonly isInLastRoom: boolean;
  /** Approximate bytes on the wire. */
  readonly waiting: { readonly changes: number; readonly records: number; readonly bytes: number };
  readonly serverHasUpToMs: number | null;
  readonly network:
    | { readonly kind: 'none' | 'simulated' | 'ready' | 'paused' }
    /** `pauses`: this request is the last one. */
    | { readonly kind: 'sending'; readonly progress: SyncProgress; readonly pauses: boolean }
    | { readonly kind: 'retrying'; readonly untilMs: number; readonly code: string }
    | { readonly kind: 'refused'; readonly code: string };
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly outOfOrder: number;
  /** Changes restored after the database had lost them (D2), until it was read. */
  readonly restored: RestoreReport | null;
  /** New identity of this laptop (P2), until it was read. */
  readonly renewed: IdentityRenewal | null;
  /** Content that the retention clock erased here, until it was read (docs/requirements.md E). */
  readonly erased: StoreStatus['erased'];
  /** Missions that are about to be erased here because their time is over. */
  readonly dueMissions: StoreStatus['dueMissions'];
  /** Missions that were erased here, until it was read. */
  readonly erasedMissions: StoreStatus['erasedMissions'];
  /** Content with a shorter retention period than its mission: due and erased parts. */
  readonly dueParts: StoreStatus['dueParts'];
  readonly erasedParts: StoreStatus['erasedParts'];
  /** Too long without headquarters: work goes on and waits here (docs/security-requirements.md 3). */
  readonly leaseOver: boolean;
  /** Days until then, in its last days alone. */
  readonly leaseDaysLeft: number | null;
}

/** Facts of the status bar, from the store's status. A failed save comes before everything else. */
export function statusFactsOf(storeStatus: StoreStatus, storeSession: StoreSession): StatusFacts {
  return {
    saved: savedStatusOf(storeStatus),
    isInLastRoom: storeStatus.room === 'reserve',
    waiting: waitingAmountOf(storeStatus.waiting),
    serverHasUpToMs: storeStatus.headquartersHasUpToMs,
    network: storeSession.simulatedOffline ? { kind: 'simulated' } : networkStatusOf(storeStatus.sync),
    outOfOrder: storeStatus.early,
    restored: storeStatus.restored,
    renewed: storeStatus.renewed,
    erased: storeStatus.erased,
    dueMissions: storeStatus.dueMissions,
    erasedMissions: storeStatus.erasedMissions,
    dueParts: storeStatus.dueParts,
    erasedParts: storeStatus.erasedParts,
    leaseOver: storeSession.leaseOver,
    leaseDaysLeft: storeSession.leaseDaysLeft,
  };
}

function savedStatusOf(storeStatus: StoreStatus): StatusFacts['saved'] {
  const { saveFailed, saving, savedAtMs, journal, room } = storeStatus;
  if (saveFailed) return { kind: 'failed', code: saveFailed.code };
  if (saving) return { kind: 'saving' };
  if (savedAtMs === null) return { kind: 'nothing' };
  const how = !journal ? 'noJournal' : room === 'reserve' ? 'lastRoom' : 'journal';
  return { kind: 'saved', atMs: savedAtMs, how };
}

function waitingAmountOf(waiting: StoreStatus['waiting']): StatusFacts['waiting'] {
  if (waiting.changes === 0) return waiting;
  const textBytes = waitingTextBytes(waiting);
  return {
    changes: waiting.changes,
    // A change of no record of its own is still something to send.
    records: Math.max(1, waiting.records),
    bytes: estimateTransferBytes(textBytes, estimateRequestCount(textBytes, null)),
  };
}

function networkStatusOf(sync: StoreStatus['sync']): StatusFacts['network'] {
  switch (sync.kind) {
    case 'offline':
      return { kind: 'none' };
    case 'idle':
      return { kind: 'ready' };
    case 'paused':
      return { kind: 'paused' };
    case 'pushing':
      return { kind: 'sending', progress: sync.progress, pauses: sync.pauses };
    case 'waiting':
      return { kind: 'retrying', untilMs: sync.untilMs, code: sync.code };
    case 'blocked':
      return { kind: 'refused', code: sync.code };
  }
}
