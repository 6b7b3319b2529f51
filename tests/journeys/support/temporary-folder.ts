import { test } from '@playwright/test';
import { keepsFailed, makeFolderUntilExit, type RemovableFolder } from '#tests/temporary/make-folder.ts';

/**
 * A folder of its own for one journey, removed by `remove`. A journey that fails before it goes without its folder too,
 * when its worker has ended the app and ends itself, unless FIELDBOOK_KEEP_FAILED says that somebody wants to look.
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
