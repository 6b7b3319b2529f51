import * as z from 'zod';
import { ErasedPart } from '#domain/document/erase-ops.ts';
import { Path } from '#domain/document/op.ts';
import { DocumentId, GroupId, LogId, PersonId } from '#domain/ids.ts';
import { SealRecipient, SealRole } from '#domain/path-rules/sealed-value.ts';
import { GroupRole, Role } from '#domain/people/role.ts';
import { AccessNotice, maximumNotices } from '#sync/protocol/access-notices.ts';
import { NamedPerson } from './console-api.ts';

// Approvals under /api/v1/admin/approvals: acts that one administrator asks for and a second person agrees to. Also a
// person's notices in the console, under /api/v1/console/notices.

const timestampMs = z.int().nonnegative();

export const ApprovalKind = z.enum([
  'add-person',
  'change-role',
  'reset-sign-in',
  'grant',
  'grant-many',
  'grant-every-log',
  'group-members',
  'group-roles',
  'enrol-code',
  'console-code',
  /** For a request about personal data. It is done at `endsAtMs` unless somebody refuses it; approval does it at once. */
  'erase-value',
  /** Key of headquarters to which laptops may encrypt names or addresses of participants. */
  'seal-key',
]);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

/** Reason that an administrator cannot agree. Closed, so that the console has a sentence for each. */
export const UnfitReason = z.enum([
  /** The administrator asked for the act. */
  'asker',
  /** The act concerns the administrator. */
  'subject',
  /** One of the two added the other, gave them their role, or let them in. */
  'tied',
  /** Less than seven days before the request, the administrator got this role or a way to sign in. */
  'recent',
]);
export type UnfitReason = z.infer<typeof UnfitReason>;

export const ApprovalRow = z.readonly(
  z.object({
    approval: z.guid(),
    kind: ApprovalKind,
    about: NamedPerson,
    /** Role to be given; null when the act gives none. */
    role: Role.nullable(),
    /** Title of the log in which the role is to be given; null when the act gives none. */
    logTitle: z.string().nullable(),
    /** Number of the request about personal data, of `erase-value` while it waits. */
    request: z.int().positive().optional(),
    /** Key of `seal-key` while it waits: its reader, and the fingerprint that people compare. */
    sealKey: z.readonly(z.object({ role: SealRole, fingerprint: z.string() })).optional(),
    /** Titles of all logs of `grant-many`. */
    logTitles: z.readonly(z.array(z.string())).optional(),
    /** Of an act about a group that still waits: the group, everybody who gains its roles, and these roles. */
    group: z
      .readonly(
        z.object({
          name: z.string(),
          people: z.readonly(z.array(NamedPerson)),
          roles: z.readonly(
            z.array(
              z.readonly(
                z.object({
                  role: Role,
                  /** Null: all missions. */
                  logTitle: z.string().nullable(),
                  endsOn: z.string().nullable(),
                }),
              ),
            ),
          ),
        }),
      )
      .optional(),
    askedBy: NamedPerson,
    askedAtMs: timestampMs,
    endsAtMs: timestampMs,
    state: z.enum(['waiting', 'approved', 'refused', 'expired']),
    /** Null while it waits, and when the command line decided. */
    decidedBy: NamedPerson.nullable(),
    decidedAtMs: timestampMs.nullable(),
    /** Reason that the asker cannot agree; null when they can. */
    unfit: UnfitReason.nullable(),
  }),
);
export type ApprovalRow = z.infer<typeof ApprovalRow>;

/** GET /admin/approvals: those that wait, and those decided in the last 30 days, newest first. */
export const ApprovalsAnswer = z.readonly(z.object({ approvals: z.readonly(z.array(ApprovalRow)) }));
export type ApprovalsAnswer = z.infer<typeof ApprovalsAnswer>;

/** POST /admin/approvals/decide -> `DoneAnswer`. Every administrator may refuse; the asker withdraws by refusing. */
export const DecideApprovalRequest = z.readonly(
  z.object({ approval: z.guid(), decision: z.enum(['approve', 'refuse']) }),
);
export type DecideApprovalRequest = z.infer<typeof DecideApprovalRequest>;

const groupGain = {
  group: GroupId,
  people: z.readonly(z.array(PersonId)),
  roles: z.readonly(z.array(GroupRole)),
};

/** Waiting act as the database stores it. */
export const PendingAct = z.readonly(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('add-person'), person: PersonId, name: z.string().max(200), role: Role }),
    z.object({ kind: z.literal('change-role'), person: PersonId, role: Role }),
    z.object({ kind: z.literal('reset-sign-in'), person: PersonId }),
    z.object({ kind: z.literal('grant'), person: PersonId, log: LogId, role: Role }),
    z.object({
      kind: z.literal('grant-many'),
      person: PersonId,
      logs: z.readonly(z.array(LogId)),
      role: Role,
    }),
    // The person's own role in every log, also in later ones; it must be the same when somebody agrees.
    z.object({ kind: z.literal('grant-every-log'), person: PersonId, role: Role }),
    // People who gain roles by a group; `person` is the first of them. Nobody else may, and no other roles (`auth/groups.ts`).
    z.object({ kind: z.literal('group-members'), person: PersonId, ...groupGain }),
    z.object({ kind: z.literal('group-roles'), person: PersonId, ...groupGain }),
    z.object({ kind: z.literal('enrol-code'), person: PersonId, minutes: z.int().positive() }),
    z.object({ kind: z.literal('console-code'), person: PersonId, minutes: z.int().positive() }),
    // `person` is the administrator in whose name the command line asked.
    z.object({ kind: z.literal('seal-key'), person: PersonId, role: SealRole, recipient: SealRecipient }),
    // `person` is the focal point who asked: the authors of the values are told, and decide nothing.
    z.object({
      kind: z.literal('erase-value'),
      person: PersonId,
      request: z.int().positive(),
      log: LogId,
      doc: DocumentId,
      path: Path,
      part: ErasedPart,
    }),
  ]),
);
export type PendingAct = z.infer<typeof PendingAct>;

/** GET /console/notices. */
export const NoticesAnswer = z.readonly(
  z.object({ notices: z.readonly(z.array(AccessNotice).max(maximumNotices)) }),
);
export type NoticesAnswer = z.infer<typeof NoticesAnswer>;
