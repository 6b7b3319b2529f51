import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import { Register } from '#domain/document/document.ts';
import { DocumentKind, Dot, Path } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { ExportAudience, ExportNote, isExportPurposeStated } from '#domain/mission/export-note.ts';
import { Role } from '#domain/people/role.ts';
import { reportCodes } from '#domain/report-codes.ts';

// Routes between console and server under /api/v1. Errors are `Problem`s of wire.ts; 401 `session` means sign in again.
// Times are milliseconds since the epoch by the server's clock; HLC timestamps are by the writer's clock.

const timestampMs = z.int().nonnegative();
const nonNegativeCount = z.int().nonnegative();
const positiveNumber = z.int().positive();

/** Name of a headquarters that nobody has named (`--name`); the console shows its own word for it. */
export const defaultServerName = 'Headquarters';

/** Person of a device, by the directory. */
export const NamedPerson = z.readonly(z.object({ person: PersonId, name: z.string() }));
export type NamedPerson = z.infer<typeof NamedPerson>;

const TitleFields = z.object({
  /** Last title that people wrote; before, the log's own title. May be empty. */
  title: z.string(),
  /** Status of docs/requirements.md A2; null when none was written. */
  status: z.string().nullable(),
});

/** One log. Fields of the mission document and all counts are null for a person who may not read it. */
export const ConsoleMissionRow = z.readonly(
  TitleFields.extend({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    country: z.string().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    /** Roles of the asker in the log; empty for an administrator who has none. */
    roles: z.readonly(z.array(Role)),
    assessments: nonNegativeCount.nullable(),
    workshops: nonNegativeCount.nullable(),
    conflicts: nonNegativeCount.nullable(),
    held: nonNegativeCount.nullable(),
    changedAtMs: timestampMs.nullable(),
  }),
);
export type ConsoleMissionRow = z.infer<typeof ConsoleMissionRow>;

/** Work that waits for the asker, for the rail of the console; null where their roles have no such work. */
export const WaitingCounts = z.readonly(
  z.object({
    /** Requests for assistance before their decision. */
    requests: nonNegativeCount.nullable(),
    /** Acts of other administrators that wait for a second person. */
    approvals: nonNegativeCount.nullable(),
    /** Reminders; up to one minute old. */
    reminders: nonNegativeCount.nullable(),
    /** Assessments in review in which the asker has a task. */
    reviews: nonNegativeCount.nullable(),
  }),
);
export type WaitingCounts = z.infer<typeof WaitingCounts>;

/** GET /missions, newest change first, the programme log included. `waiting`: in the console alone. */
export const MissionsResponse = z.readonly(
  z.object({ missions: z.readonly(z.array(ConsoleMissionRow)), waiting: WaitingCounts.optional() }),
);
export type MissionsResponse = z.infer<typeof MissionsResponse>;

/** Facts that lists show of a document beside its title; each kind has some of them. */
export const ConsoleDocumentFacts = z.readonly(
  z.object({
    /** Present name in the register, in the language of the request; the text of the record without an entry. */
    institution: z.string().nullable(),
    /** Entry that the record names, where it names one. */
    institutionRef: z.string().optional(),
    institutionType: z.string().nullable(),
    instrument: z.string().nullable(),
    /** Answers in any state except blank; with the built-in instrument, of the questions that are asked. */
    answered: nonNegativeCount,
    sessions: nonNegativeCount,
    country: z.string().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
  }),
);
export type ConsoleDocumentFacts = z.infer<typeof ConsoleDocumentFacts>;

const DocumentFields = TitleFields.extend({
  log: LogId,
  doc: DocumentId,
  kind: DocumentKind,
  removed: z.boolean(),
  /** Decisions that wait for a person (M3, M5): one for a whole answer. */
  conflicts: nonNegativeCount,
  /** Changes that are kept without effect until a person releases them (J5). */
  held: nonNegativeCount,
  /** Time when the last change with effect reached headquarters; null while all are held. */
  changedAtMs: timestampMs.nullable(),
  lastDevice: DeviceId.nullable(),
  lastAuthor: NamedPerson.nullable(),
  facts: ConsoleDocumentFacts,
});

export const ConsoleDocumentRow = z.readonly(DocumentFields);
export type ConsoleDocumentRow = z.infer<typeof ConsoleDocumentRow>;

/** GET /logs/{log}/documents, newest change first. Removed documents are included and marked. */
export const DocumentsResponse = z.readonly(
  z.object({ mission: ConsoleMissionRow, documents: z.readonly(z.array(ConsoleDocumentRow)) }),
);
export type DocumentsResponse = z.infer<typeof DocumentsResponse>;

/**
 * POST /logs/{log}/answers `ExportAnswersRequest` -> file with the answers of the mission's assessments. Only
 * assessments pinned to a version of an instrument are included. `labels` adds choice labels beside their codes. 404
 * `not-found`: no such log or instrument.
 */
export const ExportAnswersRequest = z.readonly(
  z.object({
    ref: z.string().min(1).max(400),
    format: z.enum(['xlsx', 'zip']),
    labels: z.boolean(),
    /**
     * `state` gets only content that may be shared with the Member State (docs/requirements.md E5). Donors get no
     * answers.
     */
    audience: ExportAudience.extract(['programme', 'state']).default('programme'),
    /** Purpose of the export, for the data-protection register (docs/requirements.md R14). */
    purpose: z.string().trim().min(1).max(400),
  }),
);
export type ExportAnswersRequest = z.infer<typeof ExportAnswersRequest>;

/**
 * POST /logs/{log}/exports -> `DoneResponse`: records that a report is about to be copied, and for whom. A copy for
 * somebody outside needs its purpose. 404 `not-found`: no such log.
 */
export const ReportExportRequest = ExportNote.refine(
  (exportNote) => reportCodes.some((code) => code === exportNote.what) && isExportPurposeStated(exportNote),
);

/** Held op with its reason: the `kind` of `HoldReason` (domain/kinds/admit-op.ts). */
export const HeldChangeRow = z.readonly(
  z.object({
    device: DeviceId,
    n: positiveNumber,
    path: Path,
    stamp: HlcTimestamp,
    /** Absent for rich text. */
    value: JsonValue.optional(),
    reason: z.readonly(z.object({ kind: z.string(), path: z.string().optional() })),
    /** True when the asker may release it. */
    releasable: z.boolean(),
  }),
);
export type HeldChangeRow = z.infer<typeof HeldChangeRow>;

/** GET /documents/{log}/{doc}. `people` names the person of every device in it. */
export const ConsoleDocumentResponse = z.readonly(
  DocumentFields.extend({
    registers: z.readonly(z.record(Path, Register)),
    /** Names of institutions that the register has now, by the path of another text; `registers` keep that text. */
    institutionNames: z.readonly(z.record(Path, z.string())).optional(),
    people: z.readonly(z.record(DeviceId, NamedPerson)),
    heldChanges: z.readonly(z.array(HeldChangeRow)),
    /** True when another assessment of the log can replace this one (docs/requirements.md A2). */
    hasSuccessor: z.boolean(),
  }),
);
export type ConsoleDocumentResponse = z.infer<typeof ConsoleDocumentResponse>;

/** One op of a document at its place in the log. `state`: `held` waits; `released` was held and has effect now. */
export const HistoryOp = z.readonly(
  z.object({
    dot: Dot,
    device: DeviceId,
    author: NamedPerson.nullable(),
    path: Path,
    stamp: HlcTimestamp,
    place: positiveNumber,
    receivedAtMs: timestampMs,
    state: z.enum(['counts', 'held', 'released']),
    reason: z.string().optional(),
    releasedBy: NamedPerson.optional(),
    over: z.readonly(z.array(Dot)),
    /** Absent for rich text. */
    value: JsonValue.optional(),
    /** Its content was erased (docs/requirements.md E): the value is null or the rest of a text. */
    erased: z.literal(true).optional(),
  }),
);
export type HistoryOp = z.infer<typeof HistoryOp>;

/**
 * GET /documents/{log}/{doc}/history?before=<place>: newest first. `before` is that of the next page, null at the end.
 */
export const HistoryResponse = z.readonly(
  z.object({ ops: z.readonly(z.array(HistoryOp)), before: positiveNumber.nullable() }),
);
export type HistoryResponse = z.infer<typeof HistoryResponse>;

export const DeviceRow = z.readonly(
  z.object({
    device: DeviceId,
    label: z.string(),
    platform: z.string(),
    version: z.string(),
    owner: NamedPerson,
    enrolledAtMs: timestampMs,
    lastContactAtMs: timestampMs.nullable(),
    /** Own changes that the device had yet to send after its last request; null before its first. */
    waiting: z.readonly(z.object({ ops: z.int().nonnegative(), bytes: z.int().nonnegative() })).nullable(),
    state: z.enum(['active', 'revoked', 'wipe']),
    /** Time when the laptop confirmed that it executed the command in `state`. */
    confirmedAtMs: timestampMs.nullable(),
    /** Former device that this one continues, with the same person and laptop (P2). */
    renewedFrom: DeviceId.nullable(),
  }),
);
export type DeviceRow = z.infer<typeof DeviceRow>;

/** Reasons why headquarters takes less than usual. */
export const IntakeWarnings = z.readonly(
  z.object({
    isDiskLow: z.boolean(),
    /** People whose laptops have more to send than headquarters takes of one person in an hour or a day. */
    waitingPeople: z.readonly(z.array(PersonId)),
  }),
);
export type IntakeWarnings = z.infer<typeof IntakeWarnings>;

/** GET /devices: those of the people in the asker's logs; for an administrator all, with warnings. */
export const DevicesResponse = z.readonly(
  z.object({ devices: z.readonly(z.array(DeviceRow)), warnings: IntakeWarnings.optional() }),
);
export type DevicesResponse = z.infer<typeof DevicesResponse>;

/** POST /logs/{log}/releases: gives effect to held ops of one device (J5). 409 `not-releasable` changes nothing. */
export const ReleaseRequest = z.readonly(
  z.object({ device: DeviceId, n: z.readonly(z.array(positiveNumber).min(1).max(2_000)) }),
);
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** Place of the release in the log; null when all ops had effect already. */
export const ReleaseResponse = z.readonly(z.object({ place: positiveNumber.nullable() }));
export type ReleaseResponse = z.infer<typeof ReleaseResponse>;

/** Most rows of one kind in a response to a search. */
export const foundRowLimit = 8;

/** Rows of one kind in a response to a search: the best, and the number of all. */
const found = <T extends z.ZodType>(row: T) =>
  z.readonly(z.object({ rows: z.readonly(z.array(row).max(foundRowLimit)), total: nonNegativeCount }));

/**
 * POST /search: records by their names, in the console alone. Every word has to begin a word of the record, in any case
 * and with or without accents. The words are in the body, since addresses get into logs.
 */
export const SearchRequest = z.readonly(z.object({ text: z.string().min(1).max(200) }));

/**
 * Response to a search, the best first. It has only what the asker's lists have: missions and records of their roles,
 * States with overviews, requests of the desk. People are for administrators.
 */
export const SearchResponse = z.readonly(
  z.object({
    missions: found(
      z.readonly(
        z.object({ log: LogId, title: z.string(), country: z.string().nullable(), opens: z.boolean() }),
      ),
    ),
    states: found(z.readonly(z.object({ country: z.string(), missions: positiveNumber }))),
    people: found(z.readonly(z.object({ person: PersonId, name: z.string(), role: Role }))),
    records: found(
      z.readonly(
        z.object({
          log: LogId,
          doc: DocumentId,
          kind: DocumentKind,
          title: z.string(),
          institution: z.string(),
          mission: z.string(),
        }),
      ),
    ),
    requests: found(
      z.readonly(
        z.object({
          doc: DocumentId,
          state: z.string().nullable(),
          reference: z.string(),
          authority: z.string(),
        }),
      ),
    ),
  }),
);
export type SearchResponse = z.infer<typeof SearchResponse>;
