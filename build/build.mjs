import { build } from 'vite';
import { buildAndStamp, isFresh } from './build-stamps.mjs';
import { withLock } from './folder-lock.mjs';
import { parts } from './parts.mjs';
import { Problem, runCommand, say } from './problem.mjs';

// `npm run build [-- part ...]`: makes dist/ from the sources; parts whose sources have not changed are left alone.

/**
 * @param {import('./parts.mjs').Part} part
 * @returns {Promise<boolean>} whether it is there now
 */
async function ensurePart(part) {
  if (isFresh(part)) return true;
  const startedMs = performance.now();
  try {
    await buildAndStamp(part, async () => {
      for (const config of part.configs) await build(config);
    });
  } catch (error) {
    say(
      'build',
      `${part.name} could not be built: ${error instanceof Error ? error.message : String(error)}`,
    );
    return false;
  }
  say('build', `${part.name} in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return true;
}

await runCommand('build', async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown)
    throw new Problem(`no part is called ${unknown}; there are ${parts.map((p) => p.name).join(', ')}`);

  await withLock('build', async () => {
    const failed = [];
    for (const part of parts) {
      const isWanted = wanted.length === 0 || wanted.includes(part.name);
      if (isWanted && !(await ensurePart(part))) failed.push(part.name);
    }
    if (failed.length > 0) throw new Problem(`not built: ${failed.join(', ')}`);
  });
});
