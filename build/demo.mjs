import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { withVirtualDisplay } from './support/electron-run.mjs';
import { runProgram } from './support/run-program.mjs';
import { buildStaged } from './support/staged-build.mjs';
import { nodeBuildConfig } from './vite/node-config.mjs';

// `npm run demo`: the main task as a script on the real app, the real server and the demonstration data.

await runCommand('demo', async () => {
  const { code } = await runProgram(process.execPath, ['build/build.mjs']);
  if (code !== 0) throw new BuildProblem('the app could not be built: npm run build says why');

  const config = nodeBuildConfig({ entry: 'tests/demo/main.ts', out: 'demo-script', file: 'main.mjs' });
  await buildStaged([{ ...config, ssr: { noExternal: true, external: ['playwright', '@playwright/test'] } }]);

  const command = withVirtualDisplay('demo', process.execPath, [
    inRepository('dist', 'demo-script', 'main.mjs'),
  ]);
  const demo = await runProgram(command.program, command.args, { show: true });
  process.exitCode = demo.code;
});
