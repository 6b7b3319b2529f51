import { ok, refuse, type Result } from '#base/result.ts';
import { type PermitRefusal, permitWrite } from '../people/permit.ts';
import type { Role } from '../people/role.ts';
import { textsReferencedBy, type ValueRefusal } from './admit-value.ts';
import type { TextRefusal } from './admit-text.ts';
import { type DocumentLookup, registerAt } from './document.ts';
import type { CapacityRefusal } from './document-size.ts';
import { checkAgainstSchema, isWriteOncePath, type SchemaRefusal } from './kind-schema.ts';
import { schemaOfKind } from './document-kinds.ts';
import { isTextOp, type Op } from './op.ts';
import type { Path } from './path.ts';

const statusRegisterPath = 'status' as Path; // matches Path

/**
 * Registers of the document that the admission of an op reads, and no others, so a store loads just these. The
 * register that the op writes, the status of the document (M7), and the texts that a removal names (M5).
 */
export const pathsReadByAdmission = (op: Op): readonly Path[] => [
  op.path,
  statusRegisterPath,
  ...(isTextOp(op) ? [] : textsReferencedBy(op).map(([path]) => path)),
];

/** Reason why the server holds an op (J5), or why a device refuses to write it. */
export type HoldReason =
  | SchemaRefusal
  | PermitRefusal
  | CapacityRefusal
  | ValueRefusal
  | TextRefusal
  | { readonly kind: 'unknownKind' }
  | { readonly kind: 'otherKind' }
  | { readonly kind: 'mixedSort' }
  /** Published content never changes. */
  | { readonly kind: 'writtenOnce' };

/**
 * Admit an op to the document as it is before it. Checks its schema, M4, its author's rights in the log and M7. One
 * function for device and server; the server's decision counts.
 */
export function admitOp(
  op: Op,
  roles: readonly Role[],
  before: DocumentLookup | undefined,
): Result<Op, HoldReason> {
  const fits = checkFitsDocument(op, before);
  if (!fits.ok) return fits;

  const permitted = permitWrite(roles, op, before);
  return permitted.ok ? ok(op) : permitted;
}

/**
 * Check whether the document can take this op from any author: its schema and M4. An op that fails cannot be released
 * (J5) until a later version of the schema knows it.
 */
export function checkFitsDocument(op: Op, before: DocumentLookup | undefined): Result<Op, HoldReason> {
  const schema = schemaOfKind(op.kind);
  if (schema === undefined) return refuse({ kind: 'unknownKind' });
  if (before !== undefined && before.kind !== op.kind) return refuse({ kind: 'otherKind' });

  // The content of an erased op is gone, and was checked before.
  const fits = op.erased === true ? ok(op) : checkAgainstSchema(schema, op);
  if (!fits.ok) return fits;
  if (mixesTextAndValues(op, before)) return refuse({ kind: 'mixedSort' });
  const isThere = registerAt(before, op.path) !== undefined;
  return isThere && isWriteOncePath(schema, op.path) ? refuse({ kind: 'writtenOnce' }) : ok(op);
}

/** M4: a path holds either values or text, never both. */
function mixesTextAndValues(op: Op, before: DocumentLookup | undefined): boolean {
  const register = registerAt(before, op.path);
  if (register === undefined) return false;
  return isTextOp(op)
    ? register.heads.length > 0 || register.dead !== undefined
    : register.text !== undefined;
}
