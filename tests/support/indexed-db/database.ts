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

  constructor(name: string, data: DatabaseData) {
    this.name = name;
    this.data = data;
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
      const isFree = (one: Transaction, at: number): boolean =>
        !one.isStarted &&
        !transactions.some((other, otherAt) =>
          other.isStarted
            ? (one.mode !== 'readonly' || other.mode !== 'readonly') && overlaps(one, other)
            : otherAt < at && overlaps(one, other),
        );
      transactions.find(isFree)?.start();
    });
  }
}

const overlaps = (one: Transaction, other: Transaction): boolean =>
  [...one.scope].some((name) => other.scope.has(name));
