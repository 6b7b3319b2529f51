import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { type ServerStore, storeFilesOf } from './open-store.ts';

/** Finished copy of an embedded store. */
interface StoreCopy {
  readonly file: string;
  /** First problem that `integrity_check` names; null for a whole copy. */
  readonly problem: string | null;
}

/**
 * Write a copy of the embedded store to a new file, for the account of the server alone. The copy is flushed and read
 * again before it gets its name, so a file of that name is never half a copy.
 * @param vacuumInto runs `VACUUM INTO` for a path on a connection to the store
 * @param check throws, for a caller's own reason, to give the copy up
 * @throws where `out` exists, or the folder has no room
 */
export async function writeStoreCopy(
  out: string,
  vacuumInto: (file: string) => Promise<void>,
  check: (copy: DatabaseSync, problem: string | null) => void,
): Promise<StoreCopy> {
  const part = `${out}.${randomBytes(4).toString('hex')}.part`;
  fs.closeSync(fs.openSync(part, 'ax', 0o600)); // SQLite takes an empty file, and would make one for everybody
  try {
    await vacuumInto(part);
    flush(part);
    const copy = new DatabaseSync(part, { readOnly: true });
    let problem: string | null;
    try {
      problem = firstProblemOf(copy);
      check(copy, problem);
    } finally {
      copy.close();
    }
    if (fs.existsSync(out)) throw new Error(`${out} exists`);
    fs.renameSync(part, out);
    flush(path.dirname(path.resolve(out)));
    return { file: out, problem };
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function firstProblemOf(database: DatabaseSync): string | null {
  try {
    const [row] = database.prepare('pragma integrity_check(1)').all();
    const found = String(row?.['integrity_check']);
    return found === 'ok' ? null : found;
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

/**
 * Copy the content that this process sees into a new file of the store's folder. Call it where the store's files changed
 * under the process; the files in the folder stay as they are.
 */
export async function writeRescueCopy(store: ServerStore, nowMs: number): Promise<StoreCopy> {
  const storeFiles = storeFilesOf(store);
  if (storeFiles === null) throw new Error('Only an embedded store has files');
  const at = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const out = path.join(path.dirname(storeFiles.databaseFile), `fieldbook-rescued-${at}.sqlite`);
  return writeStoreCopy(
    out,
    async (file) => void (await sql`vacuum into ${file}`.execute(store)),
    () => undefined,
  );
}

/** Flush a file, or a folder with a new name in it. Windows flushes no folders and needs none. */
function flush(place: string): void {
  const isFolder = fs.statSync(place).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const opened = fs.openSync(place, isFolder ? 'r' : 'r+');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
