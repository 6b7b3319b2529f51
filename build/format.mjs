import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { inRepository } from './repository.mjs';
import { runPackage, runProgram } from './support/run-program.mjs';

// `npm run format`: writes the files that are made from messages, and formats everything. Nobody discusses layout by hand.

await runCommand('format', async () => {
  const messages = await runProgram(process.execPath, [inRepository('build/messages/write-messages.mjs')], {
    show: true,
  });
  if (messages.code !== 0) throw new BuildProblem('the messages could not be read (see above)');
  const { code } = await runPackage('@biomejs/biome/bin/biome', ['format', '--write', '.'], { show: true });
  if (code !== 0) throw new BuildProblem('not everything could be formatted (see above)');
});
