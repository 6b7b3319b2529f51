import type { XPathNode } from './xpath-node.ts';

/** XML 1.0 reserves it for `xml:lang` and the like. */
export const xmlNamespaceUri = 'http://www.w3.org/XML/1998/namespace';

/** Parts of a node from the reader; names are blank for texts and comments. */
export interface XmlNodeParts {
  readonly kind: XPathNode['kind'];
  readonly name?: string;
  readonly prefix?: string;
  readonly namespace?: string;
  /** Own content of texts, attributes, comments and instructions. */
  readonly content?: string;
  readonly declared?: Readonly<Record<string, string>>;
}

const noXmlNodes: readonly XmlNode[] = [];
const noDeclaredPrefixes: Readonly<Record<string, string>> = {};

/**
 * A node of a parsed document, for expressions and importers. It does not change after parsing, so lookups are
 * cached. Sections of CDATA are texts of their own.
 */
export class XmlNode implements XPathNode {
  readonly kind: XPathNode['kind'];
  readonly parent: XmlNode | null;
  /** 1-based, of the end of the opening tag: the target of a diagnostic. */
  readonly line: number;
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  /** Prefixes declared on this element itself, `''` for the default namespace. */
  readonly declared: Readonly<Record<string, string>>;
  readonly #order: number;
  readonly #content: string;
  // Made on first use: most nodes of a large file are texts, which have neither.
  #below: XmlNode[] | null = null;
  #attributes: XmlNode[] | null = null;
  #byName: Map<string, readonly XmlNode[]> | null = null;
  #text: string | null = null;

  /** `order` is its place among all nodes of the document. */
  constructor(parts: XmlNodeParts, parent: XmlNode | null, line: number, order: number) {
    this.kind = parts.kind;
    this.parent = parent;
    this.line = line;
    this.name = parts.name ?? '';
    this.prefix = parts.prefix ?? '';
    this.namespace = parts.namespace ?? '';
    this.declared = parts.declared ?? noDeclaredPrefixes;
    this.#order = order;
    this.#content = parts.content ?? '';
  }

  /** For the parser alone. */
  append(node: XmlNode): void {
    if (node.kind === 'attribute') (this.#attributes ??= []).push(node);
    else (this.#below ??= []).push(node);
  }

  children(): readonly XmlNode[] {
    return this.#below ?? noXmlNodes;
  }

  childrenNamed(name: string): readonly XmlNode[] {
    this.#byName ??= this.#grouped();
    return this.#byName.get(name) ?? noXmlNodes;
  }

  elements(): readonly XmlNode[] {
    return this.children().filter(({ kind }) => kind === 'element');
  }

  attributes(): readonly XmlNode[] {
    return this.#attributes ?? noXmlNodes;
  }

  /** The value of an attribute; without a namespace unless one is given. */
  attribute(name: string, namespace = ''): string | undefined {
    return this.attributes()
      .find((one) => one.name === name && one.namespace === namespace)
      ?.text();
  }

  text(): string {
    if (this.kind !== 'element' && this.kind !== 'root') return this.#content;
    this.#text ??= this.#textBelow();
    return this.#text;
  }

  order(): number {
    return this.#order;
  }

  #textBelow(): string {
    const below = this.children();
    const [only] = below;
    if (below.length === 1 && only?.kind === 'text') return only.text();
    let text = '';
    for (const node of below) if (node.kind === 'text' || node.kind === 'element') text += node.text();
    return text;
  }

  #grouped(): Map<string, readonly XmlNode[]> {
    const groups = new Map<string, XmlNode[]>();
    for (const node of this.children()) {
      if (node.kind !== 'element') continue;
      const group = groups.get(node.name);
      if (group) group.push(node);
      else groups.set(node.name, [node]);
    }
    return groups;
  }
}
