import type { Result } from '#base/result.ts';
import type { DocumentId } from '../ids.ts';
import {
  applyOpToRegister,
  type Document,
  type Register,
  unwrittenRegister,
  withoutDeadDot,
} from './document.ts';
import {
  type CapacityRefusal,
  checkCapacity,
  type DocumentSize,
  documentSizeOf,
  emptyDocumentSize,
  sizeAfterChange,
} from './document-size.ts';
import { type DocumentKind, type Dot, type Op, type Path } from './op.ts';

/**
 * Registers of one document, in memory or in a table with an index of `dead`. A lookup costs the same in a small
 * document and in a large one.
 */
interface RegisterIndex {
  /** The register at a path; undefined where nothing was written. */
  at(path: Path): Register | undefined;
  /** Paths with this dot in `dead` (M2). */
  awaiting(dot: Dot): Iterable<Path>;
}

/** Registers in memory. Building it costs the document's size once; each lookup and change is independent of it. */
export class MemoryRegisterIndex implements RegisterIndex {
  readonly #byPath = new Map<Path, Register>();
  readonly #awaiting = new Map<Dot, Set<Path>>();

  constructor(registers: Document['registers'] = {}) {
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][]) this.set(path, register);
  }

  at(path: Path): Register | undefined {
    return this.#byPath.get(path);
  }

  awaiting(dot: Dot): Iterable<Path> {
    return this.#awaiting.get(dot) ?? [];
  }

  get count(): number {
    return this.#byPath.size;
  }

  entries(): Iterable<readonly [Path, Register]> {
    return this.#byPath.entries();
  }

  /** Replace the register at a path. */
  set(path: Path, register: Register): void {
    if (this.#awaiting.size > 0)
      for (const dot of this.#byPath.get(path)?.dead ?? []) this.#forget(dot, path);
    this.#byPath.set(path, register);
    for (const dot of register.dead ?? []) {
      const paths = this.#awaiting.get(dot) ?? new Set();
      this.#awaiting.set(dot, paths.add(path));
    }
  }

  /** The stored and wire form: a record of registers by path. */
  toRecord(): Document['registers'] {
    return Object.fromEntries(this.#byPath);
  }

  #forget(dot: Dot, path: Path): void {
    const paths = this.#awaiting.get(dot);
    paths?.delete(path);
    if (paths?.size === 0) this.#awaiting.delete(dot);
  }
}

/** A document that ops are applied to, in memory or in a table. */
export interface DocumentSource {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly registers: RegisterIndex;
  readonly size: DocumentSize;
}

/**
 * A document that ops are applied to, one after the other, over a source that does not change. An op costs the size
 * of its own register, however many others the document has. Any order of ops gives the same registers (M2).
 */
export class DocumentDraft {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly #source: DocumentSource;
  readonly #changed = new MemoryRegisterIndex();
  /** Registers of the source that were looked up: a lookup in a large document costs more than in this map. */
  readonly #before = new Map<Path, Register | undefined>();
  /** Size that the changes add to the source. */
  #added: DocumentSize = { registers: 0, bytes: 0 };

  constructor(documentSource: DocumentSource) {
    this.doc = documentSource.doc;
    this.kind = documentSource.kind;
    this.#source = documentSource;
  }

  get size(): DocumentSize {
    const { registers, bytes } = this.#source.size;
    return { registers: registers + this.#added.registers, bytes: bytes + this.#added.bytes };
  }

  /** The registers that differ from the source's, by path. */
  get changed(): Iterable<readonly [Path, Register]> {
    return this.#changed.entries();
  }

  registerAt(path: Path): Register | undefined {
    return this.#changed.at(path) ?? this.#registerBefore(path);
  }

  /** Check whether there is room for this op (`documentLimits`). */
  checkCapacity(op: Op): Result<Op, CapacityRefusal> {
    return checkCapacity(op, this.size, this.registerAt(op.path));
  }

  /**
   * Apply an op of this document that it has not taken yet; see `applyOpToRegister` for `hasTaken`.
   * @returns the changed paths
   */
  apply(op: Op, hasTaken: (dot: Dot) => boolean): readonly Path[] {
    // An op that names in `over` a dot of another register is malformed; the order of arrival must not matter.
    const otherPaths = [...this.#awaiting(op.dot)].filter((path) => path !== op.path);
    for (const path of otherPaths)
      this.#set(path, withoutDeadDot(this.registerAt(path) ?? unwrittenRegister, op.dot));
    this.#set(op.path, applyOpToRegister(this.registerAt(op.path) ?? unwrittenRegister, op, hasTaken));
    return [...otherPaths, op.path];
  }

  #registerBefore(path: Path): Register | undefined {
    const knownRegister = this.#before.get(path);
    if (knownRegister !== undefined || this.#before.has(path)) return knownRegister;
    const register = this.#source.registers.at(path);
    this.#before.set(path, register);
    return register;
  }

  #awaiting(dot: Dot): ReadonlySet<Path> {
    const paths = [...this.#changed.awaiting(dot)];
    // Changes since the draft began are in its own index.
    for (const path of this.#source.registers.awaiting(dot))
      if (this.#changed.at(path) === undefined) paths.push(path);
    return new Set(paths);
  }

  #set(path: Path, register: Register): void {
    this.#added = sizeAfterChange(this.#added, path, this.registerAt(path), register);
    this.#changed.set(path, register);
  }
}

/** Return the document after an op that it has not taken yet; costs a walk over it. */
export function applyOpToDocument(document: Document, op: Op, hasTaken: (dot: Dot) => boolean): Document {
  const { doc, kind, registers } = document;
  // Keys of a parsed record are paths; Object.keys forgets that.
  const awaiting = (dot: Dot) =>
    (Object.keys(registers) as Path[]).filter((path) => registers[path]?.dead?.includes(dot));
  const documentDraft = new DocumentDraft({
    doc,
    kind,
    registers: { at: (path) => registers[path], awaiting },
    size: emptyDocumentSize,
  });
  documentDraft.apply(op, hasTaken);
  return documentWithDraft(document, documentDraft);
}

/** Return a document in memory as a source; costs the document's size once. */
export function documentSourceOf({ doc, kind, registers }: Document): DocumentSource {
  const indexed = new MemoryRegisterIndex(registers);
  let documentSize: DocumentSize | undefined;
  return {
    doc,
    kind,
    registers: indexed,
    get size() {
      return (documentSize ??= documentSizeOf(indexed.entries()));
    },
  };
}

export const documentSourcesOf = (
  documents: ReadonlyMap<DocumentId, Document>,
): ReadonlyMap<DocumentId, DocumentSource> =>
  new Map([...documents].map(([documentId, document]) => [documentId, documentSourceOf(document)]));

export const emptyDocumentSource = (doc: DocumentId, kind: DocumentKind): DocumentSource => ({
  doc,
  kind,
  registers: new MemoryRegisterIndex(),
  size: emptyDocumentSize,
});

/** Return the document with the registers that a draft changed. */
export const documentWithDraft = (document: Document, documentDraft: DocumentDraft): Document => ({
  ...document,
  registers: { ...document.registers, ...Object.fromEntries(documentDraft.changed) },
});
