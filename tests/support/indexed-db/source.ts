import { Cursor, type Direction, inDirection } from './cursor.ts';
import { KeyRange, toRange, toSomeRange } from './key-range.ts';
import type { Request } from './request.ts';
import { type Row, type Rows, rowsIn } from './rows.ts';
import type { Transaction } from './transaction.ts';

interface Many {
  readonly query?: unknown;
  readonly count?: number;
  readonly direction?: Direction;
}

/** Common part of a table and an index: all reads. */
export abstract class Source {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    this.transaction = transaction;
  }

  abstract get rows(): Rows;

  get(query: unknown): Request {
    const keyRange = toSomeRange(query);
    return this.transaction.ask(() => structuredClone(rowsIn(this.rows, keyRange)[0]?.value));
  }

  getKey(query: unknown): Request {
    const keyRange = toSomeRange(query);
    return this.transaction.ask(() => structuredClone(rowsIn(this.rows, keyRange)[0]?.primaryKey));
  }

  getAll(asked?: unknown, count?: number): Request {
    return this.#many(asked, count, ({ value }) => structuredClone(value));
  }

  getAllKeys(asked?: unknown, count?: number): Request {
    return this.#many(asked, count, ({ primaryKey }) => structuredClone(primaryKey));
  }

  getAllRecords(asked?: Many): Request {
    return this.#many(asked ?? {}, undefined, (row) => structuredClone(row));
  }

  count(query?: unknown): Request {
    const keyRange = toRange(query);
    return this.transaction.ask(() => rowsIn(this.rows, keyRange).length);
  }

  openCursor(query?: unknown, direction: Direction = 'next'): Request {
    return Cursor.open(this, toRange(query), direction, true);
  }

  openKeyCursor(query?: unknown, direction: Direction = 'next'): Request {
    return Cursor.open(this, toRange(query), direction, false);
  }

  #many(asked: unknown, count: number | undefined, answer: (row: Row) => unknown): Request {
    const many: Many = isMany(asked) ? asked : { query: asked, ...(count !== undefined && { count }) };
    const keyRange = toRange(many.query);
    return this.transaction.ask(() =>
      inDirection(rowsIn(this.rows, keyRange), many.direction ?? 'next')
        .slice(0, many.count || undefined)
        .map(answer),
    );
  }
}

/** Options and not a key or a range. */
const isMany = (asked: unknown): asked is Many =>
  typeof asked === 'object' && asked !== null && !Array.isArray(asked) && !(asked instanceof KeyRange);
