import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { runPackage } from './support/run-program.mjs';

// `npm run format`: formats everything; nothing about layout is discussed by hand.

await runCommand('format', async () => {
  const { code } = await runPackage('@biomejs/biome/bin/biome', ['format', '--write', '.'], { show: true });
  if (code !== 0) throw new BuildProblem('not everything could be formatted (see above)');
});
