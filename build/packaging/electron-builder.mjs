import { inRepository } from '../repository.mjs';
import { findCommand } from '../setup/system-packages.mjs';
import { BuildProblem } from '../support/build-problem.mjs';
import { runPackage } from '../support/run-program.mjs';

/**
 * Runs electron-builder with our configuration and a runtime that is already here. The distribution's own
 * tools replace those that it would download.
 * @param {readonly string[]} args
 * @param {{ folder: string, version: string, official: boolean }} runtime
 */
export async function runElectronBuilder(args, runtime) {
  const fixed = ['--config', 'build/packaging/electron-builder.yml', '--publish', 'never'];
  const electron = [`-c.electronDist=${runtime.folder}`, `-c.electronVersion=${runtime.version}`];
  const env = { ...toolPaths(), ...(runtime.official ? {} : quickCompression), ...process.env };
  const { code } = await runPackage('electron-builder/cli.js', [...args, ...fixed, ...electron], {
    env,
    show: true,
  });
  if (code !== 0) throw new BuildProblem('electron-builder did not succeed (see above)');
}

// A test build is thrown away: small is not worth minutes.
const quickCompression = { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1', FIELDBOOK_DEB_LEVEL: '1' };

function toolPaths() {
  if (process.platform !== 'linux') return {};
  const sevenZip = findCommand('7za');
  return {
    CUSTOM_FPM_PATH: inRepository('build', 'packaging', 'fpm.mjs'),
    ...(sevenZip ? { ELECTRON_BUILDER_7ZIP_PATH: sevenZip } : {}),
  };
}

/** Packages the stand-in for Electron, for a test build. */
export const unsafeRuntimeFlag = '--unsafe-runtime';

/**
 * Refuses to package the stand-in for Electron, except for a requested test build. Throws a BuildProblem.
 * @param {{ version: string, official: boolean }} runtime
 * @param {readonly string[]} words of the command line
 */
export function requireOfficialRuntime({ version, official }, words) {
  if (official || words.includes(unsafeRuntimeFlag)) return;
  throw new BuildProblem(
    `Electron ${version} is the stand-in for development and tests: it gets no security fixes, so nobody may work ` +
      'with an app in it. `ELECTRON_RETRY=1 npm run setup` brings the official one; ' +
      `\`npm run package -- ${unsafeRuntimeFlag}\` makes a test build.`,
  );
}
