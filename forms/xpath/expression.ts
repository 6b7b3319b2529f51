/** Tree of an expression: XPath 1.0 with `${name}`. Plain data: it can be walked, compared and stored. */
export type XPathExpression =
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  /** `${name}`: a question by its author's name. */
  | { readonly kind: 'reference'; readonly name: string; readonly at: number }
  | FunctionCall
  | { readonly kind: 'negate'; readonly operand: XPathExpression }
  | OperatorChain
  | {
      readonly kind: 'filter';
      readonly base: XPathExpression;
      readonly predicates: readonly XPathExpression[];
    }
  | LocationPath;

export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly XPathExpression[];
  /** Its offset in the text, from 0. */
  readonly at: number;
}

/**
 * Operators of one precedence in a row, from left to right. Kept flat, so that a sum of 5,000 parts is not 5,000
 * deep.
 */
export interface OperatorChain {
  readonly kind: 'operation';
  readonly first: XPathExpression;
  readonly rest: readonly { readonly operator: XPathOperator; readonly operand: XPathExpression }[];
}

export type XPathOperator = 'or' | 'and' | ComparisonOperator | ArithmeticOperator | '|';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | 'div' | 'mod';

/** Steps from the context node, or from the nodes of another expression. */
export interface LocationPath {
  readonly kind: 'path';
  readonly base: XPathExpression | null;
  readonly steps: readonly LocationStep[];
  readonly at: number;
}

export interface LocationStep {
  readonly axis: XPathAxis;
  readonly test: NodeTest;
  readonly predicates: readonly XPathExpression[];
}

/** Axes of XPath 1.0, and `root`: an absolute path begins there, at any node. */
export const axisNames = [
  'root',
  'self',
  'child',
  'parent',
  'attribute',
  'descendant',
  'descendant-or-self',
  'ancestor',
  'ancestor-or-self',
  'following-sibling',
  'preceding-sibling',
  'following',
  'preceding',
  'namespace',
] as const;
export type XPathAxis = (typeof axisNames)[number];

export type NodeTest =
  /** `*` as name is every name; prefix null means that none was written. */
  | { readonly kind: 'name'; readonly prefix: string | null; readonly name: string }
  | { readonly kind: 'type'; readonly type: NodeTypeName; readonly target: string | null };

export const nodeTypeNames = ['node', 'text', 'comment', 'processing-instruction'] as const;
export type NodeTypeName = (typeof nodeTypeNames)[number];

const anyNodeTest: NodeTest = { kind: 'type', type: 'node', target: null };

/** First step of an absolute path. */
export const rootStep: LocationStep = { axis: 'root', test: anyNodeTest, predicates: [] };
export const parentStep: LocationStep = { axis: 'parent', test: anyNodeTest, predicates: [] };
export const selfStep: LocationStep = { axis: 'self', test: anyNodeTest, predicates: [] };
/** The step that `//` abbreviates. */
export const descendantStep: LocationStep = { axis: 'descendant-or-self', test: anyNodeTest, predicates: [] };

/** A step to the children of that name. */
export const createChildStep = (name: string, prefix: string | null = null): LocationStep => ({
  axis: 'child',
  test: { kind: 'name', prefix, name },
  predicates: [],
});
