import type { DocumentId } from '../ids.ts';
import type { Result } from '../base/result.ts';
import type { Document } from './document.ts';
import {
  checkRoom,
  type DocumentSize,
  emptySize,
  type RoomRefusal,
  sizeOf,
  sizeWith,
} from './document-size.ts';
import type { Dot } from './dot.ts';
import type { Kind, Op } from './op.ts';
import type { Path } from './path.ts';
import { applyOp, emptyRegister, type Register, withoutDead } from './register.ts';
import { MemoryRegisters, type Registers } from './registers.ts';

/** A document that ops are applied to, wherever it is kept. */
export interface DocumentSource {
  readonly doc: DocumentId;
  readonly kind: Kind;
  readonly registers: Registers;
  readonly size: DocumentSize;
}

/**
 * A document that ops are applied to, one after the other, on top of a source that stays as it is. An op costs what its
 * own register costs, however many others the document has. Any order of ops ends in the same registers (M2).
 */
export class DocumentDraft {
  readonly doc: DocumentId;
  readonly kind: Kind;
  readonly #source: DocumentSource;
  readonly #changed = new MemoryRegisters();
  /** Registers of the source that were looked up: looking up one in a large document costs more than in this map. */
  readonly #before = new Map<Path, Register | undefined>();
  /** What the changes add to the source's size. */
  #added: DocumentSize = { registers: 0, bytes: 0 };

  constructor(source: DocumentSource) {
    this.doc = source.doc;
    this.kind = source.kind;
    this.#source = source;
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

  /** Is there room for this op (`documentLimits`)? */
  checkRoom(op: Op): Result<Op, RoomRefusal> {
    return checkRoom(op, this.size, this.registerAt(op.path));
  }

  /** Applies an op of this document that it has not taken yet; see `applyOp` for `hasTaken`. Returns the changed paths. */
  apply(op: Op, hasTaken: (dot: Dot) => boolean): readonly Path[] {
    // An op that names in `over` a dot of another register is malformed; the order in which the two come must not tell.
    const others = [...this.#awaiting(op.dot)].filter((path) => path !== op.path);
    for (const path of others) this.#set(path, withoutDead(this.registerAt(path) ?? emptyRegister, op.dot));
    this.#set(op.path, applyOp(this.registerAt(op.path) ?? emptyRegister, op, hasTaken));
    return [...others, op.path];
  }

  #registerBefore(path: Path): Register | undefined {
    const known = this.#before.get(path);
    if (known !== undefined || this.#before.has(path)) return known;
    const register = this.#source.registers.at(path);
    this.#before.set(path, register);
    return register;
  }

  #awaiting(dot: Dot): ReadonlySet<Path> {
    const paths = [...this.#changed.awaiting(dot)];
    // What the draft changed since is told by its own index.
    for (const path of this.#source.registers.awaiting(dot))
      if (this.#changed.at(path) === undefined) paths.push(path);
    return new Set(paths);
  }

  #set(path: Path, register: Register): void {
    this.#added = sizeWith(this.#added, path, this.registerAt(path), register);
    this.#changed.set(path, register);
  }
}

/** The document after an op of its own that it has not taken yet; costs a walk over it. */
export function applyToDocument(document: Document, op: Op, hasTaken: (dot: Dot) => boolean): Document {
  const { doc, kind, registers } = document;
  // Keys of a parsed record are paths; Object.keys forgets that.
  const awaiting = (dot: Dot) =>
    (Object.keys(registers) as Path[]).filter((path) => registers[path]?.dead?.includes(dot));
  const draft = new DocumentDraft({
    doc,
    kind,
    registers: { at: (path) => registers[path], awaiting },
    size: emptySize,
  });
  draft.apply(op, hasTaken);
  return documentWith(document, draft);
}

/** A document in memory as a source; costs the document's size once. */
export function sourceOf({ doc, kind, registers }: Document): DocumentSource {
  const indexed = new MemoryRegisters(registers);
  let size: DocumentSize | undefined;
  return {
    doc,
    kind,
    registers: indexed,
    get size() {
      return (size ??= sizeOf(indexed.entries()));
    },
  };
}

export const sourcesOf = (
  documents: ReadonlyMap<DocumentId, Document>,
): ReadonlyMap<DocumentId, DocumentSource> =>
  new Map([...documents].map(([doc, document]) => [doc, sourceOf(document)]));

export const emptySource = (doc: DocumentId, kind: Kind): DocumentSource => ({
  doc,
  kind,
  registers: new MemoryRegisters(),
  size: emptySize,
});

/** The document with the registers that a draft of it changed. */
export const documentWith = (document: Document, draft: DocumentDraft): Document => ({
  ...document,
  registers: { ...document.registers, ...Object.fromEntries(draft.changed) },
});
