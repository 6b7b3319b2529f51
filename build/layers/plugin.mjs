import path from 'node:path';
import { findImportProblem } from './direction.mjs';

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
      const problem = typeof specifier === 'string' ? findImportProblem(file, specifier) : null;
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
