import type { JsonValue } from '#base/json.ts';
import type { DecidedConflict } from '#domain/assessment/decided-conflicts.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentKind, Dot, Path } from '#domain/document/op.ts';
import type { TextDraft, TextDraftId } from '#domain/draft/text-draft.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { EditionDamage } from '#domain/instrument/instrument-edition.ts';
import type { InstrumentEdition } from '#domain/instrument/instrument-kind.ts';
import type { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import type { SealRole } from '#domain/path-rules/sealed-value.ts';
import type { ColleagueDevice, DeviceOwner } from '#domain/people/known-devices.ts';
import type { Role } from '#domain/people/role.ts';
import type { LeaveRefusal } from '#domain/privacy/leave-device.ts';
import type { SealKeys } from '#domain/programme/seal-keys.ts';
import type { EraseAfter } from '#domain/vault/passphrase.ts';
import type { DeviceRecord } from '#domain/workshop/device-record.ts';
import type { PublishedTemplate } from '#domain/workshop/templates/offered-templates.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { SyncEstimate } from '#sync/client/estimate-sync.ts';
import type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import type { DeviceOnlyApi, DeviceOnlyContent, NoteLine, NoteQueryResult } from './device-only-api.ts';
import type { MissionRecordQueries } from './mission-api.ts';
import type { SearchResult } from './search-api.ts';
import type { HeldText, StoreStatus } from './status-api.ts';
import type { UndoApi, UndoableActs } from './undo-api.ts';
import type { LeftRouteApi, WaitingWork } from './waiting-work-api.ts';

/**
 * Port between the page and the store's worker (comlink). The page never holds a key, a database or the network. It
 * watches queries, which are answered again on every change, and it sends writes.
 */
export interface StoreApi extends DeviceOnlyApi, LeftRouteApi, UndoApi {
  /** Answer at once, and again after each change until the returned function is called. */
  watch<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
    onResult: (result: StoreQueries[Q]['result']) => void,
  ): Promise<() => void>;

  /** The only way that anything a person does reaches the disk. All writes of one call are saved, or none. */
  write(
    logId: LogId,
    registerWrites: readonly RegisterWrite[],
    writeOptions?: WriteOptions,
  ): Promise<WriteResult>;

  /** The person has read of the erasures by the retention clock (`StoreStatus.erased`). */
  dismissErased(): Promise<void>;

  /**
   * Remove a mission from this laptop, once headquarters has everything of it that is here.
   * @param onlyHere Decision about content that exists nowhere else.
   */
  removeMission(logId: LogId, onlyHere: 'erase' | 'keep'): Promise<RemoveMissionResult>;
  /** Restore such a mission from headquarters, at the next contact. */
  restoreMission(logId: LogId): Promise<void>;

  /** Sync now, at the person's request: resets the back-off and ends a pause. */
  syncNow(): Promise<void>;
  /** Pause or resume sending and receiving; kept over a restart. A request under way still ends. */
  pauseSync(isPaused: boolean): Promise<void>;
  enrol(url: string, code: string, label: string): Promise<EnrolResult>;
  simulateOffline(offline: boolean): Promise<boolean>;
  /** The person has read of the restored content (`StoreStatus.restored`). */
  dismissRestored(): Promise<void>;
  /** The person has read of this laptop's new identity (`StoreStatus.renewed`). */
  dismissRenewed(): Promise<void>;
  /** The person compared this device's fingerprint with the device itself. */
  markCompared(deviceId: DeviceId): Promise<void>;
  /** The person agrees that values of a role are encrypted to this key, and to none before it. */
  agreeToSealKey(sealRole: SealRole, recipient: string): Promise<void>;
  /** The person has read of the new devices (`ColleagueDevice.isNew`). */
  dismissNewDevices(): Promise<void>;
  /** The person has read that nobody at headquarters could open this vault. */
  dismissUnrecoverable(): Promise<void>;
  /** Send an answer to a notice about the person's access to headquarters. */
  answerNotice(id: AccessNotice['id'], noticeAnswer: NoticeAnswer): Promise<NoticeAnswerOutcome>;
}

/**
 * One intended write. `over`: dots of the values that the person saw in that register. The store adds the heads that
 * this device wrote itself, except for a value `beside` them. A value that arrived meanwhile stays as a second head.
 */
export type RegisterWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue; readonly over: readonly Dot[]; readonly beside?: true }
  | { readonly text: string }
);

export interface WriteOptions {
  /** The writes are letters of a field in focus: a burst of them is undone as one. */
  readonly isTyping?: boolean;
  /** The field itself took back letters: its bursts become one step. */
  readonly isNativeUndo?: boolean;
  /** False for a write that is no act of this person: the app counts, or a participant answers at the kiosk. */
  readonly isOwnAct?: boolean;
  /** Shared by the writes of one act in several logs, which are undone together. */
  readonly act?: string;
}

export type WriteResult =
  | { readonly kind: 'saved'; readonly dots: readonly Dot[] }
  | {
      readonly kind: 'refused';
      readonly path: Path;
      readonly reason: HoldReason | LeaveRefusal;
    };

export type RemoveMissionResult =
  | { readonly kind: 'removed' }
  | {
      readonly kind: 'refused';
      /** `notAtHeadquarters`: headquarters lacks own changes, or has not answered since the mission arrived here. */
      readonly reason:
        | { readonly kind: 'notAtHeadquarters'; readonly unsent: number }
        | ({ readonly kind: 'onlyHere' } & DeviceOnlyContent);
    };

/**
 * Outcome of an answer to a notice. `over`: headquarters accepts no answer to it any more. `unreachable`: it did not
 * get the answer, and the notice stays.
 */
export type NoticeAnswerOutcome = 'done' | 'over' | 'unreachable';

/** By this laptop's clock. */
export interface ServerContact {
  readonly atMs: number;
  readonly leaseLeftMs: number;
}

/** Mission that a person removed from this laptop. */
export interface RemovedMission {
  readonly log: LogId;
  /** Empty when it had no title. */
  readonly title: string;
  readonly atMs: number;
}

export type EnrolResult =
  | { readonly kind: 'enrolled' }
  | { readonly kind: 'refused'; readonly code: string; readonly detail?: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Queries by name. Local reads answer at once: there is no loading state to show for them. */
export interface StoreQueries extends MissionRecordQueries {
  /** Identity and status; controls enrolment, frame and status bar. */
  session: { ask: null; result: StoreSession };
  status: { ask: null; result: StoreStatus };
  /** All missions of this device, newest first. */
  missions: { ask: null; result: readonly MissionSummary[] };
  /** Address of the screen where this person left; null when it is no longer here. */
  lastAddress: { ask: null; result: string | null };
  waitingWork: { ask: null; result: WaitingWork };
  /** Missions removed from this laptop that can be restored, the last first. */
  removedMissions: { ask: null; result: readonly RemovedMission[] };
  /** Time of the last contact with headquarters, and the rest of the lease; null while neither is known. */
  contact: { ask: null; result: ServerContact | null };
  /** Time when the person last read that nobody at headquarters could open this vault; null before. */
  unrecoverableReadAtMs: { ask: null; result: number | null };
  /** Content of one mission that exists nowhere else. */
  onlyHere: { ask: { log: LogId }; result: DeviceOnlyContent };
  /** Documents of one log, without removed ones. */
  documents: { ask: { log: LogId }; result: readonly DocumentSummary[] };
  document: { ask: { log: LogId; doc: DocumentId }; result: DocumentQueryResult | null };
  /** Ops of one document below a path prefix, newest first. */
  history: { ask: { log: LogId; doc: DocumentId; below: string }; result: readonly HistoryEntry[] };
  conflicts: { ask: null; result: readonly ConflictEntry[] };
  /** Decisions on conflicts since a moment that no later write has replaced, the newest first. */
  decidedConflicts: { ask: { sinceMs: number }; result: readonly DecidedConflictEntry[] };
  whereabouts: { ask: null; result: readonly DeliveryStatus[] };
  syncRuns: { ask: null; result: readonly SyncRun[] };
  /** Cost of the next sync; colleagues' changes come on top. */
  estimate: { ask: null; result: SyncEstimate };
  parked: { ask: null; result: readonly QuarantinedItem[] };
  /** Own texts that wait for a check whether they name or reach a person (docs/requirements.md E2). */
  heldTexts: { ask: null; result: readonly HeldText[] };
  /** Interview notes of one mission on this laptop with all these words, the last interview first. */
  notes: { ask: { log: LogId; words: string }; result: readonly NoteLine[] };
  /** One whole interview note; null when there is none, or it was erased. */
  note: { ask: { id: InterviewNoteId }; result: NoteQueryResult | null };
  /** All drafts of texts on this laptop, with their texts: read once, by the page that writes them. */
  drafts: { ask: null; result: readonly TextDraft[] };
  /** Drafts of forms of one record that the app keeps for its person, the oldest first. */
  formDrafts: { ask: { log: LogId; doc: DocumentId }; result: readonly FormDraft[] };
  /** Ids of these drafts, for the moment when a mission is removed from this laptop. */
  draftIds: { ask: null; result: readonly TextDraftId[] };
  undoable: { ask: { log: LogId; doc: DocumentId }; result: UndoableActs };
  /** Texts on this laptop with all these words; answered again while the index grows, and after changes. */
  search: { ask: { text: string }; result: SearchResult };
  /** Records of one workshop on this laptop, in no order. */
  deviceRecords: { ask: { log: LogId; doc: DocumentId }; result: readonly DeviceRecord[] };
  /** Versions published by headquarters, retired ones too; by title, the newest version of each first. */
  instruments: { ask: null; result: readonly InstrumentEdition[] };
  /** Templates of workshops published by headquarters, retired ones too; in no order. */
  workshopTemplates: { ask: null; result: readonly PublishedTemplate[] };
  /** One whole published version, by the `instrument` of an assessment (`id@version`). */
  instrument: { ask: { ref: string }; result: InstrumentQueryResult };
  /** Wrong passphrases in a row after which this vault erases itself, by its programme. */
  eraseAfter: { ask: null; result: EraseAfter | 'never' | 'unknown' };
  /** Keys of the roles that values are encrypted to, and those that wait for a person's agreement. */
  sealRecipients: { ask: null; result: SealKeys };
  /** Unanswered notices about this person's access. */
  accessNotices: { ask: null; result: readonly AccessNotice[] };
  colleagueDevices: { ask: null; result: readonly ColleagueDevice[] };
}
export type QueryName = keyof StoreQueries;

/** Draft of a form, as its form reads it. */
export type FormDraft = Pick<TextDraft, 'id' | 'part' | 'text'>;

export interface StoreSession {
  readonly device: DeviceId;
  readonly enrolled: null | {
    readonly person: PersonId;
    readonly name: string;
    readonly serverName: string;
    readonly url: string;
  };
  /** Code handed over at start. The app enrols with it without a request; `failure` is the reason that this failed. */
  readonly offer: null | {
    readonly url: string;
    readonly code: string;
    readonly failure: null | Exclude<EnrolResult, { kind: 'enrolled' }>;
  };
  readonly roles: Readonly<Record<LogId, readonly Role[]>>;
  readonly people: PeopleByDevice;
  readonly simulatedOffline: boolean;
  /**
   * Lease is over: work goes on and waits on this laptop, and copies for others than the programme wait for the next
   * contact.
   */
  readonly leaseOver: boolean;
  /** Days until then, in its last days alone; null before them, and after its end. */
  readonly leaseDaysLeft: number | null;
}

/** Person of each device, by headquarters. */
export type PeopleByDevice = Readonly<Record<DeviceId, DeviceOwner>>;

export interface DocumentSummary {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly status: string;
  readonly changedAtMs: number;
  readonly conflicts: number;
  /** Own changes in it that headquarters has not confirmed. */
  readonly waiting: number;
  /** Register values that lists show: institution, answered counts, days; by path. */
  readonly facts: Readonly<Record<string, JsonValue>>;
}

export interface MissionSummary extends DocumentSummary {
  readonly assessments: number;
  readonly workshops: number;
  /** Assessments that headquarters has returned and that were not submitted again. */
  readonly returned: number;
  /** Number of its records that are here while the rest of it still arrives; absent once all of it is here. */
  readonly receivedRecords?: number;
}

export interface DocumentQueryResult {
  readonly log: LogId;
  readonly document: Document;
  readonly roles: readonly Role[];
  readonly people: PeopleByDevice;
  /** Own ops that headquarters holds (J5), by dot. */
  readonly held: Readonly<Record<Dot, HoldReason | null>>;
}

export interface HistoryEntry {
  readonly dot: Dot;
  readonly device: DeviceId;
  readonly path: Path;
  readonly stamp: HlcTimestamp;
  readonly value: JsonValue | undefined;
  readonly isText: boolean;
  readonly where: 'laptop' | 'headquarters';
  readonly held: boolean;
  /** Headquarters erased the content of this op. */
  readonly erased?: true;
  /** Values that this one replaced, if any, are not on this laptop: headquarters has them. */
  readonly olderAtHeadquarters?: true;
  /** Dots that it replaced; absent for a text, and for a value without its op. */
  readonly over?: readonly Dot[];
}

export interface ConflictEntry {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly path: Path;
  readonly heads: readonly {
    readonly dot: Dot;
    readonly stamp: HlcTimestamp;
    readonly device: DeviceId;
    readonly value: JsonValue;
  }[];
}

/** Decision on a conflict, with its record. */
export interface DecidedConflictEntry extends DecidedConflict {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
}

export interface DeliveryStatus {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  /** Facts of its institution; none without one. */
  readonly facts: DocumentSummary['facts'];
  readonly mission: string;
  readonly changedAtMs: number;
  /** Own changes only on this laptop. */
  readonly waiting: number;
  /** Last confirmation by headquarters that covered this record; null when there was none. */
  readonly receiptAtMs: number | null;
  readonly heldAtHeadquarters: number;
}

export interface SyncRun {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly outcome: 'done' | 'interrupted' | 'refused';
  readonly code: string | null;
  readonly roundTrips: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly changesUp: number;
  readonly changesDown: number;
}

/** `absent`: headquarters published no such version, or it is on its way. `damaged`: it is quarantined. */
export type InstrumentQueryResult =
  | { readonly kind: 'here'; readonly edition: InstrumentEdition; readonly instrument: Instrument }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly why: EditionDamage['kind'] };

export interface QuarantinedItem {
  readonly atMs: number;
  readonly what: string;
  readonly why: string;
  readonly text: string;
}
