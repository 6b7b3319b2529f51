import fs from 'node:fs';
import path from 'node:path';

// Chromium keeps IndexedDB in one of two engines; the tests always name one. The app's own switches are in
// electron/vault/vault-database-engines.ts; a test compares the two.

/** @typedef {'leveldb' | 'sqlite'} Engine */

/** @type {readonly Engine[]} */
export const chromiumEngines = ['leveldb', 'sqlite'];

/** @param {Engine} engine */
export const engineFlag = (engine) =>
  engine === 'sqlite'
    ? '--enable-features=IdbSqliteBackingStore'
    : '--disable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout';

/**
 * Engine that has files in a profile of Chromium; null where none or both have.
 * @param {string} profile
 * @returns {Engine | null}
 */
export function engineWithFiles(profile) {
  const folder = path.join(profile, 'Default', 'IndexedDB');
  // Large values of LevelDB are in a folder beside it.
  const folders = (fs.existsSync(folder) ? fs.readdirSync(folder) : []).filter(
    (name) => !name.endsWith('.indexeddb.blob'),
  );
  const ofLevelDb = folders.filter((name) => name.endsWith('.indexeddb.leveldb'));
  if (folders.length === 0) return null;
  if (ofLevelDb.length === 0) return 'sqlite';
  return ofLevelDb.length === folders.length ? 'leveldb' : null;
}
