import fs from 'node:fs';
import { inRepository } from '../repository.mjs';
import { generatedMessageFiles } from './generated-files.mjs';

/**
 * Write the files that are made from messages, where one is not as it would be written. They are not in git: every
 * command begins with this, and so do Vitest and editors (build/vitest.config.ts).
 * @throws {import('../support/build-problem.mjs').BuildProblem} a message cannot be parsed, or stands twice
 */
export function writeMessageFiles() {
  for (const [file, text] of generatedMessageFiles()) {
    const filePath = inRepository(file);
    if (fs.existsSync(filePath) && fs.readFileSync(filePath, 'utf8') === text) continue;
    // A program that reads it at this moment sees the former file or this one.
    const written = `${filePath}.${process.pid}`;
    fs.writeFileSync(written, text);
    fs.renameSync(written, filePath);
  }
}
