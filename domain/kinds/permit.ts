import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, type DocumentLookup, dotsAt, registerAt, valueAt } from '../document/document.ts';
import { type DocumentKind, Dot, isTextOp, type Op, pathOf, type ValueOp } from '../document/op.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';
import { type KnownDocumentKind, knownKindOf } from '../path-rules/path-classes.ts';
import type { Role } from '../people/role.ts';
import { mayTakeLessonStep } from '../workshop/lesson-status.ts';
import { descriptorOf, kindDescriptors } from './kind-descriptors.ts';
import { pathClassOf } from './path-class.ts';
import {
  approvingRoles,
  classesOpenInFinal,
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

const probeOpAt = (document: Document, path: string): ValueOp => ({
  dot: Dot.parse(`${'0'.repeat(32)}.1`),
  stamp: [0, 0],
  doc: document.doc,
  kind: document.kind,
  path: pathOf(...path.split('/')),
  over: dotsAt(document, path),
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
  const pathClass = pathClassOf(documentKind, op.path);
  const isOpenInFinal = classesOpenInFinal.has(pathClass) && statusesOf(previousDocument).includes('final');
  if (isStatusLocked(documentKind, previousDocument) && !isOpenInFinal && !hasApprovingRole(roles))
    return refuse({ kind: 'documentIsFinal' });
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
  const mayTakeBack = (unlessWritten: readonly string[]): boolean =>
    hasSeenStatus(op, previousDocument) &&
    unlessWritten.every((path) => (valueAt(previousDocument, path) ?? null) === null);
  if (mayChangeStatus(documentKind, roles, statusesOf(previousDocument), to, mayTakeBack)) return ok(op);
  if (to === 'final') return refuse({ kind: 'roleMayNotFinalize' });
  return refuse({
    kind: mayChangeStatusAnywhere(documentKind, roles) ? 'roleMayNotMove' : 'roleMayNotWrite',
  });
}

/** Return whether an op was written over every status that the document has. */
const hasSeenStatus = (op: Op, previousDocument: DocumentLookup | undefined): boolean =>
  !isTextOp(op) && dotsAt(previousDocument, 'status').every((dot) => op.over.includes(dot));

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
