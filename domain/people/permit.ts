import type { Json } from '../base/json.ts';
import { valueAt, type Document } from '../document/document.ts';
import { isTextOp, type Op } from '../document/op.ts';
import type { Path } from '../document/path.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Role } from './role.ts';

/** Why a person's role does not allow a write. The server holds the op (J5), a device does not offer the act. */
export type PermitRefusal =
  | { readonly kind: 'roleMayNotWrite' }
  | { readonly kind: 'roleMayNotFinalize' }
  | { readonly kind: 'documentIsFinal' };

const fieldRoles: ReadonlySet<Role> = new Set(['assessor', 'lead', 'trainer', 'rapporteur', 'mission-lead']);
const finalizingRoles: ReadonlySet<Role> = new Set(['reviewer']);
const releasingRoles: ReadonlySet<Role> = new Set(['reviewer']);
const commentingRoles: ReadonlySet<Role> = new Set(['adviser', 'reviewer']);

/**
 * May someone with these roles in the log make this write, given the document before it? Asked on device and server
 * alike; the server's word counts. Separation of duties: who rates does not finalize, who finalizes does not rate.
 */
export function permitWrite(
  roles: readonly Role[],
  op: Op,
  before: Document | undefined,
): Result<Op, PermitRefusal> {
  const mayFinalize = roles.some((role) => finalizingRoles.has(role));
  if (!mayFinalize && isFinal(before)) return refuse({ kind: 'documentIsFinal' });
  if (op.path === 'status') {
    if (mayFinalize) return ok(op);
    if (isStatusWrite(op, 'final')) return refuse({ kind: 'roleMayNotFinalize' });
  }
  if (roles.some((role) => fieldRoles.has(role))) return ok(op);
  if (op.path.startsWith('comments/') && roles.some((role) => commentingRoles.has(role))) return ok(op);
  return refuse({ kind: 'roleMayNotWrite' });
}

/** M7: a single, undisputed `final`. */
export function isFinal(document: Document | undefined): boolean {
  const heads = document?.registers['status' as Path]?.heads; // matches Path
  return heads?.length === 1 && valueAt(document, 'status') === ('final' satisfies Json);
}

/** May someone with these roles in a log read what is written there? An administrator may not (domain.md A3). */
export const mayRead = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'admin');

/** J5: may they let held ops take effect? */
export const mayRelease = (roles: readonly Role[]): boolean => roles.some((role) => releasingRoles.has(role));

const isStatusWrite = (op: Op, status: string): boolean => !isTextOp(op) && op.value === status;
