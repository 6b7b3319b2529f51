import fs from 'node:fs';
import { generatedMessageFiles } from './generated-files.mjs';
import { BuildProblem, runCommand } from '../support/build-problem.mjs';
import { inRepository } from '../repository.mjs';

// Writes the files that are made from messages; `--check` fails where one is not as it would be written.

await runCommand('messages', () => {
  const stale = [...generatedMessageFiles()].filter(([file, text]) => readOrNull(file) !== text);
  if (process.argv.includes('--check')) {
    if (stale.length > 0)
      throw new BuildProblem(`not as the messages: ${stale.map(([file]) => file).join(', ')}`);
    return Promise.resolve();
  }
  for (const [file, text] of stale) fs.writeFileSync(inRepository(file), text);
  return Promise.resolve();
});

/** @param {string} file */
function readOrNull(file) {
  return fs.existsSync(inRepository(file)) ? fs.readFileSync(inRepository(file), 'utf8') : null;
}
