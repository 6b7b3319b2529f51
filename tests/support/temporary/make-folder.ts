import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { temporaryPrefix } from '#build/test/runners.mjs';

/** A folder that somebody removes when the work in it is done. */
export interface RemovableFolder {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** Somebody wants to look into the folders of failed runs. */
export const keepsFailed = process.env['FIELDBOOK_KEEP_FAILED'] === '1';

/**
 * Make a new folder, among the temporary files or `below` another one; `name` tells its purpose. The caller removes it.
 */
export const makeFolder = (name: string, below = os.tmpdir()): string =>
  fs.mkdtempSync(path.join(below, `${temporaryPrefix}${name}-`));

/** Remove a folder, though something may still be writing in it for a moment. */
export const removeFolder = (folder: string): Promise<void> =>
  fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 5 });

/** A new folder that goes with this process, if a failure keeps it from removing the folder. */
export function makeFolderUntilExit(name: string, below?: string): RemovableFolder {
  const folder = makeFolder(name, below);
  const removeAtExit = (): void => {
    if (keepsFailed) console.log(`kept: ${folder}`);
    else fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAtExit);
  const remove = async (): Promise<void> => {
    await removeFolder(folder);
    process.off('exit', removeAtExit);
  };
  return { folder, remove };
}
