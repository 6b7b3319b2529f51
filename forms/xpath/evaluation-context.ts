import type { TimeZone } from '#base/civil-date.ts';
import type { XPathNode } from '../xml/xpath-node.ts';
import type { XPathValue } from './value.ts';

/** Context of expressions besides their nodes. Time and randomness come from it alone. */
export interface EvaluationContext extends TimeZone {
  /** Start of absolute paths: the parent of the form's outermost element. */
  readonly root: XPathNode;
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Secondary data by its id: the parent of its outermost element. */
  instance(id: string): XPathNode | null;
  /** `jr:itext(id)`: the text in the current language, or the nodes that hold it. */
  text(id: string): XPathValue;
  /** `jr:choice-name`: the label of a choice of that question in the current language; blank when there is none. */
  choiceName(value: string, question: XPathNode): string;
  /** `version()`: of the form. */
  readonly version: string;
  /** Largest number of nodes that one evaluation may visit; 2 million by default. */
  readonly budget?: number;
}

/** Scope of an evaluation. */
export interface EvaluationScope {
  /** The context node, `.`. */
  readonly node: XPathNode;
  /** Result of `current()`, and start of `${name}`: the node that the expression belongs to. */
  readonly current: XPathNode;
  readonly position: number;
  readonly size: number;
  readonly world: EvaluationContext;
}
