import type { TimeZone } from '#base/civil-date.ts';
import type { XPathNode } from '../xml/xpath-node.ts';
import type { XPathValue } from './value.ts';

/** What expressions may know besides the nodes they walk. Time and chance are answers of it, never read elsewhere. */
export interface EvaluationContext extends TimeZone {
  /** Where absolute paths begin: the parent of the form's outermost element. */
  readonly root: XPathNode;
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Further data by its id: the node whose child is its outermost element. */
  instance(id: string): XPathNode | null;
  /** `jr:itext(id)`: the words in the language that is set, or the nodes that hold them. */
  text(id: string): XPathValue;
  /** `jr:choice-name`: the label of a choice of that question in the language that is set; blank when there is none. */
  choiceName(value: string, question: XPathNode): string;
  /** `version()`: of the form. */
  readonly version: string;
  /** How many nodes one evaluation may look at; 2 million unless it says so. */
  readonly budget?: number;
}

/** Where an expression is evaluated. */
export interface EvaluationScope {
  /** The context node, `.`. */
  readonly node: XPathNode;
  /** What `current()` gives, and from where `${name}` is looked for: the node that the expression belongs to. */
  readonly current: XPathNode;
  readonly position: number;
  readonly size: number;
  readonly world: EvaluationContext;
}
