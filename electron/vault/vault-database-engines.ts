import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type DatabaseEngine, databaseEngines, storedDatabaseEngine } from '../database-engine.ts';
import type { VaultFolders } from './vault-folders.ts';
import type { VaultSession } from './vault-session.ts';
import { writeFileDurably } from './write-file-durably.ts';

/**
 * IndexedDB's engine that kept a vault's database when it was last whole. Unencrypted beside the vault; it only decides
 * which sentence a person reads.
 */
interface DatabaseEngineNote {
  /** Null when nothing was noted, or the note is unreadable. */
  read(): DatabaseEngine | null;
  write(databaseEngine: DatabaseEngine): void;
}

const DatabaseEngineFile = z.object({ v: z.literal(1), engine: z.enum(databaseEngines) });

/** Open the note of the engine in a vault's folder. A damaged one reads as null. */
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
    write(databaseEngine) {
      if (read() === databaseEngine) return;
      try {
        writeFileDurably(
          file,
          JSON.stringify({ v: 1, engine: databaseEngine } satisfies z.infer<typeof DatabaseEngineFile>),
        );
      } catch {
        // A full disk must not stop the store; the next start notes it.
      }
    },
  };
}

/** The engine under the open vault's database. */
export interface VaultDatabaseEngines {
  /** Whether another engine kept the earlier database than keeps the present one. */
  hasChanged(): boolean;
  /** Note the present engine; called when the database is whole. */
  noteEngine(): void;
}

interface DatabaseEngineDependencies {
  /** Folder that contains `IndexedDB`. */
  readonly profile: string;
  readonly vaultSession: Pick<VaultSession, 'requireOpen'>;
  readonly folders: Pick<VaultFolders, 'list' | 'folderOf'>;
}

/**
 * Create the notes before a page opens a database: Chromium then deletes data of another engine. Vaults without a note
 * get one of the data on the disk.
 */
export function openVaultDatabaseEngines({
  profile,
  vaultSession,
  folders,
}: DatabaseEngineDependencies): VaultDatabaseEngines {
  const previousDatabaseEngine = storedDatabaseEngine(profile);
  if (previousDatabaseEngine !== null)
    for (const { folder } of folders.list()) {
      const databaseEngineNote = openDatabaseEngineNote(folder);
      if (databaseEngineNote.read() === null) databaseEngineNote.write(previousDatabaseEngine);
    }
  const ofOpenVault = () => openDatabaseEngineNote(folders.folderOf(vaultSession.requireOpen().id));
  const now = (): DatabaseEngine | null => storedDatabaseEngine(profile);
  return {
    hasChanged() {
      const [noted, databaseEngine] = [ofOpenVault().read(), now()];
      return noted !== null && databaseEngine !== null && noted !== databaseEngine;
    },
    noteEngine() {
      const databaseEngine = now();
      if (databaseEngine !== null) ofOpenVault().write(databaseEngine);
    },
  };
}
