import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { runCommand } from './support/build-problem.mjs';
import { withFolderLock } from './support/folder-lock.mjs';

// `npm run setup [-- --only-dependencies | --test | --package]`: everything that a fresh clone needs, also
// the files that are made from messages. Node's built-in modules alone until the dependencies are there. Runs
// before every other command; with nothing to do it takes a fraction of a second. Prints to standard error only,
// because `npm run server -- admin` owns standard output.
// `--only-dependencies`: no Electron, for the server and the checks do without. `--test` and `--package`:
// also the system packages of those commands.

const setupFlags = process.argv.slice(2);

await runCommand('setup', () =>
  withFolderLock('setup', async (heldLock) => {
    await ensureDependencies(heldLock);
    // It parses messages with a dependency.
    const { writeMessageFiles } = await import('./messages/write-messages.mjs');
    writeMessageFiles();
    if (setupFlags.includes('--only-dependencies')) return;
    const electronPath = await ensureElectron();
    ensureSystemPackages(electronPath, {
      test: setupFlags.includes('--test'),
      package: setupFlags.includes('--package'),
    });
  }),
);
