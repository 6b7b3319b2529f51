import { type Dot, deviceOfDot, numberOfDot } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { LogRow } from '../db/rows.ts';

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

  add(dot: Dot, doc: DocumentId): void {
    this.#held.set(dot, doc);
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
    const doc = this.#held.get(dot);
    if (this.#held.delete(dot)) this.#isChanged = true;
    this.clearSuspected(dot);
    return doc;
  }

  /** Remove a device's ops beyond a number: the end of its chain was removed. */
  removeBeyond(device: DeviceId, upTo: number): void {
    for (const dot of this.#held.keys())
      if (deviceOfDot(dot) === device && numberOfDot(dot) > upTo) this.remove(dot);
  }

  /** The row with these ops; the same object when none changed since the last call. Costs their number. */
  rowWithHeldOps(row: LogRow): LogRow {
    if (!this.#isChanged) return row;
    this.#isChanged = false;
    const { suspected: _, ...rest } = row;
    const suspected = this.#suspected.size > 0 && { suspected: [...this.#suspected] };
    return { ...rest, held: Object.fromEntries(this.#held), ...suspected };
  }
}
