import { benchesByName } from './bench/bench-table.mjs';
import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { withVirtualDisplay } from './support/electron-run.mjs';
import { runProgram } from './support/run-program.mjs';
import { buildStaged } from './support/staged-build.mjs';
import { nodeBuildConfig } from './vite/node-config.mjs';
import { pageBuildConfig } from './vite/parts.mjs';

// `npm run bench -- <name> [options]`: prints quality figures, measured on the real parts. Each measurement
// is a program of its own under bench/; pages for them are built into dist/bench/. `--smallest` takes the options of
// its smallest size.

await runCommand('bench', async () => {
  const [name = '', ...given] = process.argv.slice(2);
  const bench = benchesByName[name];
  if (bench === undefined)
    throw new BuildProblem(
      `no measurement is called "${name}"; there are ${Object.keys(benchesByName).join(', ')}`,
    );
  const options = given.flatMap((option) => (option === '--smallest' ? bench.smallest : [option]));

  const before = bench.packaged
    ? ['build/package.mjs', 'dir', '--unsafe-runtime']
    : ['build/build.mjs', ...bench.parts];
  const needsParts = bench.packaged || bench.parts.length > 0;
  const parts = needsParts ? await runProgram(process.execPath, before) : { code: 0 };
  if (parts.code !== 0) throw new BuildProblem('the parts could not be built: npm run build says why');
  if (bench.page !== undefined) {
    const page = pageBuildConfig({ folder: 'bench/rig', out: `bench/${name}-page`, base: './' });
    // The template names its script by this variable.
    const define = { 'import.meta.env.BENCH_PAGE': JSON.stringify(bench.page) };
    await buildStaged([{ ...page, define }]);
  }
  const config = nodeBuildConfig({ entry: bench.entry, out: `bench/${name}`, file: 'main.mjs' });
  await buildStaged([{ ...config, ssr: { noExternal: true, external: ['playwright', '@playwright/test'] } }]);

  const script = inRepository('dist', 'bench', name, 'main.mjs');
  const command = withVirtualDisplay('bench', process.execPath, [script, ...options]);
  const { code } = await runProgram(command.program, command.args, { show: true });
  process.exitCode = code;
});
