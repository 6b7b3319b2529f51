import type { Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { DocumentShare, LogRow, SummaryRow } from '../db/rows.ts';
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
  outboxWith(outbox: Outbox, shares: readonly DocumentShare[], sinceMs: number): Outbox {
    return this.#count(outbox, shares, 1, Math.min(sinceMs, outbox.sinceMs ?? sinceMs));
  }

  /** @returns the outbox without these own ops: headquarters has them. The rest waits since then at the latest. */
  outboxWithout(outbox: Outbox, shares: readonly DocumentShare[]): Outbox {
    const left = this.#count(outbox, shares, -1, outbox.sinceMs);
    for (const { doc } of shares) this.confirmDocument(doc);
    return left;
  }

  /** @returns the outbox counted again from these own ops, instead of the summaries. */
  outboxOf(
    before: Outbox,
    summaries: readonly Pick<SummaryRow, 'doc' | 'waiting'>[],
    ops: readonly Op[],
  ): Outbox {
    const sinceMs = before.sinceMs ?? Math.min(...ops.map(({ stamp }) => stamp[0]));
    for (const { doc, waiting } of summaries) this.#waitingChanges.set(doc, -waiting);
    const outbox = this.outboxWith({ changes: 0, bytes: 0 }, documentSharesOf(ops), sinceMs);
    for (const [doc, change] of this.#waitingChanges) if (change === 0) this.#waitingChanges.delete(doc);
    return outbox;
  }

  /** Headquarters sent or confirmed an op of the document. */
  confirmDocument(doc: DocumentId): void {
    this.#confirmedDocuments.add(doc);
  }

  /**
   * Delivery status of a document after this transaction.
   * @param confirmedAtMs Time of the answer that brought or confirmed ops; null without an answer.
   */
  deliveryAfter(
    doc: DocumentId,
    before: DocumentDelivery | undefined,
    confirmedAtMs: number | null,
  ): DocumentDelivery {
    return {
      waiting: (before?.waiting ?? 0) + (this.#waitingChanges.get(doc) ?? 0),
      receiptAtMs: this.#confirmedDocuments.has(doc) ? confirmedAtMs : (before?.receiptAtMs ?? null),
    };
  }

  #count(
    outbox: Outbox,
    shares: readonly DocumentShare[],
    sign: 1 | -1,
    sinceMs: number | undefined,
  ): Outbox {
    let { changes, bytes } = outbox;
    for (const share of shares) {
      changes += sign * share.changes;
      bytes += sign * share.bytes;
      const before = this.#waitingChanges.get(share.doc) ?? 0;
      this.#waitingChanges.set(share.doc, before + sign * share.changes);
    }
    // Content erased since then has fewer bytes than were counted.
    if (changes === 0) bytes = 0;
    const waits = changes > 0 && sinceMs !== undefined;
    return { changes, bytes, ...(waits && { sinceMs }) };
  }
}
