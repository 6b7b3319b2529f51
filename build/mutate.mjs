import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { drawMutants, findMutants } from './mutate/mutants.mjs';
import { runSpecs } from './mutate/run-specs.mjs';
import { readImporters, relatedTests, sourceFilesIn } from './mutate/test-graph.mjs';
import { inRepository } from './repository.mjs';
import { BuildProblem, printTopicLine } from './support/build-problem.mjs';

// `npm run mutate -- PATH... [--count 200] [--seed 1] [--tests 40] [--least 80]`: draws small changes of the
// TypeScript sources in these folders, and runs the nearest unit and property tests on each. It lists the
// changes that no test noticed. The working tree is never touched. Exit code 0: at least so many percent were
// noticed; 1: fewer. Exit code 2: nothing was measured, by a wrong argument, or tests that do not run. A test
// that fails without any change is left out, with a note.

/** @typedef {import('./mutate/mutants.mjs').Mutant} Mutant */
/** @typedef {'killed' | 'timeout' | 'survived' | 'untested'} Fate */

const firstSpecCount = 8;
/** Time limit of tests: five times their time without a mutant, and this for the start of their process. */
const processStartMs = 60_000;

/** @param {string} name @param {string} text @returns {number} */
function parseCountOption(name, text) {
  if (!/^\d{1,6}$/.test(text)) throw new BuildProblem(`--${name} takes a whole number, not “${text}”`);
  return Number(text);
}

/**
 * Splits the nearest tests into two parts: most mutants are noticed in the first.
 * @param {readonly string[]} specs
 * @returns {readonly (readonly string[])[]}
 */
const splitSpecs = (specs) =>
  [specs.slice(0, firstSpecCount), specs.slice(firstSpecCount)].filter((part) => part.length > 0);

/**
 * Runs tests without a mutant, all at once. Failing ones cannot judge a mutant.
 * @param {readonly string[]} specs
 * @returns {Promise<ReadonlyMap<string, number>>} time of each passed one, in ms
 */
async function measureSpecTimes(specs) {
  const { ending, files, output } = await runSpecs(specs, null, 1_800_000);
  if (files.size === 0) throw new BuildProblem(`the tests did not run (${ending}):\n${output}`);
  for (const [spec, { isPassed }] of files)
    if (!isPassed) printTopicLine('mutate', `${spec} is left out: it fails without any change`);
  return new Map([...files].flatMap(([spec, { isPassed, tookMs }]) => (isPassed ? [[spec, tookMs]] : [])));
}

/**
 * @param {Mutant} mutant
 * @param {readonly string[]} specs
 * @param {ReadonlyMap<string, number>} times how long tests take, in ms
 * @returns {Promise<Fate>}
 */
async function mutantFateOf(mutant, specs, times) {
  /** @type {Fate} */
  let fate = 'untested';
  const timeOf = (/** @type {string} */ spec) => times.get(spec) ?? 0;
  for (const part of splitSpecs(specs.filter((spec) => times.has(spec)))) {
    const limitMs = processStartMs + 5 * part.reduce((sum, spec) => sum + timeOf(spec), 0);
    // The first test that fails ends the run: the fast ones come first.
    const inOrder = part.toSorted((a, b) => timeOf(a) - timeOf(b));
    const { ending, output } = await runSpecs(inOrder, mutant, limitMs);
    if (ending === 'broken') throw new BuildProblem(`the tests did not run:\n${output}`);
    if (ending === 'failed') return 'killed';
    if (ending === 'timeout') return 'timeout';
    if (ending === 'passed') fate = 'survived';
  }
  return fate;
}

/** @param {Mutant} mutant @returns {string} */
function describeMutant({ file, line, start, end, text, kind }) {
  const code = fs.readFileSync(inRepository(file), 'utf8').slice(start, end);
  const short = (/** @type {string} */ words) =>
    JSON.stringify(words.length > 80 ? `${words.slice(0, 80)}…` : words);
  return `${file}:${line} ${kind}: ${short(code)} -> ${short(text)}`;
}

async function runMutants() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      tests: { type: 'string', default: '40' },
      least: { type: 'string', default: '80' },
    },
  });
  const [count, seed] = [parseCountOption('count', values.count), parseCountOption('seed', values.seed)];
  const [tests, least] = [parseCountOption('tests', values.tests), parseCountOption('least', values.least)];
  if (positionals.length === 0)
    throw new BuildProblem('npm run mutate -- PATH... [--count 200] [--seed 1] [--tests 40] [--least 80]');
  const absent = positionals.find((path) => !fs.existsSync(inRepository(path)));
  if (absent !== undefined) throw new BuildProblem(`There is no ${absent} in the repository`);

  const files = [
    ...new Set(positionals.flatMap((path) => sourceFilesIn(path.replace(/\/$/, '')))),
  ].toSorted();
  const all = files.flatMap((file) => findMutants(file, fs.readFileSync(inRepository(file), 'utf8')));
  const drawn = drawMutants(all, count, seed);
  if (drawn.length === 0) throw new BuildProblem('There is nothing to change in these folders');
  printTopicLine(
    'mutate',
    `${drawn.length} of ${all.length} mutants of ${files.length} files, seed ${seed}, ${tests} tests at most for each`,
  );

  const importers = readImporters();
  const specsOf = new Map(
    [...new Set(drawn.map(({ file }) => file))].map((file) => [
      file,
      relatedTests(importers, file).slice(0, tests),
    ]),
  );
  const times = await measureSpecTimes([...new Set([...specsOf.values()].flat())]);
  /** @type {Record<Fate, Mutant[]>} */
  const fates = { killed: [], timeout: [], survived: [], untested: [] };
  for (const [at, mutant] of drawn.entries()) {
    const fate = await mutantFateOf(mutant, specsOf.get(mutant.file) ?? [], times);
    fates[fate].push(mutant);
    printTopicLine('mutate', `${at + 1}/${drawn.length} ${fate} ${describeMutant(mutant)}`);
  }
  const noticed = fates.killed.length + fates.timeout.length;
  const percent = (100 * noticed) / drawn.length;
  for (const fate of /** @type {const} */ (['survived', 'untested', 'timeout']))
    for (const mutant of fates[fate]) console.log(`${fate} ${describeMutant(mutant)}`);
  console.log(
    `${fates.killed.length} killed, ${fates.timeout.length} timeouts, ${fates.survived.length} survived, ${fates.untested.length} untested: ${percent.toFixed(1)} % noticed (at least ${least} %)`,
  );
  return percent >= least ? 0 : 1;
}

try {
  process.exitCode = await runMutants();
} catch (error) {
  if (error instanceof BuildProblem) printTopicLine('mutate', error.message);
  else console.error(error);
  process.exitCode = 2;
}
