import { type Document, type DocumentLookup, registerAt, valueAt } from '../document/document.ts';
import { type DocumentKind, isTextOp, type Op, type ValueOp } from '../document/op.ts';
import { ok, refuse, type Result } from '#base/result.ts';
import { type KnownDocumentKind, knownKindOf, pathClassOf } from './path-class.ts';
import {
  approvingRoles,
  confidentialRemarkReaders,
  contentRightsByKind,
  lifecyclesByKind,
  mayChangeStatus,
  mayChangeStatusAnywhere,
  ratingRoles,
} from './rights.ts';
import type { Role } from './role.ts';
import { Dot } from '../document/dot.ts';
import { pathOf } from '../document/path.ts';

/**
 * What a screen offers to someone with these roles. `final`: locked (M7); `comments`: remarks but no content;
 * `reading`: nothing. `leaseOver`: nothing until headquarters is reached, whatever the roles (lease.ts).
 */
export type WriteMode = 'open' | 'comments' | 'final' | 'reading' | 'leaseOver';

/** Asks the rule that will judge the write (`permitWrite`), so that screens offer what will be taken. */
export const mayWriteAt = (roles: readonly Role[], document: Document, path: string, value = ''): boolean =>
  permitWrite(roles, { ...probeOpAt(document, path), value }, document).ok;

/** What people with these roles may do with the document as it is now. */
export function writeModeOf(roles: readonly Role[], document: Document): WriteMode {
  const mayWrite = (path: string): boolean => mayWriteAt(roles, document, path);
  if (mayWrite('title')) return 'open';
  if (isDocumentFinal(document)) return 'final';
  return mayWrite('comments/probe/text') ? 'comments' : 'reading';
}

/** May they decide between ratings and agree targets (domain.md A3: the lead)? */
export const mayDecideRatings = (roles: readonly Role[], document: Document): boolean =>
  permitWrite(roles, probeOpAt(document, 'consolidations/probe'), document).ok;

/** May they answer headquarters, and record what the State says? */
export const mayReplyToReview = (roles: readonly Role[], document: Document): boolean =>
  permitWrite(roles, probeOpAt(document, 'review/replies/probe/text'), document).ok;

/** Of these states, those that people with these roles may bring the document into; its own is always one. */
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

/** Why a person's role does not allow a write. The server holds the op (J5), a device does not offer the act. */
export type PermitRefusal =
  | { readonly kind: 'roleMayNotWrite' }
  | { readonly kind: 'roleMayNotFinalize' }
  /** Others take this step: headquarters reviews and approves, the mission lead opens and closes. */
  | { readonly kind: 'roleMayNotMove' }
  | { readonly kind: 'documentIsFinal' };

/**
 * May someone with these roles in the log make this write, given the document before it? Asked on device and server
 * alike; the server's word counts. The whole table is docs/roles.md.
 */
export function permitWrite(
  all: readonly Role[],
  op: Op,
  before: DocumentLookup | undefined,
): Result<Op, PermitRefusal> {
  const kind = knownKindOf(op.kind);
  if (kind === null) return refuse({ kind: 'roleMayNotWrite' });
  const roles = rolesAfterDutySeparation(all);
  if (isStatusLocked(kind, before) && !hasApprovingRole(roles)) return refuse({ kind: 'documentIsFinal' });
  const about = pathClassOf(kind, op.path);
  if (about === 'status') return permitStatusChange(kind, roles, op, before);
  const writers = contentRightsByKind[kind][about] ?? [];
  return roles.some((role) => writers.includes(role)) ? ok(op) : refuse({ kind: 'roleMayNotWrite' });
}

function permitStatusChange(
  kind: KnownDocumentKind,
  roles: readonly Role[],
  op: Op,
  before: DocumentLookup | undefined,
): Result<Op, PermitRefusal> {
  const to = isTextOp(op) ? undefined : op.value;
  if (mayChangeStatus(kind, roles, statusesOf(before), to)) return ok(op);
  if (to === 'final') return refuse({ kind: 'roleMayNotFinalize' });
  return refuse({ kind: mayChangeStatusAnywhere(kind, roles) ? 'roleMayNotMove' : 'roleMayNotWrite' });
}

/** The states that a record is in: one, `new` before the first, or several while people disagree (M3). */
function statusesOf(document: DocumentLookup | undefined): readonly string[] {
  const heads = registerAt(document, 'status')?.heads ?? [];
  return heads.length === 0 ? ['new'] : heads.map(({ value }) => (typeof value === 'string' ? value : ''));
}

/** M7: is it in a state that locks it, undisputed? */
function isStatusLocked(kind: KnownDocumentKind, document: DocumentLookup | undefined): boolean {
  const [state = '', ...others] = statusesOf(document);
  return others.length === 0 && lifecyclesByKind[kind].locked.includes(state);
}

/** M7: may people without the right to approve write nothing in it any more? */
export function isDocumentFinal(document: Document): boolean {
  const kind = knownKindOf(document.kind);
  return kind !== null && isStatusLocked(kind, document);
}

/** Separation of duties (domain.md A3): the person who rates does not approve, whatever else they are in the log. */
const rolesAfterDutySeparation = (roles: readonly Role[]): readonly Role[] =>
  roles.some((role) => ratingRoles.includes(role))
    ? roles.filter((role) => !approvingRoles.includes(role))
    : roles;

const hasApprovingRole = (roles: readonly Role[]): boolean =>
  roles.some((role) => approvingRoles.includes(role));

/** May someone with these roles in a log read what is written there? An administrator may not (domain.md A3). */
export const mayReadLog = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'admin');

/** May they read what is kept sealed beside the log (domain.md E, rule 4)? Nobody else is told more than that it is there. */
export const mayReadConfidentialRemarks = (roles: readonly Role[]): boolean =>
  roles.some((role) => confidentialRemarkReaders.includes(role));

/** J5: may they let held ops take effect? */
export const mayReleaseHeldOps = (roles: readonly Role[]): boolean =>
  hasApprovingRole(rolesAfterDutySeparation(roles));

/**
 * J5: is there anybody who lets a held op of this kind take effect? Whoever may publish, or say when the programme ends,
 * does so at headquarters.
 */
export const isReleasableKind = (kind: DocumentKind): boolean => !serverOnlyKinds.includes(knownKindOf(kind));
const serverOnlyKinds: readonly (KnownDocumentKind | null)[] = ['instrument', 'programme'];
