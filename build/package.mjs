import {
  requireOfficialRuntime,
  runElectronBuilder,
  unsafeRuntimeFlag,
} from './packaging/electron-builder.mjs';
import { writeNotices } from './packaging/third-party-notices.mjs';
import { validateOtherPlatforms } from './packaging/validate-other-platforms.mjs';
import { describeRuntime, electronInUse } from './setup/electron-runtime.mjs';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { runProgram } from './support/run-program.mjs';

// `npm run package [-- target ...]`: the app for this platform in dist/release (on Linux: folder, tar.gz,
// deb), with the licences and the bill of materials of its content. The stand-in for Electron is refused
// without `--unsafe-runtime`. `npm run package -- --validate`: tries the configurations for Windows and macOS
// without their runtimes.

await runCommand('package', async () => {
  const words = process.argv.slice(2);
  const validates = words.includes('--validate');
  const electronRuntime = electronInUse();
  if (!validates) requireOfficialRuntime(electronRuntime, words);
  const { code } = await runProgram(process.execPath, ['build/build.mjs', 'electron', 'field'], {
    show: true,
  });
  if (code !== 0) throw new BuildProblem('the build did not succeed');
  writeNotices(electronRuntime.version);
  if (validates) return validateOtherPlatforms();

  printTopicLine('package', describeRuntime(electronRuntime));
  if (!electronRuntime.official) printTopicLine('package', 'so this is a test build, not for release');
  const platform =
    { linux: '--linux', win32: '--win', darwin: '--mac' }[String(process.platform)] ?? '--linux';
  const targets = words.filter((word) => word !== unsafeRuntimeFlag);
  await runElectronBuilder([platform, ...targets], electronRuntime);
});
