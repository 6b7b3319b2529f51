import * as z from 'zod';

/** Something in the database does not open with the key that opens the rest: it was damaged, moved or put there. */
export class DecryptionError extends Error {
  override readonly name = 'SealBroken';

  constructor(table: string, why: string) {
    super(`A row of ${table} ${why}`);
  }
}

/**
 * Why a database is refused, for good: it is neither opened nor deleted. Stable codes, shown to the person. `plain`: an
 * earlier build wrote it before there was encryption; `key`: it was sealed with another key than this vault's; `newer-data`: a later version of
 * the app wrote it.
 */
export const DatabaseRefusal = z.enum(['plain', 'key', 'newer-data']);
export type DatabaseRefusal = z.infer<typeof DatabaseRefusal>;

export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  readonly code: DatabaseRefusal;

  constructor(code: DatabaseRefusal, why: string) {
    super(why);
    this.code = code;
  }
}
