import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import { Dot } from '#domain/document/dot.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { Register } from '#domain/document/register.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { ExportAudience, ExportNote, isExportPurposeStated } from '#domain/privacy/export-note.ts';

// What the console and the server say to each other under /api/v1. Errors are wire.ts `Problem`s; 401 `session` means
// sign in again. Times are milliseconds since the epoch by the server's clock, except stamps, which are the writer's.

const timestampMs = z.int().nonnegative();
const nonNegativeCount = z.int().nonnegative();
const positiveNumber = z.int().positive();

/** POST /console/sign-in: a one-time code from an administrator, or the one printed when the server starts. */
export const ConsoleSignInRequest = z.readonly(z.object({ code: z.string().min(1).max(40) }));
export type ConsoleSignInRequest = z.infer<typeof ConsoleSignInRequest>;

/** Who is signed in: the answer to sign-in and to GET /console/me. Sign-out is POST /console/sign-out (204). */
export const SignedInPersonAnswer = z.readonly(
  z.object({
    person: PersonId,
    name: z.string(),
    role: Role,
    /** False for an administrator (domain.md A3): missions and devices are shown, documents are not. */
    readsContent: z.boolean(),
    seesDevices: z.boolean(),
    /** An administrator: people, laptops, codes, recovery, the audit trail (admin-api.ts). */
    administers: z.boolean(),
    /** `setup`: signed in by a code alone; until there is a second factor, nothing else is answered. */
    session: z.enum(['full', 'setup']),
    /** Is there a passkey or an authenticator? */
    hasSecondFactor: z.boolean(),
    server: z.readonly(z.object({ name: z.string(), version: z.string() })),
  }),
);
export type SignedInPersonAnswer = z.infer<typeof SignedInPersonAnswer>;

/** Who is behind a device, as the directory says. */
export const NamedPerson = z.readonly(z.object({ person: PersonId, name: z.string() }));
export type NamedPerson = z.infer<typeof NamedPerson>;

const TitleFields = z.object({
  /** What people wrote last; the log's own title until then. May be empty. */
  title: z.string(),
  /** Status as in domain.md A2; null when none was written. */
  status: z.string().nullable(),
});

/** One log. What the mission document says is null for who may not read it. */
export const ConsoleMissionRow = z.readonly(
  TitleFields.extend({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    country: z.string().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    /** The asker's roles in it; empty for an administrator who is in no log. */
    roles: z.readonly(z.array(Role)),
    assessments: nonNegativeCount,
    workshops: nonNegativeCount,
    conflicts: nonNegativeCount,
    held: nonNegativeCount,
    changedAtMs: timestampMs.nullable(),
  }),
);
export type ConsoleMissionRow = z.infer<typeof ConsoleMissionRow>;

/** GET /missions, newest change first; the programme log is one of them. */
export const MissionsAnswer = z.readonly(z.object({ missions: z.readonly(z.array(ConsoleMissionRow)) }));
export type MissionsAnswer = z.infer<typeof MissionsAnswer>;

/** What lists show of a document beside its title; each kind has some of them. */
export const ConsoleDocumentFacts = z.readonly(
  z.object({
    institution: z.string().nullable(),
    institutionType: z.string().nullable(),
    instrument: z.string().nullable(),
    /** Answers in any state but blank. */
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
  /** Registers with several different values, which a person has to decide (M3). */
  conflicts: nonNegativeCount,
  /** Changes that are kept without effect until someone releases them (J5). */
  held: nonNegativeCount,
  /** When the last change that counts reached headquarters; null while all are held. */
  changedAtMs: timestampMs.nullable(),
  lastDevice: DeviceId.nullable(),
  lastAuthor: NamedPerson.nullable(),
  facts: ConsoleDocumentFacts,
});

export const ConsoleDocumentRow = z.readonly(DocumentFields);
export type ConsoleDocumentRow = z.infer<typeof ConsoleDocumentRow>;

/** GET /logs/{log}/documents, newest change first; removed ones are among them and marked. */
export const DocumentsAnswer = z.readonly(
  z.object({ mission: ConsoleMissionRow, documents: z.readonly(z.array(ConsoleDocumentRow)) }),
);
export type DocumentsAnswer = z.infer<typeof DocumentsAnswer>;

/**
 * POST /logs/{log}/answers `ExportAnswersRequest` -> a file: the answers of all assessments of the mission that are pinned to a version
 * of an instrument. `labels`: the words of choices stand beside their codes. 404 `not-found`: no such log or instrument.
 */
export const ExportAnswersRequest = z.readonly(
  z.object({
    ref: z.string().min(1).max(400),
    format: z.enum(['xlsx', 'zip']),
    labels: z.boolean(),
    /** For the State nothing but what may be shared with it (domain.md E, rule 5). A donor gets no answers. */
    audience: ExportAudience.extract(['programme', 'state']).default('programme'),
    /** Why they are taken away; for the data-protection register (domain.md, R14). */
    purpose: z.string().trim().min(1).max(400),
  }),
);
export type ExportAnswersRequest = z.infer<typeof ExportAnswersRequest>;

/**
 * POST /logs/{log}/exports -> `Done`: a copy of a report is about to be made, and for whom; one for somebody outside says what
 * for. 404 `not-found`: no such log.
 */
export const ReportExportRequest = ExportNote.refine(
  (note) => note.what !== 'answers' && isExportPurposeStated(note),
);

/** An op without effect, and why (domain/document/admit-op.ts `HoldReason`: its `kind` is the reason's name). */
export const HeldChangeRow = z.readonly(
  z.object({
    device: DeviceId,
    n: positiveNumber,
    path: Path,
    stamp: HlcTimestamp,
    /** Left out for rich text. */
    value: JsonValue.optional(),
    reason: z.readonly(z.object({ kind: z.string(), path: z.string().optional() })),
    /** May the asker release it? */
    releasable: z.boolean(),
  }),
);
export type HeldChangeRow = z.infer<typeof HeldChangeRow>;

/** GET /documents/{log}/{doc}. `people` names every device in it. */
export const ConsoleDocumentAnswer = z.readonly(
  DocumentFields.extend({
    registers: z.readonly(z.record(Path, Register)),
    people: z.readonly(z.record(DeviceId, NamedPerson)),
    heldChanges: z.readonly(z.array(HeldChangeRow)),
    /** Is there an assessment in the log that can take the place of this one (domain.md A2)? */
    hasSuccessor: z.boolean(),
  }),
);
export type ConsoleDocumentAnswer = z.infer<typeof ConsoleDocumentAnswer>;

/** One op of a document, at its place in the log. `state`: `held` waits, `released` was held and counts now. */
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
    /** Left out for rich text. */
    value: JsonValue.optional(),
    /** What it wrote was erased (domain.md E): there is a null in its place, or what is left of a text. */
    erased: z.literal(true).optional(),
  }),
);
export type HistoryOp = z.infer<typeof HistoryOp>;

/** GET /documents/{log}/{doc}/history?before=<place>: newest first; `before` of the next page, null at the end. */
export const HistoryAnswer = z.readonly(
  z.object({ ops: z.readonly(z.array(HistoryOp)), before: positiveNumber.nullable() }),
);
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

export const DeviceRow = z.readonly(
  z.object({
    device: DeviceId,
    label: z.string(),
    platform: z.string(),
    version: z.string(),
    owner: NamedPerson,
    enrolledAtMs: timestampMs,
    lastContactAtMs: timestampMs.nullable(),
    /** Own changes that it had yet to send after its last request; null while it never asked. */
    waiting: z.readonly(z.object({ ops: z.int().nonnegative(), bytes: z.int().nonnegative() })).nullable(),
    state: z.enum(['active', 'revoked', 'wipe']),
    /** When the laptop confirmed that it carried out what `state` says. */
    confirmedAtMs: timestampMs.nullable(),
    /** The device whose person and laptop goes on under this one (P2). */
    renewedFrom: DeviceId.nullable(),
  }),
);
export type DeviceRow = z.infer<typeof DeviceRow>;

/** GET /devices: those of the people in the asker's logs; all of them for an administrator. */
export const DevicesAnswer = z.readonly(z.object({ devices: z.readonly(z.array(DeviceRow)) }));
export type DevicesAnswer = z.infer<typeof DevicesAnswer>;

/** POST /logs/{log}/releases: lets held ops of one device take effect (J5). 409 `not-releasable` changes nothing. */
export const ReleaseRequest = z.readonly(
  z.object({ device: DeviceId, n: z.readonly(z.array(positiveNumber).min(1).max(2_000)) }),
);
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** The place of the release in the log; null when all of them counted already. */
export const ReleaseAnswer = z.readonly(z.object({ place: positiveNumber.nullable() }));
export type ReleaseAnswer = z.infer<typeof ReleaseAnswer>;
