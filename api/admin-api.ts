import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/device-loss.ts';
import { Role } from '#domain/people/role.ts';
import { UnfitReason } from './approvals-api.ts';
import { NamedPerson } from './console-api.ts';

// What administrators do in the console, under /api/v1/admin (domain.md A3): people, laptops, codes, recovery, the
// trail. Each act leaves an audit line in the same transaction. Nothing here tells what is written in a log.

const timestampMs = z.int().nonnegative();
const shownLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);

export const PersonRow = z.readonly(
  z.object({
    person: PersonId,
    name: z.string(),
    role: Role,
    everyLog: z.boolean(),
    addedAtMs: timestampMs,
    /** Null while they are one of us. */
    deactivatedAtMs: timestampMs.nullable(),
    hasSecondFactor: z.boolean(),
    /** Laptops in use. */
    devices: z.int().nonnegative(),
    grants: z.readonly(z.array(z.readonly(z.object({ log: LogId, role: Role })))),
  }),
);
export type PersonRow = z.infer<typeof PersonRow>;

/** A log by the name that headquarters gave it, never by what people wrote in it. */
export const AdminLogRow = z.readonly(
  z.object({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    title: z.string(),
    country: z.string().nullable(),
  }),
);
export type AdminLogRow = z.infer<typeof AdminLogRow>;

/** GET /admin/people. */
export const PeopleAnswer = z.readonly(
  z.object({ people: z.readonly(z.array(PersonRow)), logs: z.readonly(z.array(AdminLogRow)) }),
);
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;

/**
 * The approval that an act waits for; left out where it was done. Then a second person has to agree first
 * (approvals-api.ts).
 */
const approvalId = z.guid().optional();

/** POST /admin/people -> `PersonAnswer`. */
export const AddPersonRequest = z.readonly(z.object({ name: shownLine, role: Role }));
export type AddPersonRequest = z.infer<typeof AddPersonRequest>;
export const PersonAnswer = z.readonly(z.object({ person: PersonId, waitsFor: approvalId }));
export type PersonAnswer = z.infer<typeof PersonAnswer>;

/**
 * POST /admin/people/change -> `Changed`. `deactivate`: grants, sessions and ways to sign in go, laptops are revoked; what
 * the person wrote stays. `reset-sign-in`: passkeys and authenticator go. Nobody does any of it to themselves.
 */
export const ChangePersonRequest = z.readonly(
  z.discriminatedUnion('act', [
    z.object({ act: z.literal('role'), person: PersonId, role: Role }),
    z.object({ act: z.literal('deactivate'), person: PersonId }),
    z.object({ act: z.literal('reset-sign-in'), person: PersonId }),
    z.object({ act: z.literal('give'), person: PersonId, log: LogId, role: Role }),
    z.object({ act: z.literal('take'), person: PersonId, log: LogId, role: Role }),
  ]),
);
export type ChangePersonRequest = z.infer<typeof ChangePersonRequest>;
/** `done` is false while it waits for a second person. */
export const ChangedAnswer = z.readonly(z.object({ done: z.boolean(), waitsFor: approvalId }));
export type ChangedAnswer = z.infer<typeof ChangedAnswer>;
export const DoneAnswer = z.readonly(z.object({ done: z.literal(true) }));
export type DoneAnswer = z.infer<typeof DoneAnswer>;

/** POST /admin/logs -> `AddedLogAnswer`. */
export const AddLogRequest = z.readonly(
  z.object({ kind: z.enum(['mission', 'programme']), title: shownLine, country: CountryCode.nullable() }),
);
export type AddLogRequest = z.infer<typeof AddLogRequest>;
export const AddedLogAnswer = z.readonly(z.object({ log: LogId }));
export type AddedLogAnswer = z.infer<typeof AddedLogAnswer>;

/** POST /admin/codes -> `CodeAnswer`: for a laptop to enrol, or for a browser to sign in. Works once. */
export const MakeCodeRequest = z.readonly(
  z.object({ person: PersonId, purpose: z.enum(['enrol', 'console']), minutes: z.int().min(1).max(10_080) }),
);
export type MakeCodeRequest = z.infer<typeof MakeCodeRequest>;
export const CodeAnswer = z.readonly(
  z.object({
    code: z.string(),
    expiresAtMs: timestampMs,
    /** The public address of headquarters, which goes with the code. */
    address: z.string(),
    waitsFor: approvalId,
  }),
);
export type CodeAnswer = z.infer<typeof CodeAnswer>;

/**
 * POST /admin/devices/revoke -> `Done`; `wipe` may follow a plain revocation. A `reason` that is a loss is written down as an
 * incident, with when it was noticed. `endSessions`: the person is signed out of the console everywhere as well.
 */
export const RevokeDeviceRequest = z.readonly(
  z.object({
    device: DeviceId,
    wipe: z.boolean(),
    reason: RevokeReason.optional(),
    noticedAtMs: timestampMs.optional(),
    endSessions: z.boolean().optional(),
  }),
);
export type RevokeDeviceRequest = z.infer<typeof RevokeDeviceRequest>;

export const AuditRow = z.readonly(
  z.object({
    seq: z.int().positive(),
    atMs: timestampMs,
    /** Null where it was no person: the command line. */
    actor: NamedPerson.nullable(),
    actorText: z.string(),
    act: z.string(),
    subject: z.readonly(z.record(z.string(), JsonValue)),
  }),
);
export type AuditRow = z.infer<typeof AuditRow>;

/** GET /admin/audit?before=&actor=&act=&from=&to= : newest first; `before` of the next page, null at the end. */
export const AuditQuery = z.readonly(
  z.object({
    before: z.coerce.number().int().positive().optional(),
    actor: z.string().max(60).optional(),
    act: z.string().max(60).optional(),
    from: z.coerce.number().int().nonnegative().optional(),
    to: z.coerce.number().int().nonnegative().optional(),
  }),
);
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditAnswer = z.readonly(
  z.object({
    lines: z.readonly(z.array(AuditRow)),
    before: z.int().positive().nullable(),
    acts: z.readonly(z.array(z.string())),
  }),
);
export type AuditAnswer = z.infer<typeof AuditAnswer>;

/** GET /admin/audit/chain: does each line follow the one before it? */
export const AuditChainAnswer = z.readonly(
  z.object({
    intact: z.boolean(),
    lines: z.int().nonnegative(),
    head: z.string(),
    broken: z.int().nullable(),
  }),
);
export type AuditChainAnswer = z.infer<typeof AuditChainAnswer>;

export const VaultKeyRow = z.readonly(
  z.object({
    vault: z.guid(),
    device: DeviceId,
    label: z.string(),
    owner: NamedPerson,
    keptAtMs: timestampMs,
  }),
);
export type VaultKeyRow = z.infer<typeof VaultKeyRow>;

export const RecoveryRow = z.readonly(
  z.object({
    recovery: z.guid(),
    vault: z.guid(),
    label: z.string(),
    owner: NamedPerson,
    state: z.enum(['started', 'approved', 'cancelled', 'expired']),
    startedBy: NamedPerson,
    startedAtMs: timestampMs,
    endedBy: NamedPerson.nullable(),
    endedAtMs: timestampMs.nullable(),
    /** Why the asker of this answer cannot approve it; null where they can, or where it is over. */
    unfit: UnfitReason.nullable(),
    /** From when on it can be approved: until then the owner of the vault can refuse on a laptop in use. */
    fromMs: timestampMs,
  }),
);
export type RecoveryRow = z.infer<typeof RecoveryRow>;

/**
 * Where headquarters' recovery key is: in files of its holders (`stated`), still in the database of an earlier version, or
 * nowhere. `fingerprint` is of the recipients (recipients-statement.ts); null where there are none.
 */
export const RecoveryKeyStatus = z.readonly(
  z.object({ state: z.enum(['stated', 'inStore', 'none']), fingerprint: z.string().nullable() }),
);
export type RecoveryKeyStatus = z.infer<typeof RecoveryKeyStatus>;

/** GET /admin/recoveries: vaults whose key is here, and what was started in the last 30 days, newest first. */
export const RecoveriesAnswer = z.readonly(
  z.object({
    vaults: z.readonly(z.array(VaultKeyRow)),
    recoveries: z.readonly(z.array(RecoveryRow)),
    recoveryKey: RecoveryKeyStatus,
  }),
);
export type RecoveriesAnswer = z.infer<typeof RecoveriesAnswer>;

/** POST /admin/recoveries -> `StartedRecoveryAnswer`. */
export const StartRecoveryRequest = z.readonly(z.object({ vault: z.guid() }));
export type StartRecoveryRequest = z.infer<typeof StartRecoveryRequest>;
export const StartedRecoveryAnswer = z.readonly(z.object({ recovery: z.guid() }));
export type StartedRecoveryAnswer = z.infer<typeof StartedRecoveryAnswer>;

/** POST /admin/recoveries/approve -> `ApprovedRecoveryAnswer`, once; /admin/recoveries/cancel -> `Done`. */
export const EndRecoveryRequest = z.readonly(z.object({ recovery: z.guid() }));
export type EndRecoveryRequest = z.infer<typeof EndRecoveryRequest>;

/** The vault key as its laptop sealed it: a binary age file in base64, which only the key files open (sync/recovery). */
export const ApprovedRecoveryAnswer = z.readonly(
  z.object({ vault: z.guid(), sealed: z.base64().max(16_384) }),
);
export type ApprovedRecoveryAnswer = z.infer<typeof ApprovedRecoveryAnswer>;
