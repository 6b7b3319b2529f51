import { type Engine, storedEngine } from '../start/database-engine.ts';
import { engineNote } from './engine-note.ts';
import type { VaultFolders } from './vault-folders.ts';
import type { VaultHolder } from './vault-holder.ts';

/** What the shell knows of the engine under the open vault's database. */
export interface DatabaseEngines {
  /** Was the database of before kept by another engine than the one that keeps the vault's database now? */
  hasChanged(): boolean;
  /** The database is whole: the engine that keeps it is noted. */
  keep(): void;
}

export interface EngineParts {
  /** The folder that `IndexedDB` lies in. */
  readonly profile: string;
  readonly holder: Pick<VaultHolder, 'open'>;
  readonly folders: Pick<VaultFolders, 'list' | 'folderOf'>;
}

/**
 * Must be made before a page opens a database, for Chromium then deletes what another engine wrote. Vaults of a version
 * that noted nothing get a note of what is on the disk.
 */
export function openDatabaseEngines({ profile, holder, folders }: EngineParts): DatabaseEngines {
  const before = storedEngine(profile);
  if (before !== null)
    for (const { folder } of folders.list()) {
      const note = engineNote(folder);
      if (note.read() === null) note.write(before);
    }
  const ofOpenVault = () => engineNote(folders.folderOf(holder.open().id));
  const now = (): Engine | null => storedEngine(profile);
  return {
    hasChanged() {
      const [noted, engine] = [ofOpenVault().read(), now()];
      return noted !== null && engine !== null && noted !== engine;
    },
    keep() {
      const engine = now();
      if (engine !== null) ofOpenVault().write(engine);
    },
  };
}
