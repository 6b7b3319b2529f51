import * as z from 'zod';
import type { Json } from '../base/json.ts';
import { DocumentId } from '../ids.ts';
import type { Dot } from './dot.ts';
import { Kind } from './op.ts';
import { Path } from './path.ts';
import { isConflict, Register, shownHead } from './register.ts';

/** Anything that people write: a map from path to register. A new kind is a schema over paths, not new machinery. */
export const Document = z.readonly(
  z.object({ doc: DocumentId, kind: Kind, registers: z.readonly(z.record(Path, Register)) }),
);
export type Document = z.infer<typeof Document>;

export const emptyDocument = (doc: DocumentId, kind: Kind): Document => ({ doc, kind, registers: {} });

/** What a rule about single registers asks of a document: one in memory, or a draft of one. */
export type DocumentView = Pick<Document, 'kind' | 'registers'> | RegisterLookup;

/** A document of which single registers can be asked for without all of it in one record. */
export interface RegisterLookup {
  readonly kind: Kind;
  registerAt(path: Path): Register | undefined;
}

/** The register at a path; undefined where nothing was written. */
export const registerAt = (document: DocumentView | undefined, path: string): Register | undefined =>
  document !== undefined && 'registerAt' in document
    ? document.registerAt(path as Path) // what is no path has no register
    : document?.registers[path as Path];

/** The value at a path as people see it (the newest head), or undefined when nothing was written. */
export const valueAt = (document: DocumentView | undefined, path: string): Json | undefined =>
  shownHead(registerAt(document, path))?.value;

/** The dots that a person who looks at this path sees, and a write from there replaces. */
export const dotsAt = (document: DocumentView | undefined, path: string): readonly Dot[] =>
  registerAt(document, path)?.heads.map((head) => head.dot) ?? [];

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
export const isRemoved = (document: DocumentView | undefined, prefix = ''): boolean =>
  valueAt(document, prefix === '' ? 'removed' : `${prefix}/removed`) === true;
