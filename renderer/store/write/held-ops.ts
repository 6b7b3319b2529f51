import { type Dot, deviceOfDot, numberOfDot } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { LogRow } from '../db/log-row.ts';

/**
 * Ops of one log without effect, during one transaction. Headquarters holds them (J5), or this device alone suspects
 * them (M2, M4). There may be very many, so one more costs the same among few and many.
 */
export class HeldOps {
  readonly #held: Map<Dot, DocumentId>;
  readonly #suspected: Set<Dot>;
  #isChanged = false;

  constructor({ held, suspected }: LogRow) {
    // Keys of a parsed record are dots; Object.entries forgets that.
    this.#held = new Map(Object.entries(held) as [Dot, DocumentId][]);
    this.#suspected = new Set(suspected);
  }

  has(dot: Dot): boolean {
    return this.#held.has(dot);
  }

  add(dot: Dot, documentId: DocumentId): void {
    this.#held.set(dot, documentId);
    this.#isChanged = true;
  }

  /** This device itself holds an op that was added. */
  markSuspected(dot: Dot): void {
    if (this.#suspected.has(dot)) return;
    this.#suspected.add(dot);
    this.#isChanged = true;
  }

  /** Headquarters has judged an op. */
  clearSuspected(dot: Dot): void {
    if (this.#suspected.delete(dot)) this.#isChanged = true;
  }

  /**
   * Remove an op.
   * @returns its document; undefined when it was not held.
   */
  remove(dot: Dot): DocumentId | undefined {
    const documentId = this.#held.get(dot);
    if (this.#held.delete(dot)) this.#isChanged = true;
    this.clearSuspected(dot);
    return documentId;
  }

  /** Remove a device's ops beyond a number: the end of its chain was removed. */
  removeBeyond(deviceId: DeviceId, upTo: number): void {
    for (const dot of this.#held.keys())
      if (deviceOfDot(dot) === deviceId && numberOfDot(dot) > upTo) this.remove(dot);
  }

  /** The row with these ops; the same object when none changed since the last call. Costs their number. */
  rowWithHeldOps(logRow: LogRow): LogRow {
    if (!this.#isChanged) return logRow;
    this.#isChanged = false;
    const { suspected: _, ...rest } = logRow;
    const suspected = this.#suspected.size > 0 && { suspected: [...this.#suspected] };
    return { ...rest, held: Object.fromEntries(this.#held), ...suspected };
  }
}
