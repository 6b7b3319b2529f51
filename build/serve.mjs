import { spawn } from 'node:child_process';
import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { onStopRequest } from './support/run-program.mjs';

// `npm run server [-- ...]`: the central API alone, or one of its commands; all arguments go to it unchanged.
// Builds changed parts first, with messages on standard error only, since standard output belongs to the
// server.

/**
 * @param {readonly string[]} args
 * @param {NodeJS.WriteStream} output receives its standard output
 * @returns {Promise<number>} its exit code
 */
function runServerInProcess(args, output) {
  const child = spawn(process.execPath, args, { stdio: ['inherit', output, 'inherit'] });
  onStopRequest(() => child.kill());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await runCommand('server', async () => {
  const built = await runServerInProcess(
    [inRepository('build', 'build.mjs'), 'server', 'console'],
    process.stderr,
  );
  if (built !== 0) throw new BuildProblem('the build did not succeed');
  process.exitCode = await runServerInProcess(
    [inRepository('dist', 'server', 'main.js'), ...process.argv.slice(2)],
    process.stdout,
  );
});
