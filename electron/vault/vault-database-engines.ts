import { type DatabaseEngine, databaseEngines, storedDatabaseEngine } from '../database-engine.ts';
import type { VaultFolders } from './vault-folders.ts';
import type { VaultSession } from './vault-session.ts';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { writeFileDurably } from './write-file-durably.ts';

/**
 * Engine under IndexedDB that kept a vault's database when it was last whole. Beside the vault and in the clear; what it
 * says decides which sentence a person reads, and nothing else.
 */
interface DatabaseEngineNote {
  /** Null where it was never noted, or what is there cannot be read. */
  read(): DatabaseEngine | null;
  write(engine: DatabaseEngine): void;
}

const DatabaseEngineFile = z.object({ v: z.literal(1), engine: z.enum(databaseEngines) });

export function openDatabaseEngineNote(folder: string): DatabaseEngineNote {
  const file = path.join(folder, 'database-engine.json');
  const read = (): DatabaseEngine | null => {
    try {
      return DatabaseEngineFile.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).engine;
    } catch {
      return null;
    }
  };
  return {
    read,
    write(engine) {
      if (read() === engine) return;
      try {
        writeFileDurably(file, JSON.stringify({ v: 1, engine } satisfies z.infer<typeof DatabaseEngineFile>));
      } catch {
        // A full disk must not stop the store; the next start notes it.
      }
    },
  };
}

/** What the shell knows of the engine under the open vault's database. */
export interface VaultDatabaseEngines {
  /** Was the database of before kept by another engine than the one that keeps the vault's database now? */
  hasChanged(): boolean;
  /** The database is whole: the engine that keeps it is noted. */
  noteEngine(): void;
}

export interface DatabaseEngineDependencies {
  /** The folder that `IndexedDB` lies in. */
  readonly profile: string;
  readonly holder: Pick<VaultSession, 'requireOpen'>;
  readonly folders: Pick<VaultFolders, 'list' | 'folderOf'>;
}

/**
 * Must be made before a page opens a database, for Chromium then deletes what another engine wrote. Vaults of a version
 * that noted nothing get a note of what is on the disk.
 */
export function openVaultDatabaseEngines({
  profile,
  holder,
  folders,
}: DatabaseEngineDependencies): VaultDatabaseEngines {
  const before = storedDatabaseEngine(profile);
  if (before !== null)
    for (const { folder } of folders.list()) {
      const note = openDatabaseEngineNote(folder);
      if (note.read() === null) note.write(before);
    }
  const ofOpenVault = () => openDatabaseEngineNote(folders.folderOf(holder.requireOpen().id));
  const now = (): DatabaseEngine | null => storedDatabaseEngine(profile);
  return {
    hasChanged() {
      const [noted, engine] = [ofOpenVault().read(), now()];
      return noted !== null && engine !== null && noted !== engine;
    },
    noteEngine() {
      const engine = now();
      if (engine !== null) ofOpenVault().write(engine);
    },
  };
}
