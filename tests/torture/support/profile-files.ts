import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '#tests/support/disk/search-folder.ts';

/** Everything that the vault and the database need, by its path. */
export function contentsOf(profile: string): ReadonlyMap<string, Buffer> {
  const files = ['vaults', 'IndexedDB'].flatMap((name) => filesBelow(path.join(profile, name)));
  return new Map(
    files.filter(isSmall).flatMap((file): [string, Buffer][] => {
      const bytes = readIfThere(file);
      return bytes === null ? [] : [[file, bytes]];
    }),
  );
}

/** A database at work takes files away. */
function readIfThere(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The reserve of the journal is 16 MiB of nothing. */
const isSmall = (file: string): boolean => path.basename(file) !== 'reserve';

/** Everything as it was: writes of the start in between are gone, too. */
export function putBack(profile: string, whole: ReadonlyMap<string, Buffer>): void {
  for (const file of contentsOf(profile).keys()) if (!whole.has(file)) fs.rmSync(file);
  for (const [file, bytes] of whole) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
  }
}
