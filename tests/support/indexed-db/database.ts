import type { Connection } from './connection.ts';
import type { DatabaseData } from './disk.ts';
import { later } from './events.ts';
import type { Transaction } from './transaction.ts';

/** One database of a running process: its content, its connections, and the order of its transactions. */
export class Database {
  data: DatabaseData;
  readonly name: string;
  readonly connections = new Set<Connection>();
  #transactions: Transaction[] = [];

  constructor(name: string, databaseData: DatabaseData) {
    this.name = name;
    this.data = databaseData;
  }

  /** Transactions that are not over. */
  get transactions(): readonly Transaction[] {
    this.#transactions = this.#transactions.filter(({ state }) => state !== 'finished');
    return this.#transactions;
  }

  begin(transaction: Transaction): void {
    this.#transactions.push(transaction);
    this.next();
  }

  /**
   * Start, a turn later, the first transaction that may run. One that shares a table with an earlier one waits for it,
   * unless both only read.
   */
  next(): void {
    later(() => {
      const { transactions } = this;
      const isFree = (transaction: Transaction, at: number): boolean =>
        !transaction.isStarted &&
        !transactions.some((otherTransaction, otherAt) =>
          otherTransaction.isStarted
            ? (transaction.mode !== 'readonly' || otherTransaction.mode !== 'readonly') &&
              overlaps(transaction, otherTransaction)
            : otherAt < at && overlaps(transaction, otherTransaction),
        );
      transactions.find(isFree)?.start();
    });
  }
}

const overlaps = (transaction: Transaction, otherTransaction: Transaction): boolean =>
  [...transaction.scope].some((name) => otherTransaction.scope.has(name));
