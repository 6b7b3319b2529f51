import type { Register } from '#domain/document/document.ts';
import {
  type DocumentDraft,
  type DocumentSource,
  documentWithDraft,
  MemoryRegisterIndex,
} from '#domain/document/document-draft.ts';
import { type DocumentSize, documentSizeOf } from '#domain/document/document-size.ts';
import type { Path } from '#domain/document/op.ts';
import { SummaryState, type SummaryStep } from '#domain/kinds/document-summary.ts';
import type { DocumentChange, DocumentRow } from './rows.ts';

/** A document without its registers. */
type StoredDocumentHead = Omit<DocumentRow, 'registers'>;

/** Size of one document's rows in `documentChanges`: their number, and the bytes of their registers as JSON. */
interface StoredChangesSize {
  readonly count: number;
  readonly bytes: number;
}

/** Bytes and rows of changes that a small document may have before they are folded into it. */
const minimumFoldSizes = { bytes: 32 * 1024, rows: 128 };
/** A larger document may have one row of changes for so many bytes, since each row costs time to read. */
const bytesPerChangeRow = 512;

/**
 * One document as the database has it: its row in `documents` and, on top, its rows in `documentChanges`. Registers are
 * indexed in memory, so that the cost of a write depends on the write, not on the document.
 */
export class StoredDocument implements DocumentSource {
  readonly registers: MemoryRegisterIndex;
  #head: StoredDocumentHead;
  #size: DocumentSize;
  #changes: StoredChangesSize;
  /** Source of its summary; made at the first write. */
  #summary: SummaryState | null = null;
  /** Document as a row; made on demand. */
  #row: DocumentRow | null;

  /**
   * @param baseRow Row in `documents`.
   * @param documentChanges Rows in `documentChanges`, in the order of `n`.
   */
  constructor(baseRow: DocumentRow, documentChanges: readonly DocumentChange[] = []) {
    const { registers, ...head } = baseRow;
    this.registers = new MemoryRegisterIndex(registers);
    this.#head = head;
    this.#row = documentChanges.length === 0 ? baseRow : null;
    for (const documentChange of documentChanges) {
      // Keys of a parsed record are paths; Object.entries forgets that.
      for (const [path, register] of Object.entries(documentChange.registers) as [Path, Register][])
        this.registers.set(path, register);
      this.#head = headAfterChange(this.#head, documentChange.changedAtMs);
    }
    this.#size = documentSizeOf(this.registers.entries());
    this.#changes = {
      count: documentChanges.at(-1)?.n ?? 0,
      bytes: sumOfBytes(documentChanges.map(changeBytes)),
    };
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

  /** True when registers were changed since it was written whole. */
  get hasChanges(): boolean {
    return this.#changes.count > 0;
  }

  /** The whole document; costs its size once after each change. */
  toRow(): DocumentRow {
    return (this.#row ??= { ...this.#head, registers: this.registers.toRecord() });
  }

  /**
   * Row to store once a draft of this document is saved: the changed registers alone, or the whole document. It is
   * written whole when its changes take twice as much, or are too many rows to be read fast. So the written bytes stay
   * in proportion to the change.
   */
  rowAfter(documentDraft: DocumentDraft, changedAtMs: number): DocumentChange | DocumentRow {
    const { log, doc } = this.#head;
    const registers = Object.fromEntries(documentDraft.changed) as DocumentChange['registers'];
    const change = { log, doc, n: this.#changes.count + 1, registers, changedAtMs };
    const bytes = this.#changes.bytes + changeBytes(change);
    return this.#mayFollow(documentDraft.size.bytes, change.n, bytes)
      ? change
      : {
          ...headAfterChange(this.#head, changedAtMs),
          registers: { ...this.registers.toRecord(), ...registers },
        };
  }

  /** True when a document of so many bytes may have that many rows and bytes of changes on top. */
  #mayFollow(documentBytes: number, rows: number, bytes: number): boolean {
    const base = Math.max(documentBytes - bytes, 0);
    return (
      bytes <= Math.max(minimumFoldSizes.bytes, 2 * base) &&
      rows <= Math.max(minimumFoldSizes.rows, documentBytes / bytesPerChangeRow)
    );
  }

  /** Summary once a draft of this document is saved. */
  summaryAfter(documentDraft: DocumentDraft): SummaryStep {
    this.#summary ??= new SummaryState(this.toRow());
    return this.#summary.summarizeAfter(
      documentDraft,
      Array.from(documentDraft.changed, ([path]) => path),
      () => documentWithDraft(this.toRow(), documentDraft),
    );
  }

  /** Apply a row that `rowAfter` made of this draft, once the database has it. */
  applySaved(
    row: DocumentChange | DocumentRow,
    documentDraft: DocumentDraft,
    summaryStep: SummaryStep | undefined,
  ): void {
    if (summaryStep === undefined) this.#summary = null;
    else summaryStep.commit();
    const isChange = isDocumentChange(row);
    for (const [path, register] of documentDraft.changed) this.registers.set(path, register);
    this.#head = headAfterChange(this.#head, row.changedAtMs);
    this.#size = documentDraft.size;
    this.#changes = isChange
      ? { count: row.n, bytes: this.#changes.bytes + changeBytes(row) }
      : { count: 0, bytes: 0 };
    this.#row = isChange ? null : row;
  }
}

/** True for a row of `documentChanges`, false for a whole document. */
export const isDocumentChange = (row: DocumentChange | DocumentRow): row is DocumentChange => 'n' in row;

/** A document with changes on top of its base is no base any more. */
function headAfterChange(previousHead: StoredDocumentHead, changedAtMs: number): StoredDocumentHead {
  const { isBase: _, ...head } = previousHead;
  return { ...head, changedAtMs: Math.max(head.changedAtMs, changedAtMs) };
}

const changeBytes = ({ registers }: DocumentChange): number =>
  documentSizeOf(Object.entries(registers) as [Path, Register][]).bytes;

const sumOfBytes = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
