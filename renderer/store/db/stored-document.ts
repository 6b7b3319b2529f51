import {
  type DocumentDraft,
  type DocumentSource,
  documentWithDraft,
  MemoryRegisterIndex,
} from '#domain/document/document-draft.ts';
import { type DocumentSize, documentSizeOf } from '#domain/document/document-size.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import { SummaryState, type SummaryStep } from '#domain/document/document-summary.ts';
import type { DocumentChange, DocumentRow } from './rows.ts';

/** A document without its registers. */
export type StoredDocumentHead = Omit<DocumentRow, 'registers'>;

/** What the rows of `documentChanges` of one document are: how many, and the bytes of their registers as JSON. */
interface StoredChangesSize {
  readonly count: number;
  readonly bytes: number;
}

/** Changes of a small document may weigh so much, and be so many rows, before they are folded into it. */
const minimumFoldSizes = { bytes: 32 * 1024, rows: 128 };
/** A larger one may have a row of changes for each so many bytes: reading a row costs as much as some of its bytes. */
const bytesPerChangeRow = 512;

/**
 * One document as the database has it: its row in `documents` and, on top of that, its rows in `documentChanges`. In
 * memory its registers are indexed, so that a write and what it stores cost what was written and not the document.
 */
export class StoredDocument implements DocumentSource {
  readonly registers: MemoryRegisterIndex;
  #head: StoredDocumentHead;
  #size: DocumentSize;
  #changes: StoredChangesSize;
  /** What its summary is made of; made at the first write. */
  #summary: SummaryState | null = null;
  /** The document as a row; made when it is asked for. */
  #row: DocumentRow | null;

  /** `base`: the row in `documents`; `changes`: those in `documentChanges`, in the order of `n`. */
  constructor(base: DocumentRow, changes: readonly DocumentChange[] = []) {
    const { registers, ...head } = base;
    this.registers = new MemoryRegisterIndex(registers);
    this.#head = head;
    this.#row = changes.length === 0 ? base : null;
    for (const change of changes) {
      // Keys of a parsed record are paths; Object.entries forgets that.
      for (const [path, register] of Object.entries(change.registers) as [Path, Register][])
        this.registers.set(path, register);
      this.#head = headAfterChange(this.#head, change.changedAtMs);
    }
    this.#size = documentSizeOf(this.registers.entries());
    this.#changes = { count: changes.at(-1)?.n ?? 0, bytes: sumOfBytes(changes.map(changeBytes)) };
  }

  get doc(): StoredDocumentHead['doc'] {
    return this.#head.doc;
  }

  get kind(): StoredDocumentHead['kind'] {
    return this.#head.kind;
  }

  get head(): StoredDocumentHead {
    return this.#head;
  }

  get size(): DocumentSize {
    return this.#size;
  }

  registerAt(path: Path): Register | undefined {
    return this.registers.at(path);
  }

  /** Were registers changed since it was written whole? */
  get hasChanges(): boolean {
    return this.#changes.count > 0;
  }

  /** The whole document; costs its size once after each change. */
  toRow(): DocumentRow {
    return (this.#row ??= { ...this.#head, registers: this.registers.toRecord() });
  }

  /**
   * Row to store once a draft of this document is saved: the changed registers alone, or the whole document. It is written
   * whole where its changes weigh twice as much, or are too many rows to be read fast: so the bytes that are written for a
   * change stay in proportion to it.
   */
  rowAfter(draft: DocumentDraft, changedAtMs: number): DocumentChange | DocumentRow {
    const { log, doc } = this.#head;
    const registers = Object.fromEntries(draft.changed) as DocumentChange['registers'];
    const change = { log, doc, n: this.#changes.count + 1, registers, changedAtMs };
    const bytes = this.#changes.bytes + changeBytes(change);
    return this.#mayFollow(draft.size.bytes, change.n, bytes)
      ? change
      : {
          ...headAfterChange(this.#head, changedAtMs),
          registers: { ...this.registers.toRecord(), ...registers },
        };
  }

  /** May a document of so many bytes have that many rows of changes of so many bytes on top? */
  #mayFollow(documentBytes: number, rows: number, bytes: number): boolean {
    const base = Math.max(documentBytes - bytes, 0);
    return (
      bytes <= Math.max(minimumFoldSizes.bytes, 2 * base) &&
      rows <= Math.max(minimumFoldSizes.rows, documentBytes / bytesPerChangeRow)
    );
  }

  /** The summary once a draft of this document is saved. */
  summaryAfter(draft: DocumentDraft): SummaryStep {
    this.#summary ??= new SummaryState(this.toRow());
    return this.#summary.summarizeAfter(
      draft,
      Array.from(draft.changed, ([path]) => path),
      () => documentWithDraft(this.toRow(), draft),
    );
  }

  /** This row, which was made of this draft by `rowAfter`, is in the database. */
  applySaved(
    row: DocumentChange | DocumentRow,
    draft: DocumentDraft,
    summary: SummaryStep | undefined,
  ): void {
    if (summary === undefined) this.#summary = null;
    else summary.commit();
    const isChange = isDocumentChange(row);
    for (const [path, register] of draft.changed) this.registers.set(path, register);
    this.#head = headAfterChange(this.#head, row.changedAtMs);
    this.#size = draft.size;
    this.#changes = isChange
      ? { count: row.n, bytes: this.#changes.bytes + changeBytes(row) }
      : { count: 0, bytes: 0 };
    this.#row = isChange ? null : row;
  }
}

/** Is this a row of `documentChanges`, and not a whole document? */
export const isDocumentChange = (row: DocumentChange | DocumentRow): row is DocumentChange => 'n' in row;

/** What is written on top of a base is no base any more. */
function headAfterChange(before: StoredDocumentHead, changedAtMs: number): StoredDocumentHead {
  const { isBase: _, ...head } = before;
  return { ...head, changedAtMs: Math.max(head.changedAtMs, changedAtMs) };
}

const changeBytes = ({ registers }: DocumentChange): number =>
  documentSizeOf(Object.entries(registers) as [Path, Register][]).bytes;

const sumOfBytes = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
