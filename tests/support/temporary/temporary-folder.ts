import { onTestFinished } from 'vitest';
import { makeFolder, removeFolder } from './make-folder.ts';

/**
 * A folder of a test's own, for it or its `beforeEach`. It is gone when the test and its `afterEach` are over. A journal
 * in it takes 33 MB, so a run that left them would fill a disk.
 */
export function temporaryFolder(name: string): string {
  const folder = makeFolder(name);
  onTestFinished(() => removeFolder(folder));
  return folder;
}
