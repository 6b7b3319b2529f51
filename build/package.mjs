import { runElectronBuilder } from './packaging/electron-builder.mjs';
import { validateOtherPlatforms } from './packaging/validate.mjs';
import { Problem, runCommand, say } from './problem.mjs';
import { runProgram } from './run-program.mjs';
import { describe, electronInUse } from './setup/electron-runtime.mjs';

// `npm run package [-- target ...]`: the app for this platform in dist/release (on Linux: folder, tar.gz, deb).
// `npm run package -- --validate`: tries the configurations for Windows and macOS without their runtimes.

await runCommand('package', async () => {
  const words = process.argv.slice(2);
  const { code } = await runProgram(process.execPath, ['build/build.mjs', 'electron', 'field'], {
    show: true,
  });
  if (code !== 0) throw new Problem('the build did not succeed');
  if (words.includes('--validate')) return validateOtherPlatforms();

  const runtime = electronInUse();
  say('package', describe(runtime));
  if (!runtime.official) say('package', 'so this is a test build, not for release');
  const platform =
    { linux: '--linux', win32: '--win', darwin: '--mac' }[String(process.platform)] ?? '--linux';
  await runElectronBuilder([platform, ...words], runtime);
});
