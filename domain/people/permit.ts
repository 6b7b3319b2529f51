import { type Document, type DocumentView, registerAt } from '../document/document.ts';
import { isTextOp, type Kind, type Op } from '../document/op.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { lifecycles, mayStep, mayStepSomewhere } from './lifecycle.ts';
import { classOf, knownKind, type KnownKind } from './path-class.ts';
import { approvingRoles, contentRights, ratingRoles, sealedReaders } from './rights.ts';
import type { Role } from './role.ts';

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
  before: DocumentView | undefined,
): Result<Op, PermitRefusal> {
  const kind = knownKind(op.kind);
  if (kind === null) return refuse({ kind: 'roleMayNotWrite' });
  const roles = dutiesOf(all);
  if (isLocked(kind, before) && !mayApprove(roles)) return refuse({ kind: 'documentIsFinal' });
  const about = classOf(kind, op.path);
  if (about === 'status') return permitStep(kind, roles, op, before);
  const writers = contentRights[kind][about] ?? [];
  return roles.some((role) => writers.includes(role)) ? ok(op) : refuse({ kind: 'roleMayNotWrite' });
}

function permitStep(
  kind: KnownKind,
  roles: readonly Role[],
  op: Op,
  before: DocumentView | undefined,
): Result<Op, PermitRefusal> {
  const to = isTextOp(op) ? undefined : op.value;
  if (mayStep(kind, roles, statesOf(before), to)) return ok(op);
  if (to === 'final') return refuse({ kind: 'roleMayNotFinalize' });
  return refuse({ kind: mayStepSomewhere(kind, roles) ? 'roleMayNotMove' : 'roleMayNotWrite' });
}

/** The states that a record is in: one, `new` before the first, or several while people disagree (M3). */
function statesOf(document: DocumentView | undefined): readonly string[] {
  const heads = registerAt(document, 'status')?.heads ?? [];
  return heads.length === 0 ? ['new'] : heads.map(({ value }) => (typeof value === 'string' ? value : ''));
}

/** M7: is it in a state that locks it, undisputed? */
function isLocked(kind: KnownKind, document: DocumentView | undefined): boolean {
  const [state = '', ...others] = statesOf(document);
  return others.length === 0 && lifecycles[kind].locked.includes(state);
}

/** M7: may people without the right to approve write nothing in it any more? */
export function isFinal(document: Document): boolean {
  const kind = knownKind(document.kind);
  return kind !== null && isLocked(kind, document);
}

/** Separation of duties (domain.md A3): the person who rates does not approve, whatever else they are in the log. */
const dutiesOf = (roles: readonly Role[]): readonly Role[] =>
  roles.some((role) => ratingRoles.includes(role))
    ? roles.filter((role) => !approvingRoles.includes(role))
    : roles;

const mayApprove = (roles: readonly Role[]): boolean => roles.some((role) => approvingRoles.includes(role));

/** May someone with these roles in a log read what is written there? An administrator may not (domain.md A3). */
export const mayRead = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'admin');

/** May they read what is kept sealed beside the log (domain.md E, rule 4)? Nobody else is told more than that it is there. */
export const mayReadSealed = (roles: readonly Role[]): boolean =>
  roles.some((role) => sealedReaders.includes(role));

/** J5: may they let held ops take effect? */
export const mayRelease = (roles: readonly Role[]): boolean => mayApprove(dutiesOf(roles));

/**
 * J5: is there anybody who lets a held op of this kind take effect? Whoever may publish, or say when the programme ends,
 * does so at headquarters.
 */
export const isReleasable = (kind: Kind): boolean => !saidAtHeadquarters.includes(knownKind(kind));
const saidAtHeadquarters: readonly (KnownKind | null)[] = ['instrument', 'programme'];
