import { withVirtualDisplay } from './support/electron-run.mjs';
import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { runProgram } from './support/run-program.mjs';
import { buildStaged } from './support/staged-build.mjs';
import { nodeBuildConfig } from './vite/node-config.mjs';
import { pageBuildConfig } from './vite/parts.mjs';

// `npm run bench -- <name> [options]`: prints quality figures, measured on the real parts. Each measurement
// is a program of its own under bench/; pages for them are built into dist/bench/.

/**
 * @typedef {object} Bench
 * @property {string} entry the program; it gets the words after the name
 * @property {readonly string[]} parts of dist/, brought up to date first
 * @property {string} [page] a folder with an index.html
 * @property {boolean} [packaged] whether it measures the packaged app
 */

/** @type {Readonly<Record<string, Bench>>} */
const benchesByName = {
  sync: { entry: 'bench/sync/main.ts', parts: ['server', 'electron'], page: 'bench/page' },
  server: { entry: 'bench/server/main.ts', parts: ['server'] },
  console: { entry: 'bench/console/main.ts', parts: ['server', 'console'] },
  hostile: { entry: 'bench/hostile/main.ts', parts: ['server'], page: 'bench/hostile-page' },
  search: { entry: 'bench/search/main.ts', parts: ['electron'], page: 'bench/scale-page' },
  scale: { entry: 'bench/scale/main.ts', parts: ['electron'], page: 'bench/scale-page' },
  form: { entry: 'bench/form/main.ts', parts: ['electron'], page: 'bench/form-page' },
  store: { entry: 'bench/store/main.ts', parts: ['electron'], page: 'bench/store-page' },
  roster: { entry: 'bench/roster/main.ts', parts: ['electron'], page: 'bench/roster-page' },
  instrument: { entry: 'bench/instrument/main.ts', parts: [] },
  'privacy-check': { entry: 'bench/privacy-check/main.ts', parts: [] },
  launch: { entry: 'bench/launch/main.ts', parts: [], packaged: true },
};

await runCommand('bench', async () => {
  const [name = '', ...options] = process.argv.slice(2);
  const bench = benchesByName[name];
  if (bench === undefined)
    throw new BuildProblem(
      `no measurement is called "${name}"; there are ${Object.keys(benchesByName).join(', ')}`,
    );

  const before = bench.packaged
    ? ['build/package.mjs', 'dir', '--unsafe-runtime']
    : ['build/build.mjs', ...bench.parts];
  const needsParts = bench.packaged || bench.parts.length > 0;
  const parts = needsParts ? await runProgram(process.execPath, before) : { code: 0 };
  if (parts.code !== 0) throw new BuildProblem('the parts could not be built: npm run build says why');
  if (bench.page !== undefined)
    await buildStaged([pageBuildConfig({ folder: bench.page, out: `bench/${name}-page`, base: './' })]);
  const config = nodeBuildConfig({ entry: bench.entry, out: `bench/${name}`, file: 'main.mjs' });
  await buildStaged([{ ...config, ssr: { noExternal: true, external: ['playwright', '@playwright/test'] } }]);

  const script = inRepository('dist', 'bench', name, 'main.mjs');
  const command = withVirtualDisplay('bench', process.execPath, [script, ...options]);
  const { code } = await runProgram(command.program, command.args, { show: true });
  process.exitCode = code;
});
