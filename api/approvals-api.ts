import * as z from 'zod';
import { SealRole } from '#domain/path-rules/sealed-value.ts';
import { Role } from '#domain/people/role.ts';
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
export const ApprovalsResponse = z.readonly(z.object({ approvals: z.readonly(z.array(ApprovalRow)) }));
export type ApprovalsResponse = z.infer<typeof ApprovalsResponse>;

/** POST /admin/approvals/decide -> `DoneResponse`. Every administrator may refuse; the asker withdraws by refusing. */
export const DecideApprovalRequest = z.readonly(
  z.object({ approval: z.guid(), decision: z.enum(['approve', 'refuse']) }),
);
export type DecideApprovalRequest = z.infer<typeof DecideApprovalRequest>;

/** GET /console/notices. */
export const NoticesResponse = z.readonly(
  z.object({ notices: z.readonly(z.array(AccessNotice).max(maximumNotices)) }),
);
export type NoticesResponse = z.infer<typeof NoticesResponse>;
