import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

/** A Node that runs another in its place, with this program. */
const runInFolder = (program: string) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { runProgramToEnd } from './build/setup/start-command.mjs';
       process.exitCode = await runProgramToEnd(process.execPath, ['-e', process.argv[1]]);`,
      program,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );

test.each([
  ['its exit code', 'process.exitCode = 7', 7],
  ['128 and the number of the signal that ended it', "process.kill(process.pid, 'SIGKILL')", 137],
])('a command that runs in our place leaves %s', async (_what, program, code) => {
  expect(await once(runInFolder(program), 'exit')).toEqual([code, null]);
});

test('a command that runs in our place has our input and output', async () => {
  const child = runInFolder('process.stdin.pipe(process.stdout)');
  child.stdin.end('typed');
  expect(String((await once(child.stdout, 'data'))[0])).toBe('typed');
  await once(child, 'exit');
});

test('a command run in place of the process receives its stop signal and is awaited', async () => {
  const child = runInFolder(
    "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(3)); console.log('ready')",
  );
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([3, null]);
});
