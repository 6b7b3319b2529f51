import fs from 'node:fs';
import { build } from 'vite';
import { buildAndStamp, isFresh } from './build-stamps.mjs';
import { withLock } from './folder-lock.mjs';
import { parts } from './parts.mjs';
import { Problem, runCommand, say } from './problem.mjs';

// `npm run build [-- part ...]`: makes dist/ from the sources; parts whose sources have not changed are left alone.

/** @param {import('./parts.mjs').Part} part */
async function ensurePart(part) {
  if (isFresh(part)) return;
  if (part.configs.some((config) => !hasEntry(config))) {
    say('build', `${part.name}: not written yet, skipped`);
    return;
  }
  const startedMs = performance.now();
  await buildAndStamp(part, async () => {
    for (const config of part.configs) await build(config);
  });
  say('build', `${part.name} in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
}

/** @param {import('vite').InlineConfig} config */
function hasEntry(config) {
  const entry = config.build?.ssr;
  return fs.existsSync(typeof entry === 'string' ? entry : `${config.root}/index.html`);
}

await runCommand('build', async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown)
    throw new Problem(`no part is called ${unknown}; there are ${parts.map((p) => p.name).join(', ')}`);

  await withLock('build', async () => {
    for (const part of parts) if (wanted.length === 0 || wanted.includes(part.name)) await ensurePart(part);
  });
});
