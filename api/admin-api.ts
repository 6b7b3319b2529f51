import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { ShownLine } from '#base/shown-line.ts';
import { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { RevokeReason } from '#domain/people/known-devices.ts';
import { MailSettings } from '#domain/people/mail-settings.ts';
import { Role } from '#domain/people/role.ts';
import { UnfitReason } from './approvals-api.ts';
import { NamedPerson } from './console-api.ts';
import { GroupRow } from './groups-api.ts';

// Administrators' routes under /api/v1/admin (docs/requirements.md A3): people, laptops, codes, recovery, audit trail.
// Each act leaves an audit line in the same transaction. No response contains content of a log.

const timestampMs = z.int().nonnegative();

export const PersonRow = z.readonly(
  z.object({
    person: PersonId,
    name: z.string(),
    role: Role,
    everyLog: z.boolean(),
    addedAtMs: timestampMs,
    /** Null while the person is active. */
    deactivatedAtMs: timestampMs.nullable(),
    hasSecondFactor: z.boolean(),
    /** Laptops in use. */
    devices: z.int().nonnegative(),
    /** Roles of the person alone; those of groups are in `GroupRow`. */
    grants: z.readonly(z.array(z.readonly(z.object({ log: LogId, role: Role })))),
    /** Null without an address. */
    mail: MailSettings.nullable(),
  }),
);
export type PersonRow = z.infer<typeof PersonRow>;

/** Log under the title that headquarters gave it, never a text that people wrote in it. */
export const AdminLogRow = z.readonly(
  z.object({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    title: z.string(),
    country: z.string().nullable(),
  }),
);
export type AdminLogRow = z.infer<typeof AdminLogRow>;

/** GET /admin/people. `sendsMail`: this server sends e-mail. */
export const PeopleResponse = z.readonly(
  z.object({
    people: z.readonly(z.array(PersonRow)),
    logs: z.readonly(z.array(AdminLogRow)),
    groups: z.readonly(z.array(GroupRow)),
    sendsMail: z.boolean(),
  }),
);
export type PeopleResponse = z.infer<typeof PeopleResponse>;

/** Approval by a second person that the act waits for (approvals-api.ts); absent when the act was done at once. */
const approvalId = z.guid().optional();

/** POST /admin/people -> `PersonResponse`. */
export const AddPersonRequest = z.readonly(z.object({ name: ShownLine, role: Role }));
export type AddPersonRequest = z.infer<typeof AddPersonRequest>;
export const PersonResponse = z.readonly(z.object({ person: PersonId, waitsFor: approvalId }));
export type PersonResponse = z.infer<typeof PersonResponse>;

/**
 * POST /admin/people/change -> `ChangedResponse`. Nobody does any of these acts to themselves. `rename` corrects a
 * name, `mail` sets or removes the address.
 * `give-every-log` gives the person's own role in every log, also in later ones; 403 `forbidden` for an administrator,
 * who reads none. `take-every-log` removes that role from all missions; other roles there stay. `deactivate` removes
 * grants, sessions and ways to sign in, and revokes laptops; the person's ops stay. `reset-sign-in` removes passkeys
 * and authenticator.
 */
export const ChangePersonRequest = z.readonly(
  z.discriminatedUnion('act', [
    z.object({ act: z.literal('role'), person: PersonId, role: Role }),
    z.object({ act: z.literal('mail'), person: PersonId, mail: MailSettings.nullable() }),
    z.object({ act: z.literal('deactivate'), person: PersonId }),
    z.object({ act: z.literal('reset-sign-in'), person: PersonId }),
    z.object({ act: z.literal('give'), person: PersonId, log: LogId, role: Role }),
    z.object({ act: z.literal('take'), person: PersonId, log: LogId, role: Role }),
    z.object({ act: z.literal('rename'), person: PersonId, name: ShownLine }),
    z.object({ act: z.literal('give-every-log'), person: PersonId }),
    z.object({ act: z.literal('take-every-log'), person: PersonId }),
  ]),
);
export type ChangePersonRequest = z.infer<typeof ChangePersonRequest>;
/** `done` is false while the act waits for a second person. */
export const ChangedResponse = z.readonly(z.object({ done: z.boolean(), waitsFor: approvalId }));
export type ChangedResponse = z.infer<typeof ChangedResponse>;
export const DoneResponse = z.readonly(z.object({ done: z.literal(true) }));
export type DoneResponse = z.infer<typeof DoneResponse>;

/**
 * POST /admin/people/grants -> `GrantManyResponse`: one role for each of these people in each of these logs, all or
 * none. Roles that they have already are left out. Those in logs with content wait for a second person, one approval a
 * person.
 */
export const GrantManyRequest = z.readonly(
  z.object({
    people: z.readonly(z.array(PersonId).min(1).max(100)),
    logs: z.readonly(z.array(LogId).min(1).max(500)),
    role: Role,
  }),
);
export type GrantManyRequest = z.infer<typeof GrantManyRequest>;
/** Number of roles that were given at once, and of those that wait for a second person. */
export const GrantManyResponse = z.readonly(
  z.object({ given: z.int().nonnegative(), waiting: z.int().nonnegative() }),
);
export type GrantManyResponse = z.infer<typeof GrantManyResponse>;

/** POST /admin/logs -> `AddedLogResponse`. */
export const AddLogRequest = z.readonly(
  z.object({ kind: z.enum(['mission', 'programme']), title: ShownLine, country: CountryCode.nullable() }),
);
export type AddLogRequest = z.infer<typeof AddLogRequest>;
export const AddedLogResponse = z.readonly(z.object({ log: LogId }));
export type AddedLogResponse = z.infer<typeof AddedLogResponse>;

/**
 * POST /admin/programme -> `AddedLogResponse`: the programme's log with its days. 409 `already-done`: there is one. 409
 * `ends-before-it-starts`.
 */
export const OpenProgrammeRequest = z.readonly(
  z.object({ title: ShownLine, startsOn: IsoDay, endsOn: IsoDay }),
);
export type OpenProgrammeRequest = z.infer<typeof OpenProgrammeRequest>;

/** POST /admin/codes -> `CodeResponse`: one-time code to enrol a laptop or to sign in with a browser. */
export const MakeCodeRequest = z.readonly(
  z.object({ person: PersonId, purpose: z.enum(['enrol', 'console']), minutes: z.int().min(1).max(10_080) }),
);
export type MakeCodeRequest = z.infer<typeof MakeCodeRequest>;
export const CodeResponse = z.readonly(
  z.object({
    code: z.string(),
    expiresAtMs: timestampMs,
    /** Public address of headquarters, shown beside the code. */
    address: z.string(),
    waitsFor: approvalId,
  }),
);
export type CodeResponse = z.infer<typeof CodeResponse>;

/**
 * POST /admin/devices/revoke -> `DoneResponse`. `wipe` may follow a plain revocation. A `reason` that is a loss is
 * recorded as an incident with the time it was noticed. `endSessions` also signs the person out of the console
 * everywhere.
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
    /** Null for an act of the command line. */
    actor: NamedPerson.nullable(),
    actorText: z.string(),
    act: z.string(),
    subject: z.readonly(z.record(z.string(), JsonValue)),
  }),
);
export type AuditRow = z.infer<typeof AuditRow>;

/**
 * GET /admin/audit?order=&before=&after=&actor=&act=&from=&to=&about=&reads= : newest first, or with `order=oldest`
 * oldest first. `next` is the `before` or `after` of the next page, null at the end. `about` is an id that the subject
 * names. `reads=no` leaves out readings of records. GET /admin/audit/file answers the same lines as CSV, all of them
 * and the oldest first, with the hashes of the chain.
 */
export const AuditQuery = z.readonly(
  z.object({
    order: z.literal('oldest').optional(),
    before: z.coerce.number().int().positive().optional(),
    after: z.coerce.number().int().positive().optional(),
    about: z.guid().optional(),
    reads: z.literal('no').optional(),
    actor: z.string().max(60).optional(),
    act: z.string().max(60).optional(),
    from: z.coerce.number().int().nonnegative().optional(),
    to: z.coerce.number().int().nonnegative().optional(),
  }),
);
export type AuditQuery = z.infer<typeof AuditQuery>;
/** Record of a line: kind and mission, and its number among those of its kind there. Its title is content. */
const AuditedRecord = z.readonly(z.object({ log: LogId, kind: z.string(), number: z.int().positive() }));
type AuditedRecord = z.infer<typeof AuditedRecord>;
export const AuditResponse = z.readonly(
  z.object({
    lines: z.readonly(z.array(AuditRow)),
    /** Records that the lines name, by their ids; erased ones are absent. */
    records: z.readonly(z.record(z.string(), AuditedRecord)),
    next: z.int().positive().nullable(),
    acts: z.readonly(z.array(z.string())),
  }),
);
export type AuditResponse = z.infer<typeof AuditResponse>;

/** GET /admin/audit/chain: whether each line follows the one before it. */
export const AuditChainResponse = z.readonly(
  z.object({
    intact: z.boolean(),
    lines: z.int().nonnegative(),
    head: z.string(),
    broken: z.int().nullable(),
  }),
);
export type AuditChainResponse = z.infer<typeof AuditChainResponse>;

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
    /** Reason that the asker cannot approve it; null when they can, or when it is over. */
    unfit: UnfitReason.nullable(),
    /** Time from which it can be approved. Until then the owner of the vault can refuse on a laptop in use. */
    fromMs: timestampMs,
  }),
);
export type RecoveryRow = z.infer<typeof RecoveryRow>;

/**
 * Place of headquarters' recovery key: files of its holders (`stated`), the database of an earlier version, or none.
 * `fingerprint` is of the recipients (sync/protocol/statements.ts); null when there are none.
 */
export const RecoveryKeyStatus = z.readonly(
  z.object({ state: z.enum(['stated', 'inStore', 'none']), fingerprint: z.string().nullable() }),
);
export type RecoveryKeyStatus = z.infer<typeof RecoveryKeyStatus>;

/** GET /admin/recoveries: vaults with an escrowed key, and recoveries started in the last 30 days, newest first. */
export const RecoveriesResponse = z.readonly(
  z.object({
    vaults: z.readonly(z.array(VaultKeyRow)),
    recoveries: z.readonly(z.array(RecoveryRow)),
    recoveryKey: RecoveryKeyStatus,
  }),
);
export type RecoveriesResponse = z.infer<typeof RecoveriesResponse>;

/** POST /admin/recoveries -> `StartedRecoveryResponse`. */
export const StartRecoveryRequest = z.readonly(z.object({ vault: z.guid() }));
export type StartRecoveryRequest = z.infer<typeof StartRecoveryRequest>;
export const StartedRecoveryResponse = z.readonly(z.object({ recovery: z.guid() }));
export type StartedRecoveryResponse = z.infer<typeof StartedRecoveryResponse>;

/** POST /admin/recoveries/approve -> `ApprovedRecoveryResponse`, once; /admin/recoveries/cancel -> `DoneResponse`. */
export const EndRecoveryRequest = z.readonly(z.object({ recovery: z.guid() }));
export type EndRecoveryRequest = z.infer<typeof EndRecoveryRequest>;

/** Vault key as its laptop encrypted it: a binary age file in base64. Only the key files open it (sync/recovery). */
export const ApprovedRecoveryResponse = z.readonly(
  z.object({ vault: z.guid(), sealed: z.base64().max(16_384) }),
);
export type ApprovedRecoveryResponse = z.infer<typeof ApprovedRecoveryResponse>;
