import path from 'node:path';
import { childNodes, declaredNames, lineAt } from './source-files.mjs';

// Shape of a file: parts that have nothing to do with each other, and the position of its main export.

/** @typedef {import('./source-files.mjs').SourceFile} SourceFile */
/** @typedef {import('./source-files.mjs').Statement} Statement */
/** @typedef {import('./source-files.mjs').SyntaxNode} SyntaxNode */

/**
 * Top-level statements that use each other's names.
 * @typedef {object} FilePart
 * @property {number} lines of its statements
 * @property {readonly string[]} names that it declares
 */

/**
 * Parts of a file: no name of one is used in another. Imports belong to no part.
 * @param {Pick<SourceFile, 'code' | 'body'>} file
 * @returns {readonly FilePart[]} in the order of the file
 */
export function partsOf({ code, body }) {
  const statements = body
    .filter(({ type }) => type !== 'ImportDeclaration')
    .map((statement) => ({
      names: declaredNames(statement).map(({ name }) => name),
      words: new Set(identifiersOf(statement)),
      lines: lineAt(code, statement.end) - lineAt(code, statement.start) + 1,
    }));
  /** @type {{ names: string[], words: Set<string>, lines: number }[]} */
  const parts = [];
  for (const statement of statements) {
    const joined = parts.filter((part) => areConnected(part, statement));
    const whole = [...joined, statement];
    const part = {
      names: whole.flatMap(({ names }) => names),
      words: new Set(whole.flatMap(({ words }) => [...words])),
      lines: whole.reduce((sum, { lines }) => sum + lines, 0),
    };
    const [first, ...others] = joined;
    if (first) parts[parts.indexOf(first)] = part;
    else parts.push(part);
    for (const other of others) parts.splice(parts.indexOf(other), 1);
  }
  return parts.map(({ names, lines }) => ({ names, lines }));
}

/**
 * Main export: the exported name that the file is named after.
 * @param {Pick<SourceFile, 'path' | 'names' | 'exported'>} file
 * @returns {number | undefined} its line; undefined where no export has the name of the file
 */
export function mainExportLine({ path: file, names, exported }) {
  const fileName = path.posix
    .basename(file)
    .replace(/\.\w+$/, '')
    .replaceAll('-', '')
    .toLowerCase();
  return names.find(({ name }) => exported.includes(name) && name.toLowerCase() === fileName)?.line;
}

/**
 * @param {{ names: readonly string[], words: ReadonlySet<string> }} one
 * @param {{ names: readonly string[], words: ReadonlySet<string> }} other
 */
const areConnected = (one, other) =>
  one.names.some((name) => other.words.has(name)) || other.names.some((name) => one.words.has(name));

/**
 * @param {SyntaxNode} node
 * @returns {readonly string[]} with names of properties and of locals
 */
function identifiersOf(node) {
  const inner = childNodes(node).flatMap(identifiersOf);
  return node.type === 'Identifier' || node.type === 'JSXIdentifier' ? [node.name, ...inner] : inner;
}
