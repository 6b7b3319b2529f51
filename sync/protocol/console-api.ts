import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import { Stamp } from '#domain/clock/hlc.ts';
import { Dot } from '#domain/document/dot.ts';
import { Kind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { Register } from '#domain/document/register.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { ExportAudience, ExportNote, isPurposeSaid } from '#domain/privacy/export-note.ts';

// What the console and the server say to each other under /api/v1. Errors are wire.ts `Problem`s; 401 `session` means
// sign in again. Times are milliseconds since the epoch by the server's clock, except stamps, which are the writer's.

const atMs = z.int().nonnegative();
const count = z.int().nonnegative();
const n = z.int().positive();

/** POST /console/sign-in: a one-time code from an administrator, or the one printed when the server starts. */
export const ConsoleSignIn = z.readonly(z.object({ code: z.string().min(1).max(40) }));
export type ConsoleSignIn = z.infer<typeof ConsoleSignIn>;

/** Who is signed in: the answer to sign-in and to GET /console/me. Sign-out is POST /console/sign-out (204). */
export const ConsoleMe = z.readonly(
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
export type ConsoleMe = z.infer<typeof ConsoleMe>;

/** Who is behind a device, as the directory says. */
export const Author = z.readonly(z.object({ person: PersonId, name: z.string() }));
export type Author = z.infer<typeof Author>;

const Title = z.object({
  /** What people wrote last; the log's own title until then. May be empty. */
  title: z.string(),
  /** Status as in domain.md A2; null when none was written. */
  status: z.string().nullable(),
});

/** One log. What the mission document says is null for who may not read it. */
export const MissionRow = z.readonly(
  Title.extend({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    country: z.string().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    /** The asker's roles in it; empty for an administrator who is in no log. */
    roles: z.readonly(z.array(Role)),
    assessments: count,
    workshops: count,
    conflicts: count,
    held: count,
    changedAtMs: atMs.nullable(),
  }),
);
export type MissionRow = z.infer<typeof MissionRow>;

/** GET /missions, newest change first; the programme log is one of them. */
export const MissionsAnswer = z.readonly(z.object({ missions: z.readonly(z.array(MissionRow)) }));
export type MissionsAnswer = z.infer<typeof MissionsAnswer>;

/** What lists show of a document beside its title; each kind has some of them. */
export const DocumentFacts = z.readonly(
  z.object({
    institution: z.string().nullable(),
    institutionType: z.string().nullable(),
    instrument: z.string().nullable(),
    /** Answers in any state but blank. */
    answered: count,
    sessions: count,
    country: z.string().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
  }),
);
export type DocumentFacts = z.infer<typeof DocumentFacts>;

const DocumentState = Title.extend({
  log: LogId,
  doc: DocumentId,
  kind: Kind,
  removed: z.boolean(),
  /** Registers with several different values, which a person has to decide (M3). */
  conflicts: count,
  /** Changes that are kept without effect until someone releases them (J5). */
  held: count,
  /** When the last change that counts reached headquarters; null while all are held. */
  changedAtMs: atMs.nullable(),
  lastDevice: DeviceId.nullable(),
  lastAuthor: Author.nullable(),
  facts: DocumentFacts,
});

export const DocumentRow = z.readonly(DocumentState);
export type DocumentRow = z.infer<typeof DocumentRow>;

/** GET /logs/{log}/documents, newest change first; removed ones are among them and marked. */
export const DocumentsAnswer = z.readonly(
  z.object({ mission: MissionRow, documents: z.readonly(z.array(DocumentRow)) }),
);
export type DocumentsAnswer = z.infer<typeof DocumentsAnswer>;

/**
 * POST /logs/{log}/answers `ExportAnswers` -> a file: the answers of all assessments of the mission that are pinned to a version
 * of an instrument. `labels`: the words of choices stand beside their codes. 404 `not-found`: no such log or instrument.
 */
export const ExportAnswers = z.readonly(
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
export type ExportAnswers = z.infer<typeof ExportAnswers>;

/**
 * POST /logs/{log}/exports -> `Done`: a copy of a report is about to be made, and for whom; one for somebody outside says what
 * for. 404 `not-found`: no such log.
 */
export const ReportExport = ExportNote.refine((note) => note.what !== 'answers' && isPurposeSaid(note));

/** An op without effect, and why (domain/document/admit-op.ts `HoldReason`: its `kind` is the reason's name). */
export const HeldChange = z.readonly(
  z.object({
    device: DeviceId,
    n,
    path: Path,
    stamp: Stamp,
    /** Left out for rich text. */
    value: Json.optional(),
    reason: z.readonly(z.object({ kind: z.string(), path: z.string().optional() })),
    /** May the asker release it? */
    releasable: z.boolean(),
  }),
);
export type HeldChange = z.infer<typeof HeldChange>;

/** GET /documents/{log}/{doc}. `people` names every device in it. */
export const DocumentAnswer = z.readonly(
  DocumentState.extend({
    registers: z.readonly(z.record(Path, Register)),
    people: z.readonly(z.record(DeviceId, Author)),
    heldChanges: z.readonly(z.array(HeldChange)),
    /** Is there an assessment in the log that can take the place of this one (domain.md A2)? */
    hasSuccessor: z.boolean(),
  }),
);
export type DocumentAnswer = z.infer<typeof DocumentAnswer>;

/** One op of a document, at its place in the log. `state`: `held` waits, `released` was held and counts now. */
export const HistoryOp = z.readonly(
  z.object({
    dot: Dot,
    device: DeviceId,
    author: Author.nullable(),
    path: Path,
    stamp: Stamp,
    place: n,
    receivedAtMs: atMs,
    state: z.enum(['counts', 'held', 'released']),
    reason: z.string().optional(),
    releasedBy: Author.optional(),
    over: z.readonly(z.array(Dot)),
    /** Left out for rich text. */
    value: Json.optional(),
    /** What it wrote was erased (domain.md E): there is a null in its place, or what is left of a text. */
    erased: z.literal(true).optional(),
  }),
);
export type HistoryOp = z.infer<typeof HistoryOp>;

/** GET /documents/{log}/{doc}/history?before=<place>: newest first; `before` of the next page, null at the end. */
export const HistoryAnswer = z.readonly(
  z.object({ ops: z.readonly(z.array(HistoryOp)), before: n.nullable() }),
);
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

export const DeviceRow = z.readonly(
  z.object({
    device: DeviceId,
    label: z.string(),
    platform: z.string(),
    version: z.string(),
    owner: Author,
    enrolledAtMs: atMs,
    lastContactAtMs: atMs.nullable(),
    /** Own changes that it had yet to send after its last request; null while it never asked. */
    waiting: z.readonly(z.object({ ops: z.int().nonnegative(), bytes: z.int().nonnegative() })).nullable(),
    state: z.enum(['active', 'revoked', 'wipe']),
    /** When the laptop confirmed that it carried out what `state` says. */
    confirmedAtMs: atMs.nullable(),
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
  z.object({ device: DeviceId, n: z.readonly(z.array(n).min(1).max(2_000)) }),
);
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** The place of the release in the log; null when all of them counted already. */
export const ReleaseAnswer = z.readonly(z.object({ place: n.nullable() }));
export type ReleaseAnswer = z.infer<typeof ReleaseAnswer>;
