import type { Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';

/**
 * The safe place beside the database (D1): a write is appended and flushed here first. When `append` rejects, nothing
 * was written and the write fails as a whole.
 */
export interface Journal {
  readonly isThere: boolean;
  append(log: LogId, ops: readonly Op[]): Promise<void>;
}

/** A plain browser, and every device until the vault's journal is built (issue 3). The status says so. */
export const noJournal: Journal = { isThere: false, append: async () => {} };
