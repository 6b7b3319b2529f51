import type { Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { LogRow } from '../db/log-row.ts';
import type { DocumentShare, SummaryRow } from '../db/rows.ts';
import { documentSharesOf } from '../db/stored-packs.ts';

/** Outbox of a log: own ops that headquarters has not confirmed. */
type Outbox = LogRow['waiting'];

/** Delivery status of one document in its summary. */
type DocumentDelivery = Pick<SummaryRow, 'waiting' | 'receiptAtMs'>;

/** Changes of one transaction to the outbox of a log, and to the delivery status of its documents. */
export class DeliveryChanges {
  /** Change of the number of own waiting ops, per document. */
  readonly #waitingChanges = new Map<DocumentId, number>();
  /** Documents with ops that headquarters sent or confirmed. */
  readonly #confirmedDocuments = new Set<DocumentId>();

  /** Documents with another number of waiting ops, or a new receipt. */
  get documents(): readonly DocumentId[] {
    return [...this.#waitingChanges.keys(), ...this.#confirmedDocuments];
  }

  /** @returns the outbox with these own ops too, waiting since that time. */
  outboxWith(outbox: Outbox, documentShares: readonly DocumentShare[], sinceMs: number): Outbox {
    return this.#count(outbox, documentShares, 1, Math.min(sinceMs, outbox.sinceMs ?? sinceMs));
  }

  /** @returns the outbox without these own ops: headquarters has them. The rest waits since then at the latest. */
  outboxWithout(outbox: Outbox, documentShares: readonly DocumentShare[]): Outbox {
    const left = this.#count(outbox, documentShares, -1, outbox.sinceMs);
    for (const { doc } of documentShares) this.confirmDocument(doc);
    return left;
  }

  /** @returns the outbox counted again from these own ops, instead of the summaries. */
  outboxOf(
    previousOutbox: Outbox,
    summaryRows: readonly Pick<SummaryRow, 'doc' | 'waiting'>[],
    ops: readonly Op[],
  ): Outbox {
    const sinceMs = previousOutbox.sinceMs ?? Math.min(...ops.map(({ stamp }) => stamp[0]));
    for (const { doc, waiting } of summaryRows) this.#waitingChanges.set(doc, -waiting);
    const outbox = this.outboxWith({ changes: 0, bytes: 0 }, documentSharesOf(ops), sinceMs);
    for (const [documentId, change] of this.#waitingChanges)
      if (change === 0) this.#waitingChanges.delete(documentId);
    return outbox;
  }

  /** Headquarters sent or confirmed an op of the document. */
  confirmDocument(documentId: DocumentId): void {
    this.#confirmedDocuments.add(documentId);
  }

  /**
   * Delivery status of a document after this transaction.
   * @param confirmedAtMs Time of the answer that brought or confirmed ops; null without an answer.
   */
  deliveryAfter(
    documentId: DocumentId,
    previousDocumentDelivery: DocumentDelivery | undefined,
    confirmedAtMs: number | null,
  ): DocumentDelivery {
    return {
      waiting: (previousDocumentDelivery?.waiting ?? 0) + (this.#waitingChanges.get(documentId) ?? 0),
      receiptAtMs: this.#confirmedDocuments.has(documentId)
        ? confirmedAtMs
        : (previousDocumentDelivery?.receiptAtMs ?? null),
    };
  }

  #count(
    outbox: Outbox,
    documentShares: readonly DocumentShare[],
    sign: 1 | -1,
    sinceMs: number | undefined,
  ): Outbox {
    let { changes, bytes } = outbox;
    for (const documentShare of documentShares) {
      changes += sign * documentShare.changes;
      bytes += sign * documentShare.bytes;
      const before = this.#waitingChanges.get(documentShare.doc) ?? 0;
      this.#waitingChanges.set(documentShare.doc, before + sign * documentShare.changes);
    }
    // Content erased since then has fewer bytes than were counted.
    if (changes === 0) bytes = 0;
    const waits = changes > 0 && sinceMs !== undefined;
    return { changes, bytes, ...(waits && { sinceMs }) };
  }
}
