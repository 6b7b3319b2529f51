import fs from 'node:fs';
import path from 'node:path';
import { type DatabaseEngine, storedDatabaseEngine } from '#electron/database-engine.ts';
import { openDatabaseEngineNote } from '#electron/vault/vault-database-engines.ts';

/**
 * Change a profile like an update to the other engine. The shell's notes name the former engine, and Chromium has
 * deleted its files. False where there is no database yet.
 */
export function changeEngine(profile: string): boolean {
  const stored = storedDatabaseEngine(profile);
  if (stored === null) return false;
  const vaults = path.join(profile, 'vaults');
  for (const vault of fs.readdirSync(vaults))
    openDatabaseEngineNote(path.join(vaults, vault)).write(otherDatabaseEngine(stored));
  fs.rmSync(path.join(profile, 'IndexedDB'), { recursive: true });
  return true;
}

const otherDatabaseEngine = (databaseEngine: DatabaseEngine): DatabaseEngine =>
  databaseEngine === 'leveldb' ? 'sqlite' : 'leveldb';
