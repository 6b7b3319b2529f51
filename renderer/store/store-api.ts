import type { JsonValue } from '#base/json.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { NoteDraft, InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { EditionDamage, InstrumentEdition } from '#domain/instrument/instrument-edition.ts';
import type { LeaseOverRefusal } from '#domain/people/lease.ts';
import type { Role } from '#domain/people/role.ts';
import type { EraseAfter } from '#domain/vault/wrong-passphrases.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { StaysOnDeviceRefusal } from '#domain/privacy/path-data-group.ts';
import type { SyncEstimate, SyncProgress } from '#sync/client/estimate-sync.ts';
import type { Notice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import type { NoticeAnswerOutcome } from './receive/access-notices.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import type { HeldText } from './send/held-texts.ts';
import type { NoteAnswer, NoteLine } from './queries/note-line.ts';

/**
 * The port between the page and the store's worker (comlink). The page never holds a key, a database or the network;
 * it asks questions that are answered again whenever the answer changes, and it states writes.
 */
export interface StoreApi {
  /** Answers at once and again after each change, until the returned function is called. */
  watch<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
    onAnswer: (answer: StoreQueries[Q]['answer']) => void,
  ): Promise<() => void>;

  /** The only way that anything a person does reaches the disk. All writes of one call are kept, or none. */
  write(log: LogId, writes: readonly RegisterWrite[]): Promise<WriteResult>;

  /** Writes an interview note, whole; it stays on this laptop (domain.md E). */
  saveNote(note: NoteDraft): Promise<NoteResult>;
  /** Erases an interview note for good, here and in the journal. */
  eraseNote(id: InterviewNoteId): Promise<void>;
  /** The person has read what the retention clock erased (`StoreStatus.erased`). */
  dismissErased(): Promise<void>;

  /**
   * Takes a mission off this laptop, once headquarters has everything of it that is here. `onlyHere`: what becomes of what is
   * nowhere else.
   */
  takeOffMission(log: LogId, onlyHere: 'erase' | 'keep'): Promise<RemoveMissionResult>;
  /** Brings such a mission back, from headquarters, at the next contact. */
  bringMissionBack(log: LogId): Promise<void>;

  /** Person's "Sync now": resets the back-off and ends a pause. */
  syncNow(): Promise<void>;
  /** Nothing is sent or received until the person says so; holds over a restart. A request on the road still ends. */
  pauseSync(isPaused: boolean): Promise<void>;
  enrol(url: string, code: string, label: string): Promise<EnrolResult>;
  simulateOffline(offline: boolean): Promise<boolean>;
  /** The person has read what was restored (`StoreStatus.restored`). */
  dismissRestored(): Promise<void>;
  /** The person has read that this laptop goes on under a new identity (`StoreStatus.renewed`). */
  dismissRenewed(): Promise<void>;
  /** The person held this device's fingerprint against the device itself. */
  markCompared(device: DeviceId): Promise<void>;
  /** The person has read of the new devices (`ColleagueDevice.isNew`). */
  dismissNewDevices(): Promise<void>;
  /** Answers a notice about the person's access, at headquarters. */
  answerNotice(id: Notice['id'], answer: NoticeAnswer): Promise<NoticeAnswerOutcome>;
}

/**
 * One intended write. `over` are the dots of the values that the person saw in that register (the store adds the
 * heads that this device wrote itself); a value that arrived meanwhile is not in it and stays as a second head.
 */
export type RegisterWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue; readonly over: readonly Dot[] }
  | { readonly text: string }
);

export type WriteResult =
  | { readonly kind: 'saved'; readonly dots: readonly Dot[] }
  | {
      readonly kind: 'refused';
      readonly path: Path;
      readonly reason: HoldReason | LeaseOverRefusal | StaysOnDeviceRefusal;
    };

/** How writing an interview note ended. */
export type NoteResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly reason: LeaseOverRefusal | MissionErased };

/** The mission was erased here meanwhile. */
export interface MissionErased {
  readonly kind: 'missionErased';
}

export type RemoveMissionResult =
  | { readonly kind: 'takenOff' }
  | {
      readonly kind: 'refused';
      /** `notAtHeadquarters`: own changes that it has not, or it has not answered since the mission came here. */
      readonly reason:
        | { readonly kind: 'notAtHeadquarters'; readonly unsent: number }
        | ({ readonly kind: 'onlyHere' } & DeviceOnlyContent);
    };

/**
 * What of a mission is nowhere else, as far as is known: its interview notes, and what was set aside, waits for an earlier
 * change, or is not taken by headquarters.
 */
export interface DeviceOnlyContent {
  readonly notes: number;
  readonly setAside: number;
}

/** By this laptop's clock. */
export interface ServerContact {
  readonly atMs: number;
  readonly leaseLeftMs: number;
}

/** A mission that a person took off this laptop. */
export interface RemovedMission {
  readonly log: LogId;
  /** Empty where nobody had given it one. */
  readonly title: string;
  readonly atMs: number;
}

export type EnrolResult =
  | { readonly kind: 'enrolled' }
  | { readonly kind: 'refused'; readonly code: string; readonly detail?: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Questions by name. Local reads answer at once: there is no loading state to show for them. */
export interface StoreQueries {
  /** Who we are and where we stand; drives enrolment, frame and status bar. */
  session: { ask: null; answer: StoreSession };
  status: { ask: null; answer: StoreStatus };
  /** All missions of this device, newest first. */
  missions: { ask: null; answer: readonly MissionSummary[] };
  /** Those that were taken off this laptop and can be brought back, the last first. */
  takenOff: { ask: null; answer: readonly RemovedMission[] };
  /** When headquarters was last reached, and how long one may still work without it; null while neither is known. */
  contact: { ask: null; answer: ServerContact | null };
  /** What of one mission is nowhere else. */
  onlyHere: { ask: { log: LogId }; answer: DeviceOnlyContent };
  /** Documents of one log, without the removed ones. */
  documents: { ask: { log: LogId }; answer: readonly DocumentSummary[] };
  document: { ask: { log: LogId; doc: DocumentId }; answer: DocumentQueryAnswer | null };
  /** Ops of one document below a path prefix, newest first. */
  history: { ask: { log: LogId; doc: DocumentId; below: string }; answer: readonly HistoryEntry[] };
  conflicts: { ask: null; answer: readonly ConflictEntry[] };
  whereabouts: { ask: null; answer: readonly DeliveryStatus[] };
  syncRuns: { ask: null; answer: readonly SyncRun[] };
  /** What the next sync would cost; what colleagues wrote comes on top. */
  estimate: { ask: null; answer: SyncEstimate };
  parked: { ask: null; answer: readonly QuarantinedItem[] };
  /** Own texts that wait until somebody has looked whether they name or reach a person (domain.md E, rule 2). */
  heldTexts: { ask: null; answer: readonly HeldText[] };
  /** The interview notes of one mission on this laptop that have all these words, the last interview first. */
  notes: { ask: { log: LogId; words: string }; answer: readonly NoteLine[] };
  /** One interview note whole; null when there is none, or it was erased. */
  note: { ask: { id: InterviewNoteId }; answer: NoteAnswer | null };
  /** What headquarters has published, retired versions too; by title, the newest version of each first. */
  instruments: { ask: null; answer: readonly InstrumentEdition[] };
  /** One published version whole, by what an assessment's `instrument` says (`id@version`). */
  instrument: { ask: { ref: string }; answer: InstrumentAnswer };
  /** After how many wrong passphrases in a row this vault erases itself, as its programme has it. */
  eraseAfter: { ask: null; answer: EraseAfter | 'never' | 'unknown' };
  /** Devices that headquarters names in this person's logs, without this one. */
  accessNotices: { ask: null; answer: readonly Notice[] };
  colleagueDevices: { ask: null; answer: readonly ColleagueDevice[] };
}
export type QueryName = keyof StoreQueries;

export interface StoreSession {
  readonly device: DeviceId;
  readonly enrolled: null | {
    readonly person: PersonId;
    readonly name: string;
    readonly serverName: string;
    readonly url: string;
  };
  /** A code handed over at start; the app enrols with it by itself, and `failure` says why that did not work. */
  readonly offer: null | {
    readonly url: string;
    readonly code: string;
    readonly failure: null | Exclude<EnrolResult, { kind: 'enrolled' }>;
  };
  readonly roles: Readonly<Record<LogId, readonly Role[]>>;
  readonly people: PeopleByDevice;
  readonly simulatedOffline: boolean;
  /** Too long without headquarters: everything can be read and exported, nothing changed, until there is a contact. */
  readonly leaseOver: boolean;
}

/** Who is behind a device, as headquarters says. */
export type PeopleByDevice = Readonly<Record<DeviceId, { readonly person: PersonId; readonly name: string }>>;

export interface StoreStatus {
  /** When the last write was wholly on this laptop; null before the first. D1 decides what "saved" means. */
  readonly savedAtMs: number | null;
  readonly saving: boolean;
  /**
   * A write failed and what was typed is not saved: `full` (no room on the disk), `failed` (the disk refused), `database`
   * (the journal has it, the database does not). `why` is for the log, not for people.
   */
  readonly saveFailed: null | { readonly code: SaveFailure; readonly why: string };
  /** D4: `reserve` when the last room of the disk is being used. */
  readonly room: 'ample' | 'reserve';
  /** What was restored when journal and database were compared (D2), until the person has read it. */
  readonly restored: null | RestoreReport;
  /** This laptop goes on under a new identity (P2), until the person has read it. */
  readonly renewed: null | IdentityRenewal;
  readonly waiting: { readonly changes: number; readonly bytes: number };
  /** Headquarters has everything of ours up to here; null when never. */
  readonly headquartersHasUpToMs: number | null;
  readonly sync:
    | { readonly kind: 'offline' | 'idle' | 'paused' }
    | {
        readonly kind: 'pushing';
        readonly progress: SyncProgress;
        /** The person paused: this request is the last one. */
        readonly pauses: boolean;
      }
    /** `code`: why the last attempt failed. */
    | { readonly kind: 'waiting'; readonly untilMs: number; readonly failures: number; readonly code: string }
    | { readonly kind: 'blocked'; readonly code: string };
  readonly conflicts: number;
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly early: number;
  readonly parked: number;
  /** What the retention clock erased on this laptop, until the person has read it; `isTold`: headquarters gets the number. */
  readonly erased: null | { readonly atMs: number; readonly count: number; readonly isTold: boolean };
  /** Missions that are about to be erased here because their time is over (domain.md E, rule 9). */
  readonly dueMissions: readonly DueErasure[];
  /** How many missions were erased here, until the person has read it. */
  readonly erasedMissions: null | { readonly atMs: number; readonly missions: number };
  /** The same of what went before the rest of its mission. */
  readonly dueParts: readonly DueErasure[];
  readonly erasedParts: null | { readonly atMs: number; readonly missions: number };
  /** There is a journal beside the database (D1); false in a plain browser. */
  readonly journal: boolean;
}

/** A mission in the list of what is about to be erased. */
export interface DueErasure {
  readonly log: LogId;
  /** Empty where nobody has given it one. */
  readonly title: string;
  /** When the last of its periods ended. */
  readonly dueAtMs: number;
  /** Before this it is not erased. */
  readonly erasedFromMs: number;
  /** Own changes in it that headquarters does not have. */
  readonly unsent: number;
  /** `waits`: it is not erased before headquarters has everything; `goes`: headquarters takes nothing of it any more. */
  readonly fate: 'goes' | 'waits';
}

export type SaveFailure = 'full' | 'failed' | 'database';

/** P2: why this laptop has a new identity, and how many own changes were made anew under it. */
export interface IdentityRenewal {
  readonly atMs: number;
  readonly why: RenewalReason;
  readonly changes: number;
}

/** D2: what came back into the database, and what did not. */
export interface RestoreReport {
  readonly atMs: number;
  /** Own changes that the database had lost and the journal gave back. */
  readonly changes: number;
  /** Packs likewise. */
  readonly packs: number;
  /** Frames of the journal that cannot be read. */
  readonly damaged: number;
  /**
   * `rebuilt`: the database was gone; what headquarters has comes from there. `engineChanged`: the same, because Chromium
   * keeps databases by another engine since.
   */
  readonly database: 'kept' | 'rebuilt' | 'engineChanged';
  /** The journal's files were taken away while the store was open; it was begun anew with what the database has. */
  readonly journal?: 'begunAnew' | undefined;
}

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
  /** Assessments that headquarters has returned and that have not gone back. */
  readonly returned: number;
}

export interface DocumentQueryAnswer {
  readonly log: LogId;
  readonly document: Document;
  readonly roles: readonly Role[];
  readonly people: PeopleByDevice;
  /** Own ops with n up to here are at headquarters. */
  readonly acked: number;
  /** Own ops that headquarters holds back (J5), by dot. */
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
  /** Headquarters erased what was written here. */
  readonly erased?: true;
  /** What this value replaced, if anything, is not on this laptop: headquarters has it. */
  readonly olderAtHeadquarters?: true;
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

export interface DeliveryStatus {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly mission: string;
  readonly changedAtMs: number;
  /** Own changes only on this laptop. */
  readonly waiting: number;
  /** The last confirmation by headquarters that covered this record; null when there was none. */
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

/** `absent`: headquarters has published no such version, or it has not come yet. `damaged`: it is among what is parked. */
export type InstrumentAnswer =
  | { readonly kind: 'here'; readonly edition: InstrumentEdition; readonly instrument: Instrument }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly why: EditionDamage['kind'] };

export interface QuarantinedItem {
  readonly atMs: number;
  readonly what: string;
  readonly why: string;
  readonly text: string;
}
