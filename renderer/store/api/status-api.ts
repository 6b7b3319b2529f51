import type { Path } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DataGroup } from '#domain/path-rules/data-groups.ts';
import type { PersonalDataHit } from '#domain/privacy/personal-data-hit.ts';
import type { SyncProgress } from '#sync/client/estimate-sync.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';

/** State of the store, as the status bar and the banners show it. */
export interface StoreStatus {
  /** Time when the last write was fully on this laptop; null before the first. D1 defines "saved". */
  readonly savedAtMs: number | null;
  readonly saving: boolean;
  /**
   * Failure of a write: the typed content is not saved. `full`: no space. `failed`: the disk refused. `database`: only
   * the journal has it. `why` is for the log, not for people.
   */
  readonly saveFailed: null | { readonly code: SaveFailure; readonly why: string };
  /** D4: `reserve` when the last space of the disk is in use. */
  readonly room: 'ample' | 'reserve';
  /** Content restored by the reconciliation of journal and database (D2), until the person has read of it. */
  readonly restored: null | RestoreReport;
  /** New identity of this laptop (P2), until the person has read of it. */
  readonly renewed: null | IdentityRenewal;
  /** Own changes that headquarters lacks, and the records that have some. */
  readonly waiting: { readonly changes: number; readonly records: number; readonly bytes: number };
  /** Headquarters has all own ops up to here; null when never. */
  readonly headquartersHasUpToMs: number | null;
  readonly sync:
    | { readonly kind: 'offline' | 'idle' | 'paused' }
    | {
        readonly kind: 'pushing';
        readonly progress: SyncProgress;
        /** The person paused: this request is the last one. */
        readonly pauses: boolean;
      }
    /** `code`: reason of the last failure. */
    | { readonly kind: 'waiting'; readonly untilMs: number; readonly failures: number; readonly code: string }
    | { readonly kind: 'blocked'; readonly code: string };
  readonly conflicts: number;
  /** Out-of-order changes of colleagues (M6). */
  readonly early: number;
  readonly parked: number;
  /**
   * Erasures by the retention clock on this laptop, until the person has read of them; `isTold`: headquarters gets the
   * numbers.
   */
  readonly erased: null | {
    readonly groups: readonly { readonly group: DataGroup; readonly count: number; readonly atMs: number }[];
    readonly isTold: boolean;
  };
  /** Missions that will be erased here because their retention period is over (docs/requirements.md E9). */
  readonly dueMissions: readonly DueErasure[];
  /** Number of missions erased here, until the person has read of it. */
  readonly erasedMissions: null | { readonly atMs: number; readonly missions: number };
  /** The same for content with shorter retention than its mission. */
  readonly dueParts: readonly DueErasure[];
  readonly erasedParts: null | { readonly atMs: number; readonly missions: number };
  /** True with a journal beside the database (D1); false in a plain browser. */
  readonly journal: boolean;
}

/** Mission in the list of coming erasures. */
export interface DueErasure {
  readonly log: LogId;
  /** Empty when it has no title. */
  readonly title: string;
  /** Time when its last retention period ended. */
  readonly dueAtMs: number;
  /** Earliest time of the erasure. */
  readonly erasedFromMs: number;
  /** Own changes in it that headquarters does not have. */
  readonly unsent: number;
  /**
   * `waits`: the erasure waits until headquarters has everything. `goes`: headquarters accepts nothing of it any more.
   */
  readonly fate: 'goes' | 'waits';
}

export type SaveFailure = 'full' | 'failed' | 'database';

/** P2: reason of this laptop's new identity, and number of own changes rewritten under it. */
export interface IdentityRenewal {
  readonly atMs: number;
  readonly why: RenewalReason;
  readonly changes: number;
}

/** D2: content that the database got back, and content that it lost. */
export interface RestoreReport {
  readonly atMs: number;
  /** Own changes that the database had lost and the journal restored. */
  readonly changes: number;
  /** Packs that the database had lost and the journal restored. */
  readonly packs: number;
  /** Unreadable frames of the journal. */
  readonly damaged: number;
  /**
   * `rebuilt`: the database was lost; headquarters sends its copy. `engineChanged`: the same, because Chromium now
   * keeps databases with another engine. `fromBackup`: the vault was restored from a backup, and nothing was lost.
   */
  readonly database: 'kept' | 'rebuilt' | 'engineChanged' | 'fromBackup';
  /** Time of that backup. */
  readonly backupAtMs?: number | undefined;
  /** The journal's files were lost while the store was open; a new journal got the content of the database. */
  readonly journal?: 'begunAnew' | undefined;
}

/** Own text that does not leave this laptop before a person has checked it. */
export interface HeldText {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly path: Path;
  readonly hits: readonly PersonalDataHit[];
  /** Number of the op that wrote it. */
  readonly n: number;
}
