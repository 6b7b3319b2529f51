import { boundNames, childNodes } from './source-files.mjs';

/** @typedef {import('./source-files.mjs').SourceFile} SourceFile */
/** @typedef {import('./source-files.mjs').SyntaxNode} SyntaxNode */
/** @typedef {import('./source-files.mjs').Pattern} Pattern */

/**
 * Names of parameters and of variables within functions. A property that is taken under its own name counts too.
 * @param {Pick<SourceFile, 'body'>} file
 * @returns {readonly { name: string, start: number }[]} in the order of the file
 */
export const localNames = ({ body }) => body.flatMap((statement) => namesWithin(statement, false));

/**
 * @param {SyntaxNode} node
 * @param {boolean} isLocal the node stands within a function
 * @returns {readonly { name: string, start: number }[]}
 */
function namesWithin(node, isLocal) {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [
        ...node.params.flatMap((parameter) => parameterNames(parameter)),
        ...childNodes(node).flatMap((child) => namesWithin(child, true)),
      ];
    case 'VariableDeclarator':
      return [
        ...(isLocal ? boundNames(node.id) : []),
        ...childNodes(node).flatMap((child) => namesWithin(child, isLocal)),
      ];
    default:
      return childNodes(node).flatMap((child) => namesWithin(child, isLocal));
  }
}

/**
 * @param {import('vite').ESTree.ParamPattern} parameter
 * @returns {readonly { name: string, start: number }[]}
 */
function parameterNames(parameter) {
  if (parameter.type === 'RestElement') return boundNames(parameter.argument);
  if (parameter.type !== 'TSParameterProperty') return boundNames(parameter);
  return boundNames(parameter.parameter);
}
