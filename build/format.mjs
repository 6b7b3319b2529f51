import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { runPackage, runProgram } from './support/run-program.mjs';

// `npm run format`: writes the tables of documents, formats everything and orders imports. Nobody discusses layout by hand.

await runCommand('format', async () => {
  const documents = await runProgram(process.execPath, [inRepository('build/docs/write-tables.ts')], {
    show: true,
  });
  if (documents.code !== 0) throw new BuildProblem('the documents could not be written (see above)');
  const { code } = await runPackage('@biomejs/biome/bin/biome', ['check', '--write', '.'], { show: true });
  if (code !== 0) throw new BuildProblem('not everything could be formatted (see above)');
});
