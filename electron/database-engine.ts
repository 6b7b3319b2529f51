import fs from 'node:fs';
import path from 'node:path';

/** Engines of Chromium's IndexedDB. A change of the engine deletes the data of the other one. */
export const databaseEngines = ['leveldb', 'sqlite'] as const;
export type DatabaseEngine = (typeof databaseEngines)[number];

/** Engine of every laptop. docs/decisions/0002-indexeddb-engine.md has the reason and the figures. */
export const pinnedDatabaseEngine: DatabaseEngine = 'leveldb';

/** Chromium's switch for SQLite and its rollout, which a later version may turn on. */
const sqliteFeature = 'IdbSqliteBackingStore';
const sqliteFeatures = [sqliteFeature, 'IdbSqliteOnDiskRollout'];

/** Features that Chromium must turn on and off for this engine, so that its default never counts. */
const engineFeatures = (
  databaseEngine: DatabaseEngine,
): { readonly on: readonly string[]; readonly off: readonly string[] } =>
  databaseEngine === 'sqlite' ? { on: [sqliteFeature], off: [] } : { on: [], off: sqliteFeatures };

/** Part of Electron's command line that is needed here. */
interface ChromiumCommandLine {
  getSwitchValue(name: string): string;
  appendSwitch(name: string, value: string): void;
  removeSwitch(name: string): void;
}

/** Tell Chromium the engine. Must be called before `ready`. Keeps other features of the command line. */
export function pinDatabaseEngine(
  commandLine: ChromiumCommandLine,
  databaseEngine: DatabaseEngine = pinnedDatabaseEngine,
): void {
  const { on, off } = engineFeatures(databaseEngine);
  for (const [name, ours] of [
    ['enable-features', on],
    ['disable-features', off],
  ] as const) {
    const given = commandLine.getSwitchValue(name).split(',').filter(isOtherFeature);
    commandLine.removeSwitch(name);
    const features = [...given, ...ours];
    if (features.length > 0) commandLine.appendSwitch(name, features.join(','));
  }
}

/** A feature may be followed by a trial (`<`) or parameters (`:`), and `*` before it asks for its default. */
function isOtherFeature(given: string): boolean {
  const [name = ''] = given.replace(/^\*/, '').split(/[<:]/);
  return name !== '' && !sqliteFeatures.includes(name);
}

/**
 * Engine that wrote the databases of a profile, as Chromium's files show it; null while there are none. Where the files of
 * both are there, the engine that wrote last: a Chromium without SQLite leaves SQLite's files alone.
 */
export function storedDatabaseEngine(profile: string): DatabaseEngine | null {
  const found = databaseEngines.flatMap((databaseEngine) => {
    const atMs = engineLastWrittenMs(path.join(profile, 'IndexedDB'), databaseEngine);
    return atMs === null ? [] : [{ engine: databaseEngine, atMs }];
  });
  return found.toSorted((one, other) => other.atMs - one.atMs)[0]?.engine ?? null;
}

/** LevelDB keeps a folder `<origin>.indexeddb.leveldb`, SQLite a folder `<origin>` with a file for each database. */
function engineLastWrittenMs(folder: string, databaseEngine: DatabaseEngine): number | null {
  const times = subfoldersOf(folder)
    .filter((name) => name.endsWith('.indexeddb.leveldb') === (databaseEngine === 'leveldb'))
    .filter((name) => !name.endsWith('.indexeddb.blob'))
    .flatMap((name) => fs.readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file)))
    .map((file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return times.length === 0 ? null : Math.max(...times);
}

function subfoldersOf(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
