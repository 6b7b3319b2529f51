import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { engineFlag } from '#build/test/chromium-engine.mjs';
import { databaseEngines, pinDatabaseEngine, storedDatabaseEngine } from '#electron/database-engine.ts';
import { openDatabaseEngineNote, openVaultDatabaseEngines } from '#electron/vault/vault-database-engines.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

/** A command line as Electron has it: a switch that was given twice has its last value. */
function aCommandLine(given: Readonly<Record<string, string>>) {
  const values = new Map(Object.entries(given));
  return {
    getSwitchValue: (name: string) => values.get(name) ?? '',
    appendSwitch: (name: string, value: string) => void values.set(name, value),
    removeSwitch: (name: string) => void values.delete(name),
    values: () => Object.fromEntries(values),
  };
}

describe('the engine that Chromium is told', () => {
  test.each(databaseEngines)(
    '%s is set explicitly by name, as in the Chromium of the tests',
    (databaseEngine) => {
      const commandLine = aCommandLine({});
      pinDatabaseEngine(commandLine, databaseEngine);
      const said = Object.entries(commandLine.values()).map(([name, value]) => `--${name}=${value}`);
      expect(said).toEqual([engineFlag(databaseEngine)]);
      expect(said.join()).toContain('IdbSqliteBackingStore');
    },
  );

  test('a command line with SQLite enabled is overridden and keeps its other features', () => {
    const commandLine = aCommandLine({
      'enable-features': 'One,IdbSqliteBackingStore<Trial,*IdbSqliteOnDiskRollout:stage/UseSqliteOnly',
      'disable-features': 'Two',
    });
    pinDatabaseEngine(commandLine);
    expect(commandLine.values()).toEqual({
      'enable-features': 'One',
      'disable-features': 'Two,IdbSqliteBackingStore,IdbSqliteOnDiskRollout',
    });
  });

  test('a command line with SQLite disabled is overridden where SQLite is pinned', () => {
    const commandLine = aCommandLine({ 'disable-features': 'IdbSqliteBackingStore,Two' });
    pinDatabaseEngine(commandLine, 'sqlite');
    expect(commandLine.values()).toEqual({
      'enable-features': 'IdbSqliteBackingStore',
      'disable-features': 'Two',
    });
  });
});

/** A file as an engine writes it, this many seconds after the first ones. */
function layDown(profile: string, databaseEngine: 'leveldb' | 'sqlite', seconds = 0): void {
  const folder = path.join(
    profile,
    'IndexedDB',
    `app_fieldbook_0${databaseEngine === 'leveldb' ? '.indexeddb.leveldb' : ''}`,
  );
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, databaseEngine === 'leveldb' ? '000003.log' : 'QGZZENKNAQOSFHKM');
  fs.writeFileSync(file, '');
  fs.utimesSync(file, 1_000 + seconds, 1_000 + seconds);
}

const removeDatabases = (profile: string): void =>
  fs.rmSync(path.join(profile, 'IndexedDB'), { recursive: true });

describe('the engine that wrote the databases of a profile', () => {
  test('is told by the files that it leaves', () => {
    const profile = temporaryFolder('engine');
    expect(storedDatabaseEngine(profile)).toBeNull();
    layDown(profile, 'leveldb');
    // Large values of LevelDB lie beside it.
    fs.mkdirSync(path.join(profile, 'IndexedDB', 'app_fieldbook_0.indexeddb.blob', '1'), { recursive: true });
    expect(storedDatabaseEngine(profile)).toBe('leveldb');
    removeDatabases(profile);
    layDown(profile, 'sqlite');
    expect(storedDatabaseEngine(profile)).toBe('sqlite');
  });

  test('is the one that wrote last, where an older Chromium left SQLite’s files', () => {
    const profile = temporaryFolder('engine');
    layDown(profile, 'sqlite');
    layDown(profile, 'leveldb', 60);
    expect(storedDatabaseEngine(profile)).toBe('leveldb');
    layDown(profile, 'sqlite', 120);
    expect(storedDatabaseEngine(profile)).toBe('sqlite');
  });
});

/** A profile with one vault, and the shell's start in it. */
function aProfile() {
  const profile = temporaryFolder('engine');
  const folderOf = (id: string): string => path.join(profile, 'vaults', id);
  fs.mkdirSync(folderOf('one'), { recursive: true });
  const start = () =>
    openVaultDatabaseEngines({
      profile,
      // Of the open vault only the id is read, of the others their folders.
      vaultSession: { requireOpen: () => ({ id: 'one' }) as never },
      folders: { folderOf, list: () => [{ id: 'one', folder: folderOf('one'), read: { kind: 'missing' } }] },
    });
  return { profile, start, note: openDatabaseEngineNote(folderOf('one')) };
}

describe('[D2] a vault’s database that another engine kept', () => {
  test('is told from one that was lost', () => {
    const { profile, start } = aProfile();
    layDown(profile, 'leveldb');
    start().noteEngine();
    removeDatabases(profile);
    layDown(profile, 'leveldb');
    expect(start().hasChanged()).toBe(false);
    removeDatabases(profile);
    layDown(profile, 'sqlite');
    const vaultDatabaseEngines = start();
    expect(vaultDatabaseEngines.hasChanged()).toBe(true);
    vaultDatabaseEngines.noteEngine();
    expect(vaultDatabaseEngines.hasChanged()).toBe(false);
  });

  test('is known too when the version before noted nothing', () => {
    const { profile, start } = aProfile();
    layDown(profile, 'leveldb');
    const vaultDatabaseEngines = start();
    // Behaviour of Chromium when a page opens a database by the other engine.
    removeDatabases(profile);
    layDown(profile, 'sqlite');
    expect(vaultDatabaseEngines.hasChanged()).toBe(true);
  });

  test('a note that cannot be read says nothing, and the next is written over it', () => {
    const { profile, start, note } = aProfile();
    layDown(profile, 'leveldb');
    start().noteEngine();
    fs.writeFileSync(path.join(profile, 'vaults', 'one', 'database-engine.json'), '{"v":1,"engine":"paper"}');
    expect(note.read()).toBeNull();
    expect(start().hasChanged()).toBe(false);
    expect(note.read()).toBe('leveldb');
  });

  test('a disk that lets nothing be written stops nothing', () => {
    const { profile, start } = aProfile();
    layDown(profile, 'leveldb');
    const vaultDatabaseEngines = start();
    fs.rmSync(path.join(profile, 'vaults'), { recursive: true });
    expect(() => vaultDatabaseEngines.noteEngine()).not.toThrow();
  });
});
