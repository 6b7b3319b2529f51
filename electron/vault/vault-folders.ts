import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type HeaderReading, readVaultHeader } from './vault-header.ts';

/** Folders of this laptop's vaults on the disk. */
export interface VaultFolders {
  /** List ids with their headers, in the order of ids. */
  list(): readonly { readonly id: string; readonly folder: string; readonly read: HeaderReading }[];
  readonly folderOf: (id: string) => string;
  /** Return whether a vault exists that may still open. */
  readonly isThere: (id: string) => boolean;
  /** Whether unencrypted data of an early build exists here. It is never opened, and left unchanged. */
  hasPlain(): boolean;
}

/** Open the folder of all vaults in the profile. It is made with the first vault. */
export function openVaultFolders(userData: string): VaultFolders {
  const vaults = path.join(userData, 'vaults');
  const names = (): readonly string[] => {
    if (!fs.existsSync(vaults)) return [];
    const entries = fs.readdirSync(vaults, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  };
  const folderOf = (id: string): string => path.join(vaults, id);
  const known = (): ReturnType<VaultFolders['list']> =>
    names()
      .filter((name) => z.uuid().safeParse(name).success)
      .map((id) => ({ id, folder: folderOf(id), read: readVaultHeader(folderOf(id)) }));
  return {
    folderOf,
    isThere: (id) => !['erased', 'absent'].includes(readVaultHeader(folderOf(id)).kind),
    list: () => known().filter(({ read }) => read.kind !== 'absent'),
    hasPlain: () =>
      names().some(
        (name) =>
          fs.existsSync(path.join(folderOf(name), 'device.json')) &&
          readVaultHeader(folderOf(name)).kind === 'absent',
      ),
  };
}
