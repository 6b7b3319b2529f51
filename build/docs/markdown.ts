import { BuildProblem } from '../support/build-problem.mjs';

/** Text of each generated block, by the name in its marker. */
export type GeneratedBlocks = Readonly<Record<string, string>>;

const blockPattern = /(<!-- generated: ([a-z-]+) -->\n)[^]*?(<!-- end -->)/g;

/**
 * Replaces each block between `<!-- generated: NAME -->` and `<!-- end -->`.
 * @throws {BuildProblem} a marker names no block, or a block has no marker
 */
export function replaceGeneratedBlocks(document: string, generatedBlocks: GeneratedBlocks): string {
  const missing = new Set(Object.keys(generatedBlocks));
  const replaced = document.replace(blockPattern, (_all, begin: string, name: string, end: string) => {
    const text = generatedBlocks[name];
    if (text === undefined) throw new BuildProblem(`no table has the name ${name}`);
    missing.delete(name);
    return `${begin}\n${text}\n${end}`;
  });
  if (missing.size > 0) throw new BuildProblem(`no marker for ${[...missing].join(', ')}`);
  return replaced;
}

/** A table of Markdown, with a line break at its end. */
export const markdownTable = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

/** Values in one cell; a dash for none. */
export const listCell = (values: readonly string[]): string =>
  values.length === 0 ? '-' : values.join(', ');

/** Paths in one cell. */
export const pathsCell = (paths: readonly string[]): string => listCell(paths.map((path) => `\`${path}\``));
