import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { runningMarkName } from './file-permissions.ts';
import { type ServerStore, storeFilesOf } from './open-store.ts';

/** Size up to which a store is read whole at a start after an unclean end; 1 GB took about 4 s. */
const maximumCheckedBytes = 2 * 1024 ** 3;

/** Finding of a start about the end before. */
type FormerEnd =
  | { readonly kind: 'clean' }
  /** It was killed or lost its power; the store is whole, or too large to be read at a start. */
  | { readonly kind: 'unclean'; readonly isChecked: boolean }
  | { readonly kind: 'damaged'; readonly problem: string };

/**
 * Look how the last server on an embedded store ended, and mark the store as in use. SQLite itself repairs an unclean
 * end; only a log that another program took away meanwhile is not noticed. So the store is then read for damage.
 */
export async function beginRun(store: ServerStore): Promise<FormerEnd> {
  const mark = runningMarkOf(store);
  if (mark === null || !isMarked(mark)) return { kind: 'clean' };
  const { databaseFile } = storeFilesOf(store) ?? {};
  if (databaseFile === undefined || fs.statSync(databaseFile).size > maximumCheckedBytes)
    return { kind: 'unclean', isChecked: false };
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(store);
  const problem = rows[0]?.quick_check ?? 'unreadable';
  return problem === 'ok' ? { kind: 'unclean', isChecked: true } : { kind: 'damaged', problem };
}

/** Remove the mark at a clean end. */
export function endRun(store: ServerStore): void {
  const mark = runningMarkOf(store);
  if (mark !== null) fs.rmSync(mark, { force: true });
}

function runningMarkOf(store: ServerStore): string | null {
  const storeFiles = storeFilesOf(store);
  return storeFiles === null ? null : path.join(path.dirname(storeFiles.databaseFile), runningMarkName);
}

/** Make the mark; return whether it was there. A disk without room for it gets none. */
function isMarked(mark: string): boolean {
  try {
    fs.closeSync(fs.openSync(mark, 'ax', 0o600));
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return true;
    if (code === 'ENOSPC' || code === 'EDQUOT') return false;
    throw error;
  }
}
