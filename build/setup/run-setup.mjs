import { withLock } from '../folder-lock.mjs';
import { runCommand } from '../problem.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Brings the working copy to the state that the lock file describes, and nothing else.
 * Flags: `--only-dependencies` (no Electron: the server and the checks do without), `--test` and `--package`
 * (also the system packages which those commands need).
 * @param {readonly string[]} flags
 */
export function runSetup(flags) {
  return runCommand('setup', () =>
    withLock('setup', async (lock) => {
      await ensureDependencies(lock);
      if (flags.includes('--only-dependencies')) return;
      const electronPath = await ensureElectron();
      ensureSystemPackages(electronPath, {
        test: flags.includes('--test'),
        package: flags.includes('--package'),
      });
    }),
  );
}
