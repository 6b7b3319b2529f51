import { lineAt } from './source-files.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {import('./source-files.mjs').SourceFile} SourceFile */

/**
 * Count places that ask whether a document is of one kind: by a constant such as `missionKind`, or by its text. A rule
 * of a kind belongs into its descriptor, where the next kind is asked for it too.
 * @param {readonly SourceFile[]} sourceFiles
 * @returns {Figure}
 */
export function kindComparisonFigure(sourceFiles) {
  const kinds = sourceFiles.flatMap(({ code }) =>
    [...code.matchAll(/^export const (\w+Kind) = DocumentKind\.parse\('([\w-]+)'\)/gm)].map(
      ([, constant = '', text = '']) => ({ constant, text }),
    ),
  );
  const findings = kinds.length === 0 ? [] : sourceFiles.flatMap((file) => comparisonsIn(file, kinds));
  return {
    name: 'kind-comparisons',
    label: 'comparisons with one kind of document',
    value: findings.length,
    target: { atMost: 40 },
    findings,
  };
}

/**
 * @param {SourceFile} file
 * @param {readonly { constant: string, text: string }[]} kinds
 */
function comparisonsIn({ path, code, comments }, kinds) {
  const constants = kinds.map(({ constant }) => constant).join('|');
  const texts = kinds.map(({ text }) => text).join('|');
  const comparison = new RegExp(
    [
      `[!=]==\\s*(?:${constants})\\b`,
      `\\b(?:${constants})\\s*[!=]==`,
      `\\bcase (?:${constants}):`,
      `\\bdocument\\??\\.kind\\s*[!=]==\\s*'(?:${texts})'`,
    ].join('|'),
    'g',
  );
  return [...code.matchAll(comparison)]
    .filter(({ index }) => !comments.some(({ start, end }) => start <= index && index < end))
    .map(({ 0: text, index }) => ({ location: `${path}:${lineAt(code, index)}`, text }));
}
