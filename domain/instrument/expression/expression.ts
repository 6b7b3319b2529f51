/** The tree of an expression: XPath 1.0 with `${name}`. Plain data: it can be walked, compared and kept. */
export type Expression =
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  /** `${name}`: a question by its author's name. */
  | { readonly kind: 'reference'; readonly name: string; readonly at: number }
  | Call
  | { readonly kind: 'negate'; readonly operand: Expression }
  | Operation
  | { readonly kind: 'filter'; readonly base: Expression; readonly predicates: readonly Expression[] }
  | LocationPath;

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** Where it stands in the text, counted from 0. */
  readonly at: number;
}

/** Operators of one precedence in a row, from left to right: kept flat, so that a sum of 5,000 parts is not 5,000 deep. */
export interface Operation {
  readonly kind: 'operation';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: Operator; readonly operand: Expression }[];
}

export type Operator = 'or' | 'and' | Comparison | Arithmetic | '|';
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | 'div' | 'mod';

/** Steps from the context node, or from the nodes of another expression. */
export interface LocationPath {
  readonly kind: 'path';
  readonly base: Expression | null;
  readonly steps: readonly Step[];
  readonly at: number;
}

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expression[];
}

/** Those of XPath 1.0, and `root`: an absolute path begins there, wherever it stands. */
export const axes = [
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
export type Axis = (typeof axes)[number];

export type NodeTest =
  /** `*` as name is every name; prefix null says that none was written. */
  | { readonly kind: 'name'; readonly prefix: string | null; readonly name: string }
  | { readonly kind: 'type'; readonly type: NodeType; readonly target: string | null };

export const nodeTypes = ['node', 'text', 'comment', 'processing-instruction'] as const;
export type NodeType = (typeof nodeTypes)[number];

const anyNode: NodeTest = { kind: 'type', type: 'node', target: null };

/** The step that an absolute path begins with. */
export const rootStep: Step = { axis: 'root', test: anyNode, predicates: [] };
export const parentStep: Step = { axis: 'parent', test: anyNode, predicates: [] };
export const selfStep: Step = { axis: 'self', test: anyNode, predicates: [] };
/** What `//` stands for. */
export const anywhereStep: Step = { axis: 'descendant-or-self', test: anyNode, predicates: [] };

/** A step to the children of that name. */
export const childStep = (name: string, prefix: string | null = null): Step => ({
  axis: 'child',
  test: { kind: 'name', prefix, name },
  predicates: [],
});
