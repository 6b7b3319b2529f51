import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { buildAndStampPart, isPartFresh } from './support/build-stamps.mjs';
import { withFolderLock } from './support/folder-lock.mjs';
import { buildStaged } from './support/staged-build.mjs';
import { distParts } from './vite/parts.mjs';

// `npm run build [-- part ...]`: makes dist/ from the sources; parts with unchanged sources are left alone.

/**
 * @param {import('./vite/parts.mjs').Part} part
 * @returns {Promise<boolean>} whether it is there now
 */
async function ensurePart(part) {
  if (isPartFresh(part)) return true;
  const startedMs = performance.now();
  try {
    await buildAndStampPart(part, () => buildStaged(part.configs));
  } catch (error) {
    printTopicLine(
      'build',
      `${part.name} could not be built: ${error instanceof Error ? error.message : String(error)}`,
    );
    return false;
  }
  printTopicLine('build', `${part.name} in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return true;
}

await runCommand('build', async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !distParts.some((part) => part.name === name));
  if (unknown)
    throw new BuildProblem(
      `no part is called ${unknown}; there are ${distParts.map((p) => p.name).join(', ')}`,
    );

  await withFolderLock('build', async () => {
    const failed = [];
    for (const part of distParts) {
      const isWanted = wanted.length === 0 ? !part.isForTests : wanted.includes(part.name);
      if (isWanted && !(await ensurePart(part))) failed.push(part.name);
    }
    if (failed.length > 0) throw new BuildProblem(`not built: ${failed.join(', ')}`);
  });
});
