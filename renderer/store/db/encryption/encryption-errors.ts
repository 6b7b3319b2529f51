import * as z from 'zod';

/** A row does not open with the key of the others: it was damaged, moved or put there. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';

  constructor(table: string, why: string) {
    super(`A row of ${table} ${why}`);
  }
}

/**
 * Permanent reason to refuse a database: it is neither opened nor deleted. Stable codes, shown to the person. `plain`:
 * an early build wrote it, before encryption. `key`: it was encrypted with the key of another vault. `newer-data`: a
 * later version of the app wrote it.
 */
export const DatabaseRefusal = z.enum(['plain', 'key', 'newer-data']);
export type DatabaseRefusal = z.infer<typeof DatabaseRefusal>;

/** Thrown where the database must not be opened. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  readonly code: DatabaseRefusal;

  constructor(code: DatabaseRefusal, why: string) {
    super(why);
    this.code = code;
  }
}
