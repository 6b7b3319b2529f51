import { BuildProblem } from '../support/build-problem.mjs';

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
