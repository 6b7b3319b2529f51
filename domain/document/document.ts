import * as z from 'zod';
import type { Json } from '../base/json.ts';
import { DocumentId } from '../ids.ts';
import type { Dot } from './dot.ts';
import { Kind, type Op } from './op.ts';
import { Path } from './path.ts';
import { applyOp, emptyRegister, isConflict, Register, shownHead, withoutDead } from './register.ts';

/** Anything that people write: a map from path to register. A new kind is a schema over paths, not new machinery. */
export const Document = z.readonly(
  z.object({ doc: DocumentId, kind: Kind, registers: z.readonly(z.record(Path, Register)) }),
);
export type Document = z.infer<typeof Document>;

export const emptyDocument = (doc: DocumentId, kind: Kind): Document => ({ doc, kind, registers: {} });

/** The document after an op of its own that it has not taken yet; see `applyOp` for `hasTaken`. */
export function applyToDocument(document: Document, op: Op, hasTaken: (dot: Dot) => boolean): Document {
  const registers = { ...document.registers };
  applyToRegisters(registers, op, hasTaken);
  return { ...document, registers };
}

/**
 * The same in place, for a fold of many ops: the record must be the caller's own. The registers in it are replaced and
 * never changed, so a shallow copy is a copy.
 */
export function applyToRegisters(
  registers: Record<Path, Register>,
  op: Op,
  hasTaken: (dot: Dot) => boolean,
): void {
  // An op that names in `over` a dot of another register is malformed; the order in which the two come must not tell.
  for (const path in registers) {
    const register = registers[path as Path]; // keys of a parsed record are paths
    if (register?.dead !== undefined && path !== op.path)
      registers[path as Path] = withoutDead(register, op.dot);
  }
  registers[op.path] = applyOp(registers[op.path] ?? emptyRegister, op, hasTaken);
}

/** The value at a path as people see it (the newest head), or undefined when nothing was written. */
export const valueAt = (document: Document | undefined, path: string): Json | undefined =>
  shownHead(document?.registers[path as Path])?.value;

/** The dots that a person who looks at this path sees, and a write from there replaces. */
export const dotsAt = (document: Document | undefined, path: string): readonly Dot[] =>
  document?.registers[path as Path]?.heads.map((head) => head.dot) ?? [];

export const textAt = (document: Document | undefined, path: string): string | undefined =>
  document?.registers[path as Path]?.text;

/** Paths whose values differ and wait for a person (M3). */
export const conflictsOf = (document: Document): readonly Path[] =>
  // Keys of a parsed record are paths; Object.entries forgets that.
  (Object.entries(document.registers) as [Path, Register][])
    .filter(([path, register]) => isConflict(register) && !isDerived(path))
    .map(([path]) => path);

/** What follows from other registers, or goes with them, is nothing to decide on. */
export const isDerived = (path: string): boolean => /^(?:calculated|removals)\//.test(path);

/** The ids directly below a prefix, such as the session ids below `sessions`, in the order of first appearance. */
export function idsBelow(document: Document | undefined, prefix: string): readonly string[] {
  const start = `${prefix}/`;
  const ids = Object.keys(document?.registers ?? {})
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length).split('/', 1)[0] ?? '');
  return [...new Set(ids)];
}

/** M5: true when the item (or with no prefix the whole document) is removed and nobody contests it. */
export const isRemoved = (document: Document | undefined, prefix = ''): boolean =>
  valueAt(document, prefix === '' ? 'removed' : `${prefix}/removed`) === true;
