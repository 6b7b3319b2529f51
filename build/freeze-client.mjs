import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { inRepository } from './repository.mjs';
import { printTopicLine, runCommand } from './support/build-problem.mjs';

// `node build/freeze-client.mjs COMMIT`: records the client of a release (the store, the sync and the
// journal) as one file. It then takes part in simulated worlds beside the present one. Run it at each
// release, with the release's commit.

/** Entry of a simulated laptop (`tests/simulation/laptop/client-code.ts`). */
const frozenEntrySource = `
export { FieldDatabase } from '#renderer/store/db/database.ts';
export { isDiskFailure } from '#renderer/store/db/disk-failure.ts';
export { frameSeal, hostJournal } from '#renderer/store/journal/journal.ts';
export { readLogRow, readMeta } from '#renderer/store/db/meta.ts';
export { openStore } from '#renderer/store/store.ts';
export { openJournal } from '#electron/journal/shell-journal.ts';
`;

await runCommand('freeze-client', async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [commit = 'HEAD'] = positionals;
  const git = (/** @type {readonly string[]} */ ...args) =>
    execFileSync('git', args, { cwd: inRepository(), maxBuffer: 512 * 1024 * 1024 });
  const hash = git('rev-parse', '--short', commit).toString().trim();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'freeze-client-'));
  try {
    execFileSync('tar', ['-x', '-C', folder], { input: git('archive', hash) });
    fs.writeFileSync(path.join(folder, 'entry.ts'), frozenEntrySource);
    await build({
      configFile: false,
      root: folder,
      publicDir: false,
      logLevel: 'warn',
      build: {
        ssr: path.join(folder, 'entry.ts'),
        outDir: path.join(folder, 'out'),
        target: 'node24',
        minify: false,
        // Libraries are the present ones: two copies of Dexie or Yjs in one process do not know each other's
        // objects.
        rolldownOptions: {
          external: (id) => !/^[./#]/.test(id),
          output: { format: 'cjs', entryFileNames: 'client.js', codeSplitting: false },
        },
      },
    });
    const text = fs.readFileSync(path.join(folder, 'out', 'client.js'), 'utf8');
    const file = inRepository('tests', 'simulation', 'frozen', 'client.js.gz');
    fs.writeFileSync(file, gzipSync(`// ${hash}\n${text}`, { level: 9 }));
    printTopicLine('freeze-client', `${path.relative(inRepository(), file)} is the client of ${hash}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
