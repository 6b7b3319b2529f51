import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, type DocumentLookup, registerAt, valueAt } from '../document/document.ts';
import { type DocumentKind, Dot, isTextOp, type Op, pathOf, type ValueOp } from '../document/op.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';
import { type KnownDocumentKind, knownKindOf } from '../path-rules/path-classes.ts';
import type { Role } from '../people/role.ts';
import { mayTakeLessonStep } from '../workshop/lesson-status.ts';
import { descriptorOf, kindDescriptors } from './kind-descriptors.ts';
import { pathClassOf } from './path-class.ts';
import {
  approvingRoles,
  confidentialRemarkReaders,
  mayChangeStatus,
  mayChangeStatusAnywhere,
  ratingRoles,
} from './rights.ts';

/**
 * Writing that a screen offers to a person with these roles. `final`: locked (M7); `comments`: remarks but no
 * content; `reading`: nothing. `removed`: nothing until it is brought back. The end of a lease closes none of them.
 */
export type WriteMode = 'open' | 'comments' | 'final' | 'reading' | 'removed';

/** Ask the rule that will judge the write (`permitWrite`), so screens offer only permitted acts. */
export const mayWriteAt = (roles: readonly Role[], document: Document, path: string, value = ''): boolean =>
  permitWrite(roles, { ...probeOpAt(document, path), value }, document).ok;

/** Return the write mode of these roles in the document as it is now. */
export function writeModeOf(roles: readonly Role[], document: Document): WriteMode {
  const mayWrite = (path: string): boolean => mayWriteAt(roles, document, path);
  if (isRemovedWithoutConflict(document)) return 'removed';
  if (mayWrite('title')) return 'open';
  if (isDocumentFinal(document)) return 'final';
  return mayWrite('comments/probe/text') ? 'comments' : 'reading';
}

/** Return whether these roles may decide between ratings and agree targets (docs/requirements.md A3: the lead). */
export const mayDecideRatings = (roles: readonly Role[], document: Document): boolean =>
  permitWrite(roles, probeOpAt(document, 'consolidations/probe'), document).ok;

/** Return whether these roles may reply to headquarters, and record comments of the State. */
export const mayReplyToReview = (roles: readonly Role[], document: Document): boolean =>
  !isRemovedWithoutConflict(document) && mayWriteAt(roles, document, 'review/replies/probe/text');

/** Statuses that these roles may set on the document, out of a list; its own is always one. */
export const offeredStatuses = <Status extends string>(
  roles: readonly Role[],
  document: Document,
  states: readonly Status[],
): readonly Status[] =>
  states.filter(
    (state) => state === valueAt(document, 'status') || mayWriteAt(roles, document, 'status', state),
  );

const probeOpAt = ({ doc, kind }: Document, path: string): ValueOp => ({
  dot: Dot.parse(`${'0'.repeat(32)}.1`),
  stamp: [0, 0],
  doc,
  kind,
  path: pathOf(...path.split('/')),
  over: [],
  value: '',
});

/**
 * Reason why a person's role does not allow a write. The server holds the op (J5), a device does not offer the act.
 */
export type PermitRefusal =
  | { readonly kind: 'roleMayNotWrite' }
  | { readonly kind: 'roleMayNotFinalize' }
  /** Others take this step: headquarters reviews and approves, the mission lead opens and closes. */
  | { readonly kind: 'roleMayNotMove' }
  | { readonly kind: 'documentIsFinal' };

/**
 * Check whether a person with these roles in the log may make this write, given the document before it. Device and
 * server ask alike; the server's answer decides. The whole table is docs/roles.md.
 */
export function permitWrite(
  all: readonly Role[],
  op: Op,
  previousDocument: DocumentLookup | undefined,
): Result<Op, PermitRefusal> {
  const documentKind = knownKindOf(op.kind);
  if (documentKind === null) return refuse({ kind: 'roleMayNotWrite' });
  const roles = rolesAfterDutySeparation(all);
  if (isStatusLocked(documentKind, previousDocument) && !hasApprovingRole(roles))
    return refuse({ kind: 'documentIsFinal' });
  const pathClass = pathClassOf(documentKind, op.path);
  if (pathClass === 'status') return permitStatusChange(documentKind, roles, op, previousDocument);
  const writers = kindDescriptors[documentKind].rights[pathClass] ?? [];
  if (pathClass === 'lesson-steps' && isLessonStatus(op) && !mayTakeLessonStep(roles, op.value))
    return refuse({ kind: 'roleMayNotMove' });
  return roles.some((role) => writers.includes(role)) ? ok(op) : refuse({ kind: 'roleMayNotWrite' });
}

const isLessonStatus = (op: Op): op is ValueOp => !isTextOp(op) && op.path.endsWith('/status');

function permitStatusChange(
  documentKind: KnownDocumentKind,
  roles: readonly Role[],
  op: Op,
  previousDocument: DocumentLookup | undefined,
): Result<Op, PermitRefusal> {
  const to = isTextOp(op) ? undefined : op.value;
  if (mayChangeStatus(documentKind, roles, statusesOf(previousDocument), to)) return ok(op);
  if (to === 'final') return refuse({ kind: 'roleMayNotFinalize' });
  return refuse({
    kind: mayChangeStatusAnywhere(documentKind, roles) ? 'roleMayNotMove' : 'roleMayNotWrite',
  });
}

/** Statuses of a document: one, `new` before the first, or several while people disagree (M3). */
function statusesOf(documentLookup: DocumentLookup | undefined): readonly string[] {
  const heads = registerAt(documentLookup, 'status')?.heads ?? [];
  return heads.length === 0 ? ['new'] : heads.map(({ value }) => (typeof value === 'string' ? value : ''));
}

/** M7: return whether the status locks the document, without a conflict. */
function isStatusLocked(
  documentKind: KnownDocumentKind,
  documentLookup: DocumentLookup | undefined,
): boolean {
  const [state = '', ...others] = statusesOf(documentLookup);
  return others.length === 0 && kindDescriptors[documentKind].lifecycle.locked.includes(state);
}

/** M7: return whether people without the right to approve may no longer write in it. */
export function isDocumentFinal(document: Document): boolean {
  const documentKind = knownKindOf(document.kind);
  return documentKind !== null && isStatusLocked(documentKind, document);
}

/** Separation of duties (docs/requirements.md A3): a rater never approves, in no other role in the log either. */
const rolesAfterDutySeparation = (roles: readonly Role[]): readonly Role[] =>
  roles.some((role) => ratingRoles.includes(role))
    ? roles.filter((role) => !approvingRoles.includes(role))
    : roles;

const hasApprovingRole = (roles: readonly Role[]): boolean =>
  roles.some((role) => approvingRoles.includes(role));

/**
 * Return whether a person with these roles may read a log. An administrator may not (docs/requirements.md A3). A
 * partner reads single items of the plan, in the console alone (docs/requirements.md E5).
 */
export const mayReadLog = (roles: readonly Role[]): boolean =>
  rolesOnDevice(roles).some((role) => role !== 'admin');

/** Roles that count on a laptop and in its packs. Partners work in the console, where each item is checked. */
export const rolesOnDevice = (roles: readonly Role[]): readonly Role[] =>
  roles.filter((role) => role !== 'partner');

/**
 * Return whether a role opens overviews over many missions. A partner reads no levels of others (docs/requirements.md
 * E5); an administrator reads no content.
 */
export const mayReadOverviews = (role: Role): boolean => role !== 'admin' && role !== 'partner';

/** Return whether a person with this global role publishes and retires templates. */
export const mayPublishTemplates = (role: Role): boolean =>
  kindDescriptors['workshop-template'].rights.edition?.includes(role) === true;

/**
 * Return whether they may read the encrypted remarks beside the log (docs/requirements.md E4). Everybody else sees
 * only that a remark exists.
 */
export const mayReadConfidentialRemarks = (roles: readonly Role[]): boolean =>
  roles.some((role) => confidentialRemarkReaders.includes(role));

/** J5: return whether they may release held ops. */
export const mayReleaseHeldOps = (roles: readonly Role[]): boolean =>
  hasApprovingRole(rolesAfterDutySeparation(roles));

/**
 * J5: return whether a person may release held ops of this kind. Not for instruments and settings of the programme:
 * people with these rights write at headquarters.
 */
export const isReleasableKind = (documentKind: DocumentKind): boolean =>
  descriptorOf(documentKind)?.isServerOnly !== true;

/**
 * Time of a vault without contact to headquarters, by this laptop's own clock, which may be years wrong or jump.
 * `contactAtMs`: the clock at the last answered request. `seenAtMs`: the clock at the last check. `countedMs`: the
 * time that was seen to pass in between, without jumps.
 */
export const LeaseCheck = z.readonly(
  z.object({
    contactAtMs: z.int(),
    seenAtMs: z.int(),
    countedMs: z.int().nonnegative(),
  }),
);
export type LeaseCheck = z.infer<typeof LeaseCheck>;

const leaseDayMs = 24 * 60 * 60 * 1000;

/** No laptop in use is off for so long. A longer step is a clock that was set, not time that passed. */
const maximumAbsenceMs = 180 * leaseDayMs;

/** A running store checks every hour, and sleep locks it: a longer step is a clock that was set. */
const maximumRunningStepMs = 7 * leaseDayMs;

/** Return the count after an answer of headquarters: it restarts. */
export const leaseAfterContact = (nowMs: number): LeaseCheck => ({
  contactAtMs: nowMs,
  seenAtMs: nowMs,
  countedMs: 0,
});

/**
 * Count the time since the store was last open. A step of up to 180 days counts, since the laptop may have been
 * unused. Nothing here distinguishes that from a clock that was set meanwhile.
 */
export const countLeaseAbsence = (leaseCheck: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(leaseCheck, nowMs, maximumAbsenceMs);

/**
 * Count the time since the last check while the store runs. A step back counts as nothing, and so does a step of more
 * than a week.
 */
export const countLeaseStep = (leaseCheck: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(leaseCheck, nowMs, maximumRunningStepMs);

function withClockStep(leaseCheck: LeaseCheck, nowMs: number, longestMs: number): LeaseCheck {
  const stepMs = nowMs - leaseCheck.seenAtMs;
  const passedMs = stepMs > 0 && stepMs <= longestMs ? stepMs : 0;
  return { ...leaseCheck, seenAtMs: nowMs, countedMs: leaseCheck.countedMs + passedMs };
}

/**
 * Return whether the lease is over. Two witnesses must agree: the clock, and the time that was seen to pass. A clock
 * that jumps years ahead satisfies only the first, one that is set to and fro only the second: neither locks a person
 * out. Setting it back on purpose extends the lease. That guards only against outdated grants: at headquarters the
 * server decides anyway (J5).
 * @param leaseCheck of a store that has checked the clock since it was opened
 */
export const isLeaseOver = (leaseCheck: LeaseCheck, leaseMs: number, nowMs: number): boolean =>
  nowMs - leaseCheck.contactAtMs >= leaseMs && countLeaseStep(leaseCheck, nowMs).countedMs >= leaseMs;

/** Rest of the lease in milliseconds, by the witness that has seen less of it. Never more than a whole lease. */
export const leaseLeftMs = (leaseCheck: LeaseCheck, leaseMs: number, nowMs: number): number =>
  Math.min(
    leaseMs,
    Math.max(
      0,
      leaseMs - (nowMs - leaseCheck.contactAtMs),
      leaseMs - countLeaseStep(leaseCheck, nowMs).countedMs,
    ),
  );

/**
 * Earliest present time that two witnesses agree on: the clock, and the time seen to pass since the last contact.
 * Erasure by date uses it, so a clock that jumps years ahead erases nothing.
 */
export const agreedNowMs = (leaseCheck: LeaseCheck, nowMs: number): number =>
  Math.min(nowMs, leaseCheck.contactAtMs + countLeaseStep(leaseCheck, nowMs).countedMs);

/** Days before the end of a lease in which a laptop says so each day. */
const warningDays = 10;

/**
 * Days that a laptop names before the end of its lease, at least one; null while more than ten are left.
 * @param leftMs above zero (`leaseLeftMs`)
 */
export function leaseWarningDays(leftMs: number): number | null {
  const days = Math.max(1, Math.ceil(leftMs / leaseDayMs));
  return days <= warningDays ? days : null;
}

/** Bound between the units: no lease has so few milliseconds, or more days. */
const maximumLeaseDays = 3_650;

/**
 * The `lease` of an enrolment in milliseconds. Headquarters sends milliseconds; a small number can only mean days.
 */
export const leaseDurationMs = (lease: number): number =>
  lease <= maximumLeaseDays ? lease * leaseDayMs : lease;
