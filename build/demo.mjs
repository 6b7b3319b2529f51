import { build } from 'vite';
import { withDisplay } from './electron-run.mjs';
import { inRepository } from './repository.mjs';
import { Problem, runCommand } from './problem.mjs';
import { runProgram } from './run-program.mjs';
import { nodeConfig } from './vite/node-config.mjs';

// `npm run demo`: the main job as a script on the real app, the real server and the demonstration data.

await runCommand('demo', async () => {
  const { code } = await runProgram(process.execPath, ['build/build.mjs']);
  if (code !== 0) throw new Problem('the app could not be built: npm run build says why');

  const config = nodeConfig({ entry: 'tests/demo/main.ts', out: 'demo-script', file: 'main.mjs' });
  await build({ ...config, ssr: { noExternal: true, external: ['playwright', '@playwright/test'] } });

  const command = withDisplay('demo', process.execPath, [inRepository('dist', 'demo-script', 'main.mjs')]);
  const demo = await runProgram(command.program, command.args, { show: true });
  process.exitCode = demo.code;
});
