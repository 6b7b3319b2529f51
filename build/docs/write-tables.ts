import fs from 'node:fs';
import { inRepository } from '../repository.mjs';
import { BuildProblem, runCommand } from '../support/build-problem.mjs';
import { findStaleDocuments } from './documents.ts';

// Writes the generated tables of documents; `--check` fails where one is not as it would be written.

await runCommand('documents', () => {
  const stale = findStaleDocuments();
  if (process.argv.includes('--check')) {
    if (stale.size > 0) throw new BuildProblem(`tables not as the code: ${[...stale.keys()].join(', ')}`);
    return Promise.resolve();
  }
  for (const [file, text] of stale) fs.writeFileSync(inRepository(file), text);
  return Promise.resolve();
});
