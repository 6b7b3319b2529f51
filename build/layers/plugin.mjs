import path from 'node:path';
import { layers } from './layer-table.mjs';

/** @typedef {import('./layer-table.mjs').Layer} Layer */

/**
 * Returns the reason why this import is forbidden, or null where it is allowed.
 * @param {string} file the importing file, relative to the repository, with forward slashes
 * @param {string} specifier as written in the import
 * @param {boolean} isOfTypes whether the whole import or export has types only
 * @returns {string | null}
 */
function findImportProblem(file, specifier, isOfTypes) {
  if (specifier.startsWith('../../')) return 'reach another folder by its alias (#domain/..., #sync/...)';
  const layer = layers.find((row) => row.files.test(file));
  if (!layer) return null;

  const target = importTargetOf(file, specifier);
  const own = file.match(layer.files)?.[1] ?? '';
  const fits = (/** @type {string | RegExp} */ entry) => matchesLayerEntry(entry, own, target);
  const allowed = isOfTypes ? [...layer.may, ...(layer.mayTypes ?? [])] : layer.may;
  if (allowed.some(fits) && !layer.mayNot?.some(fits)) return null;
  return `${layer.name} may not import ${target}: ${layer.why}`;
}

/**
 * Returns the path or package that an import names. An alias without an extension names the entry of a library.
 * @param {string} file the importing file, relative to the repository, with forward slashes
 * @param {string} specifier as written in the import
 */
export function importTargetOf(file, specifier) {
  const bare = specifier.replace(/\?.*$/, ''); // `./worker.ts?worker` is worker.ts
  if (bare.startsWith('#')) return path.posix.extname(bare) ? bare.slice(1) : `${bare.slice(1)}/index.ts`;
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(file), bare);
  if (bare.startsWith('node:')) return bare;
  const [scopeOrName = '', name] = bare.split('/');
  return `npm:${scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName}`;
}

/**
 * @param {string | RegExp} entry
 * @param {string} own replacement of `$1`, from the file's own name
 * @param {string} target
 */
function matchesLayerEntry(entry, own, target) {
  if (entry instanceof RegExp) return new RegExp(entry.source.replace('$1', own)).test(target);
  const filePath = entry.replace('$1', own);
  return filePath.endsWith('/') ? target.startsWith(filePath) : target === filePath;
}

// A plugin for oxlint (and any linter with the same interface). One rule: an import, in any syntax, must go
// in a direction that layer-table.mjs allows.

/**
 * @typedef {{ readonly filename: string, readonly cwd: string, report(finding: { node: any, message: string }): void }} Context
 */

const directionRule = {
  /** @param {Context} context */
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');

    const look = (/** @type {any} */ node) => {
      const specifier = node.source?.value;
      const isOfTypes = [node.importKind, node.exportKind].includes('type') || node.type === 'TSImportType';
      const problem = typeof specifier === 'string' ? findImportProblem(file, specifier, isOfTypes) : null;
      if (problem) context.report({ node: node.source, message: problem });
    };
    return {
      ImportDeclaration: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
      ImportExpression: look,
      TSImportType: look,
    };
  },
};

export default { meta: { name: 'layers' }, rules: { direction: directionRule } };
