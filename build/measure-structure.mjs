import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './repository.mjs';
import { measureStructure, meetsTarget } from './structure/figures.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';

// `npm run -s measure:structure [-- --json | --list NAME] [--root DIR]`: figures of the structure and the
// language of production code, beside their targets. `--list` prints the locations behind a figure; `--root`
// measures another work tree, such as that of an earlier commit. Targets are goals, not rules: the exit code
// is 0 also where they are missed.

/** @typedef {import('./structure/figures.mjs').Figure} Figure */
/** @typedef {import('./structure/figures.mjs').Target} Target */

const numberFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** @param {Target} target */
function describeTarget(target) {
  if ('atMost' in target) return `<= ${numberFormat.format(target.atMost)}`;
  return 'atLeast' in target ? `>= ${target.atLeast}` : `< ${target.below}`;
}

/**
 * @param {readonly Figure[]} figures
 * @returns {string} a line each: name, value, target and label
 */
function printedTable(figures) {
  const rows = figures.map((figure) => {
    const { name, label, value, unit = '', detail, target } = figure;
    return {
      name,
      value: `${numberFormat.format(value)}${unit}`,
      target: target ? `${describeTarget(target)}${unit}` : '',
      verdict: target ? (meetsTarget(figure) ? 'ok' : 'not') : '',
      label: detail === undefined ? label : `${label} (${detail})`,
    };
  });
  const widthOf = (/** @type {'name' | 'value' | 'target'} */ column) =>
    Math.max(...rows.map((row) => row[column].length));
  const [nameWidth, valueWidth, targetWidth] = [widthOf('name'), widthOf('value'), widthOf('target')];
  return rows
    .map(({ name, value, target, verdict, label }) =>
      [
        name.padEnd(nameWidth),
        value.padStart(valueWidth),
        target.padEnd(targetWidth),
        verdict.padEnd('not'.length),
        label,
      ].join('  '),
    )
    .join('\n');
}

/**
 * @param {readonly Figure[]} figures
 * @returns {string} one object, by names
 */
const printedJson = (figures) =>
  JSON.stringify(
    Object.fromEntries(
      figures.map((figure) => {
        const { name, value, detail, target } = figure;
        const rounded = Math.round(value * 100) / 100;
        const goal = target && { target: describeTarget(target), ok: meetsTarget(figure) };
        return [name, { value: rounded, ...(detail !== undefined && { detail }), ...goal }];
      }),
    ),
    null,
    2,
  );

/**
 * @param {readonly Figure[]} figures
 * @param {string} name
 * @returns {string} a line for each location
 */
function printedLocations(figures, name) {
  const listedFigures = figures.filter(({ findings }) => findings);
  const figure = listedFigures.find((one) => one.name === name);
  if (!figure)
    throw new BuildProblem(`--list takes one of: ${listedFigures.map((one) => one.name).join(', ')}`);
  return (figure.findings ?? []).map(({ location, text }) => `${location} ${text}`).join('\n');
}

await runCommand('measure:structure', async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      list: { type: 'string' },
      root: { type: 'string', default: repositoryRoot },
    },
  });
  const figures = measureStructure(path.resolve(values.root));
  if (values.list !== undefined) console.log(printedLocations(figures, values.list));
  else console.log(values.json ? printedJson(figures) : printedTable(figures));
});
