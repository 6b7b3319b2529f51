import { EventSource } from './events.ts';
import type { Transaction } from './transaction.ts';

/** IndexedDB's `IDBRequest` and `IDBOpenDBRequest`. */
export class Request extends EventSource {
  readyState: 'pending' | 'done' = 'pending';
  result: unknown;
  error: DOMException | null = null;
  /** Its transaction; of an opening, the one of the upgrade. */
  transaction: Transaction | null;

  constructor(transaction: Transaction | null) {
    super();
    this.transaction = transaction;
  }

  answer(result: unknown): void {
    this.readyState = 'done';
    this.result = result;
    this.error = null;
  }

  fail(error: DOMException): void {
    this.readyState = 'done';
    this.result = undefined;
    this.error = error;
  }
}
