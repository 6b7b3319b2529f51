import { test } from '@playwright/test';
import { keepsFailed, makeFolderUntilExit, type RemovableFolder } from './make-folder.ts';

/**
 * A folder of its own for one journey, removed by `remove`. If a journey fails before, its folder goes when its worker
 * has ended the app and ends. `FIELDBOOK_KEEP_FAILED` keeps the folder.
 */
export function temporaryFolder(): Promise<RemovableFolder> {
  const { folder, remove } = makeFolderUntilExit('journey');
  const hasFailed = (): boolean => test.info().errors.length > 0;
  return Promise.resolve({
    folder,
    remove: async () => {
      if (!keepsFailed || !hasFailed()) await remove();
    },
  });
}
