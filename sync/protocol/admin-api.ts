import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { Country } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/device-loss.ts';
import { Role } from '#domain/people/role.ts';
import { Unfit } from './approvals-api.ts';
import { Author } from './console-api.ts';

// What administrators do in the console, under /api/v1/admin (domain.md A3): people, laptops, codes, recovery, the
// trail. Each act leaves an audit line in the same transaction. Nothing here tells what is written in a log.

const atMs = z.int().nonnegative();
const line = z
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
    addedAtMs: atMs,
    /** Null while they are one of us. */
    deactivatedAtMs: atMs.nullable(),
    hasSecondFactor: z.boolean(),
    /** Laptops in use. */
    devices: z.int().nonnegative(),
    grants: z.readonly(z.array(z.readonly(z.object({ log: LogId, role: Role })))),
  }),
);
export type PersonRow = z.infer<typeof PersonRow>;

/** A log by the name that headquarters gave it, never by what people wrote in it. */
export const LogRow = z.readonly(
  z.object({
    log: LogId,
    kind: z.enum(['mission', 'programme']),
    title: z.string(),
    country: z.string().nullable(),
  }),
);
export type LogRow = z.infer<typeof LogRow>;

/** GET /admin/people. */
export const PeopleAnswer = z.readonly(
  z.object({ people: z.readonly(z.array(PersonRow)), logs: z.readonly(z.array(LogRow)) }),
);
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;

/**
 * The approval that an act waits for; left out where it was done. Then a second person has to agree first
 * (approvals-api.ts).
 */
const waitsFor = z.guid().optional();

/** POST /admin/people -> `PersonAnswer`. */
export const AddPerson = z.readonly(z.object({ name: line, role: Role }));
export type AddPerson = z.infer<typeof AddPerson>;
export const PersonAnswer = z.readonly(z.object({ person: PersonId, waitsFor }));
export type PersonAnswer = z.infer<typeof PersonAnswer>;

/**
 * POST /admin/people/change -> `Changed`. `deactivate`: grants, sessions and ways to sign in go, laptops are revoked; what
 * the person wrote stays. `reset-sign-in`: passkeys and authenticator go. Nobody does any of it to themselves.
 */
export const ChangePerson = z.readonly(
  z.discriminatedUnion('act', [
    z.object({ act: z.literal('role'), person: PersonId, role: Role }),
    z.object({ act: z.literal('deactivate'), person: PersonId }),
    z.object({ act: z.literal('reset-sign-in'), person: PersonId }),
    z.object({ act: z.literal('give'), person: PersonId, log: LogId, role: Role }),
    z.object({ act: z.literal('take'), person: PersonId, log: LogId, role: Role }),
  ]),
);
export type ChangePerson = z.infer<typeof ChangePerson>;
/** `done` is false while it waits for a second person. */
export const Changed = z.readonly(z.object({ done: z.boolean(), waitsFor }));
export type Changed = z.infer<typeof Changed>;
export const Done = z.readonly(z.object({ done: z.literal(true) }));
export type Done = z.infer<typeof Done>;

/** POST /admin/logs -> `LogAnswer`. */
export const AddLog = z.readonly(
  z.object({ kind: z.enum(['mission', 'programme']), title: line, country: Country.nullable() }),
);
export type AddLog = z.infer<typeof AddLog>;
export const LogAnswer = z.readonly(z.object({ log: LogId }));
export type LogAnswer = z.infer<typeof LogAnswer>;

/** POST /admin/codes -> `CodeAnswer`: for a laptop to enrol, or for a browser to sign in. Works once. */
export const MakeCode = z.readonly(
  z.object({ person: PersonId, purpose: z.enum(['enrol', 'console']), minutes: z.int().min(1).max(10_080) }),
);
export type MakeCode = z.infer<typeof MakeCode>;
export const CodeAnswer = z.readonly(
  z.object({
    code: z.string(),
    expiresAtMs: atMs,
    /** The public address of headquarters, which goes with the code. */
    address: z.string(),
    waitsFor,
  }),
);
export type CodeAnswer = z.infer<typeof CodeAnswer>;

/**
 * POST /admin/devices/revoke -> `Done`; `wipe` may follow a plain revocation. A `reason` that is a loss is written down as an
 * incident, with when it was noticed. `endSessions`: the person is signed out of the console everywhere as well.
 */
export const RevokeDevice = z.readonly(
  z.object({
    device: DeviceId,
    wipe: z.boolean(),
    reason: RevokeReason.optional(),
    noticedAtMs: atMs.optional(),
    endSessions: z.boolean().optional(),
  }),
);
export type RevokeDevice = z.infer<typeof RevokeDevice>;

export const AuditRow = z.readonly(
  z.object({
    seq: z.int().positive(),
    atMs,
    /** Null where it was no person: the command line. */
    actor: Author.nullable(),
    actorText: z.string(),
    act: z.string(),
    subject: z.readonly(z.record(z.string(), Json)),
  }),
);
export type AuditRow = z.infer<typeof AuditRow>;

/** GET /admin/audit?before=&actor=&act=&from=&to= : newest first; `before` of the next page, null at the end. */
export const AuditAsk = z.readonly(
  z.object({
    before: z.coerce.number().int().positive().optional(),
    actor: z.string().max(60).optional(),
    act: z.string().max(60).optional(),
    from: z.coerce.number().int().nonnegative().optional(),
    to: z.coerce.number().int().nonnegative().optional(),
  }),
);
export type AuditAsk = z.infer<typeof AuditAsk>;
export const AuditAnswer = z.readonly(
  z.object({
    lines: z.readonly(z.array(AuditRow)),
    before: z.int().positive().nullable(),
    acts: z.readonly(z.array(z.string())),
  }),
);
export type AuditAnswer = z.infer<typeof AuditAnswer>;

/** GET /admin/audit/chain: does each line follow the one before it? */
export const ChainAnswer = z.readonly(
  z.object({
    intact: z.boolean(),
    lines: z.int().nonnegative(),
    head: z.string(),
    broken: z.int().nullable(),
  }),
);
export type ChainAnswer = z.infer<typeof ChainAnswer>;

export const VaultRow = z.readonly(
  z.object({
    vault: z.guid(),
    device: DeviceId,
    label: z.string(),
    owner: Author,
    keptAtMs: atMs,
  }),
);
export type VaultRow = z.infer<typeof VaultRow>;

export const RecoveryRow = z.readonly(
  z.object({
    recovery: z.guid(),
    vault: z.guid(),
    label: z.string(),
    owner: Author,
    state: z.enum(['started', 'approved', 'cancelled', 'expired']),
    startedBy: Author,
    startedAtMs: atMs,
    endedBy: Author.nullable(),
    endedAtMs: atMs.nullable(),
    /** Why the asker of this answer cannot approve it; null where they can, or where it is over. */
    unfit: Unfit.nullable(),
    /** From when on it can be approved: until then the owner of the vault can refuse on a laptop in use. */
    fromMs: atMs,
  }),
);
export type RecoveryRow = z.infer<typeof RecoveryRow>;

/**
 * Where headquarters' recovery key is: in files of its holders (`stated`), still in the database of an earlier version, or
 * nowhere. `fingerprint` is of the recipients (recipients-statement.ts); null where there are none.
 */
export const RecoveryKeyState = z.readonly(
  z.object({ state: z.enum(['stated', 'inStore', 'none']), fingerprint: z.string().nullable() }),
);
export type RecoveryKeyState = z.infer<typeof RecoveryKeyState>;

/** GET /admin/recoveries: vaults whose key is here, and what was started in the last 30 days, newest first. */
export const RecoveriesAnswer = z.readonly(
  z.object({
    vaults: z.readonly(z.array(VaultRow)),
    recoveries: z.readonly(z.array(RecoveryRow)),
    recoveryKey: RecoveryKeyState,
  }),
);
export type RecoveriesAnswer = z.infer<typeof RecoveriesAnswer>;

/** POST /admin/recoveries -> `StartedRecovery`. */
export const StartRecovery = z.readonly(z.object({ vault: z.guid() }));
export type StartRecovery = z.infer<typeof StartRecovery>;
export const StartedRecovery = z.readonly(z.object({ recovery: z.guid() }));
export type StartedRecovery = z.infer<typeof StartedRecovery>;

/** POST /admin/recoveries/approve -> `ApprovedRecovery`, once; /admin/recoveries/cancel -> `Done`. */
export const EndRecovery = z.readonly(z.object({ recovery: z.guid() }));
export type EndRecovery = z.infer<typeof EndRecovery>;

/** The vault key as its laptop sealed it: a binary age file in base64, which only the key files open (sync/recovery). */
export const ApprovedRecovery = z.readonly(z.object({ vault: z.guid(), sealed: z.base64().max(16_384) }));
export type ApprovedRecovery = z.infer<typeof ApprovedRecovery>;
