/**
 * Node for expressions: in the answers of a form, secondary data, or any XML. Reading is by methods. A form tracks
 * the reads of an expression and evaluates it again after a change.
 */
export interface XPathNode {
  readonly kind: 'root' | 'element' | 'attribute' | 'text' | 'comment' | 'instruction' | 'namespace';
  /** Local name; empty for root, text and comment. */
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly parent: XPathNode | null;
  /** Elements, texts, comments and instructions in document order. */
  children(): readonly XPathNode[];
  /** Child elements with this local name, in document order: nearly all references use this. */
  childrenNamed(name: string): readonly XPathNode[];
  attributes(): readonly XPathNode[];
  /** The string-value of XPath: for an element all text below it. */
  text(): string;
  /** Grows in document order within one tree. */
  order(): number;
  /** Its position among siblings of its name, from 1, where it is known without counting: rows of a repeat. */
  positionAmongNamesakes?(): number;
}
