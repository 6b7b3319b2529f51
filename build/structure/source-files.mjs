import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

// Production code of a repository, parsed: files, imports, top-level names and comments.

/** @typedef {import('vite').ESTree.Program['body'][number]} Statement */
/** @typedef {import('vite').ESTree.BindingPattern} Pattern */
/** @typedef {{ type: 'Line' | 'Block', start: number, end: number }} Comment */
/** @typedef {{ name: string, line: number }} DeclaredName */
/** @typedef {import('vite').ESTree.Node} SyntaxNode */

/**
 * @typedef {object} SourceFile
 * @property {string} path from the root of the repository
 * @property {string} code
 * @property {number} lines
 * @property {number} commentLines lines of comments that no code precedes
 * @property {readonly Comment[]} comments
 * @property {readonly string[]} importSources imported files and packages, each once; style sheets are left out
 * @property {readonly DeclaredName[]} names top-level functions, classes, variables and types, each name once
 * @property {readonly Statement[]} body the parsed statements at the top
 * @property {readonly string[]} exported those names that an `export` before their declaration gives to other files
 */

/**
 * @typedef {object} Production
 * @property {readonly SourceFile[]} sources without tests, stories and generated files
 * @property {readonly string[]} paths all files of the production folders
 */

/**
 * @param {string} root of the repository
 * @returns {Production} of all folders in `imports` of package.json, except tests
 */
export function readProduction(root) {
  const { imports } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  /** @type {Aliases} */
  const aliases = Object.entries(imports).map(([alias, target]) => [
    alias.replace('*', ''),
    path.posix.normalize(String(target).replace('*', '')),
  ]);
  const paths = aliases
    .filter(([alias]) => alias.endsWith('/') && alias !== '#tests/')
    .flatMap(([, folder]) => filesIn(root, folder));
  const sources = paths.filter(isSource).flatMap((file) => {
    const code = fs.readFileSync(path.join(root, file), 'utf8');
    return isGenerated(code) ? [] : [parseSource(file, code, aliases)];
  });
  return { sources, paths };
}

/**
 * Pairs of an import and its path: the beginnings of both for a folder (`#domain/`), both whole for an entry.
 * @typedef {readonly (readonly [string, string])[]} Aliases
 */

/** @param {string} file */
const isSource = (file) => /\.(tsx?|mjs)$/.test(file) && !file.endsWith('.stories.tsx');

/** @param {string} code */
const isGenerated = (code) => /^(?:\/\/|\/\*+)\s*Generated\b/.test(code);

/**
 * @param {string} root
 * @param {string} folder
 * @returns {readonly string[]} paths from the root, sorted
 */
export function filesIn(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted();
}

/**
 * @param {string} file path from the root of the repository
 * @param {string} code
 * @param {Aliases} [aliases]
 * @returns {SourceFile}
 */
export function parseSource(file, code, aliases = []) {
  const { program, module, comments, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const lateSources = module.dynamicImports.map(({ moduleRequest }) =>
    code.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"]|['"]$/g, ''),
  );
  const sources = [...program.body.flatMap(sourceOf), ...lateSources]
    .filter((source) => !source.endsWith('.css'))
    .map((source) => resolveImport(file, source, aliases));
  const names = program.body.flatMap(declaredNames);
  const exports = program.body.filter(({ type }) => type === 'ExportNamedDeclaration');
  return {
    path: file,
    code,
    lines: code.split('\n').length - (code.endsWith('\n') ? 1 : 0),
    commentLines: countCommentLines(code, comments),
    comments,
    importSources: [...new Set(sources)],
    names: names
      .filter(({ name }, at) => names.findIndex((other) => other.name === name) === at)
      .map(({ name, start }) => ({ name, line: lineAt(code, start) })),
    body: program.body,
    exported: [...new Set(exports.flatMap(declaredNames).map(({ name }) => name))],
  };
}

/**
 * @param {SyntaxNode} node
 * @returns {readonly SyntaxNode[]} in the order of the code
 */
export const childNodes = (node) => Object.values(node).flat().filter(isNode);

/** @param {unknown} value @returns {value is SyntaxNode} */
const isNode = (value) =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value;

/**
 * @param {string} text
 * @param {number} offset
 * @returns {number} line of the offset, from 1
 */
export const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

/**
 * @param {string} code
 * @param {readonly Comment[]} comments
 */
function countCommentLines(code, comments) {
  const lines = comments
    .filter(({ start }) => /(?:^|\n)[ \t]*$/.test(code.slice(0, start)))
    .flatMap(({ start, end }) => {
      const first = lineAt(code, start);
      return Array.from({ length: lineAt(code, end) - first + 1 }, (_, at) => first + at);
    });
  return new Set(lines).size;
}

/** @param {Statement} statement @returns {readonly string[]} */
const sourceOf = (statement) => ('source' in statement && statement.source ? [statement.source.value] : []);

/**
 * @param {string} file
 * @param {string} source as the import names it
 * @param {Aliases} aliases
 * @returns {string} path from the root, or the package
 */
function resolveImport(file, source, aliases) {
  const filePath = source.replace(/\?.*$/, '');
  if (filePath.startsWith('.')) return path.posix.join(path.posix.dirname(file), filePath);
  const entry = aliases.find(([alias]) => alias === filePath);
  if (entry) return entry[1];
  const [alias = '', folder = ''] =
    aliases.find(([beginning]) => beginning.endsWith('/') && filePath.startsWith(beginning)) ?? [];
  return folder + filePath.slice(alias.length);
}

/**
 * @param {Statement | null} statement
 * @returns {readonly { name: string, start: number }[]}
 */
export function declaredNames(statement) {
  switch (statement?.type) {
    case 'ExportNamedDeclaration':
      return declaredNames(statement.declaration);
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => boundNames(id));
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
      return statement.id ? [statement.id] : [];
    default:
      return [];
  }
}

/**
 * @param {Pattern} pattern
 * @returns {readonly { name: string, start: number }[]}
 */
export function boundNames(pattern) {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => {
        if (!element) return [];
        return boundNames(element.type === 'RestElement' ? element.argument : element);
      });
  }
}
