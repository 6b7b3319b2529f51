import { parseAst } from 'vite';

/**
 * One small change of a source file that its tests should notice.
 * @typedef {object} Mutant
 * @property {string} file path from the root of the repository
 * @property {number} start first character that is replaced
 * @property {number} end first character after it
 * @property {string} text replacement
 * @property {number} line from 1
 * @property {string} kind such as "comparison"
 */

/** @typedef {{ type: string, start: number, end: number } & Record<string, unknown>} AstNode */
/** @typedef {Omit<Mutant, 'file' | 'line'>} Change */

/** @type {Readonly<Record<string, readonly string[]>>} */
const comparisonMutations = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['>=', '<='],
  '<=': ['>', '<'],
  '>': ['<=', '>='],
  '>=': ['<', '>'],
};

/** @type {Readonly<Record<string, string>>} */
const logicMutations = { '&&': '||', '||': '&&' };

/**
 * Every mutant of a TypeScript source: comparisons and logic flipped, conditions negated, statements removed, numbers one
 * larger, results emptied. Types have none, since no test can see them.
 * @param {string} file path from the root of the repository
 * @param {string} code
 * @returns {readonly Mutant[]} in the order of the text
 */
export function findMutants(file, code) {
  const program = /** @type {AstNode} */ (
    /** @type {unknown} */ (parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))
  );
  /** @type {Change[]} */
  const changes = [];
  walkSyntaxTree(program, (node) => changes.push(...mutationsOfNode(node, code)));
  return changes
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((change) => ({ file, line: code.slice(0, change.start).split('\n').length, ...change }));
}

/**
 * @param {AstNode} astNode
 * @param {(node: AstNode) => void} visit
 */
function walkSyntaxTree(astNode, visit) {
  if (astNode.type.startsWith('TS') && !['TSAsExpression', 'TSSatisfiesExpression'].includes(astNode.type))
    return;
  if (['ImportDeclaration', 'ExportAllDeclaration'].includes(astNode.type)) return;
  visit(astNode);
  for (const [name, value] of Object.entries(astNode)) {
    if (name === 'typeAnnotation' || (name === 'key' && astNode['computed'] !== true)) continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isSyntaxNode(child)) walkSyntaxTree(child, visit);
  }
}

/** @param {unknown} value @returns {value is AstNode} */
const isSyntaxNode = (value) =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/**
 * @param {AstNode} astNode
 * @param {string} code
 * @returns {readonly Change[]}
 */
function mutationsOfNode(astNode, code) {
  /** @param {string} name @returns {AstNode | undefined} */
  const part = (name) => {
    const value = astNode[name];
    return isSyntaxNode(value) ? value : undefined;
  };
  const [left, right, test, argument, body] = ['left', 'right', 'test', 'argument', 'body'].map(part);
  /** @param {AstNode} one @param {string} kind @param {string} text @returns {Change} */
  const instead = (one, kind, text) => ({ start: one.start, end: one.end, text, kind });
  switch (astNode.type) {
    case 'BinaryExpression':
      return (comparisonMutations[String(astNode['operator'])] ?? []).flatMap((text) =>
        replaceOperator(code, left, right, String(astNode['operator']), 'comparison', text),
      );
    case 'LogicalExpression': {
      const operator = String(astNode['operator']);
      const flipped = logicMutations[operator];
      return flipped === undefined ? [] : replaceOperator(code, left, right, operator, 'logic', flipped);
    }
    case 'IfStatement':
    case 'WhileStatement':
    case 'ConditionalExpression':
      return test ? [instead(test, 'condition', `!(${code.slice(test.start, test.end)})`)] : [];
    case 'ExpressionStatement':
      return typeof astNode['directive'] === 'string' ? [] : [instead(astNode, 'statement', ';')];
    case 'ThrowStatement':
      return [instead(astNode, 'statement', ';')];
    case 'Literal':
      return typeof astNode['value'] === 'number' && Number.isSafeInteger(astNode['value'])
        ? [instead(astNode, 'constant', String(astNode['value'] + 1))]
        : [];
    case 'ReturnStatement':
      return argument ? [instead(argument, 'result', 'undefined')] : [];
    case 'ArrowFunctionExpression':
      return body && body.type !== 'BlockStatement'
        ? [instead(withBrackets(code, body), 'result', 'undefined')]
        : [];
    default:
      return [];
  }
}

/**
 * The operator between two operands, replaced. Brackets and comments around it stay.
 * @param {string} code
 * @param {AstNode | undefined} left
 * @param {AstNode | undefined} right
 * @param {string} operator
 * @param {string} kind
 * @param {string} text
 * @returns {readonly Change[]}
 */
function replaceOperator(code, left, right, operator, kind, text) {
  if (!left || !right) return [];
  const at = code.slice(left.end, right.start).indexOf(operator);
  if (at < 0) return [];
  const start = left.end + at;
  return [{ start, end: start + operator.length, text, kind }];
}

/**
 * An expression with the brackets around it: `=> ({ ... })`.
 * @param {string} code
 * @param {AstNode} astNode
 * @returns {AstNode}
 */
function withBrackets(code, astNode) {
  if (!code.slice(0, astNode.start).endsWith('(') || code[astNode.end] !== ')') return astNode;
  return { ...astNode, start: astNode.start - 1, end: astNode.end + 1 };
}

/**
 * So many mutants, drawn by a seed: the same seed draws the same ones.
 * @param {readonly Mutant[]} all
 * @param {number} count
 * @param {number} seed
 * @returns {readonly Mutant[]} in the order of files and places
 */
export function drawMutants(all, count, seed) {
  let state = seed >>> 0;
  const next = () => {
    // mulberry32: small, and good enough to draw from a list.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return all
    .map((mutant, at) => ({ mutant, at, line: next() }))
    .toSorted((a, b) => a.line - b.line)
    .slice(0, count)
    .toSorted((a, b) => a.at - b.at)
    .map(({ mutant }) => mutant);
}
