/**
 * What expressions walk: the answers of a form, further data, or any XML. Reading is by methods, so that a form can
 * note what an expression has read and evaluate it again when that changes.
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
  /** Children that are elements with this local name, in document order: the road that nearly all references go. */
  childrenNamed(name: string): readonly XPathNode[];
  attributes(): readonly XPathNode[];
  /** The string-value of XPath: for an element all text below it. */
  text(): string;
  /** Grows in document order within one tree. */
  order(): number;
  /** The how-manieth of its name it is below its parent, where that is known without counting: rows of a repeat. */
  positionAmongNamesakes?(): number;
}
