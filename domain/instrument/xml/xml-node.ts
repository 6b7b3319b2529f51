import type { TreeNode } from '../expression/tree-node.ts';

/** XML 1.0 reserves it for `xml:lang` and the like. */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** What the reader knows of a node; names are blank for texts and comments. */
export interface XmlParts {
  readonly kind: TreeNode['kind'];
  readonly parent: XmlNode | null;
  readonly line: number;
  /** Its place among all nodes of the document. */
  readonly order: number;
  readonly name?: string;
  readonly prefix?: string;
  readonly namespace?: string;
  /** What texts, attributes, comments and instructions hold themselves. */
  readonly content?: string;
  readonly declared?: Readonly<Record<string, string>>;
}

const none: readonly XmlNode[] = [];

/**
 * A node of a document that was read, for expressions and for importers. It does not change once the reader has handed
 * it out, so what was looked up is kept. Sections of CDATA are texts of their own.
 */
export class XmlNode implements TreeNode {
  readonly kind: TreeNode['kind'];
  readonly parent: XmlNode | null;
  /** 1-based, of the end of the opening tag: what a diagnostic points at. */
  readonly line: number;
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  /** Prefixes declared on this element itself, `''` for the default namespace. */
  readonly declared: Readonly<Record<string, string>>;
  readonly #order: number;
  readonly #content: string;
  readonly #below: XmlNode[] = [];
  readonly #attributes: XmlNode[] = [];
  #byName: Map<string, readonly XmlNode[]> | null = null;
  #text: string | null = null;

  constructor(parts: XmlParts) {
    this.kind = parts.kind;
    this.parent = parts.parent;
    this.line = parts.line;
    this.name = parts.name ?? '';
    this.prefix = parts.prefix ?? '';
    this.namespace = parts.namespace ?? '';
    this.declared = parts.declared ?? {};
    this.#order = parts.order;
    this.#content = parts.content ?? '';
  }

  /** For the reader alone. */
  append(node: XmlNode): void {
    (node.kind === 'attribute' ? this.#attributes : this.#below).push(node);
  }

  children(): readonly XmlNode[] {
    return this.#below;
  }

  childrenNamed(name: string): readonly XmlNode[] {
    this.#byName ??= this.#grouped();
    return this.#byName.get(name) ?? none;
  }

  elements(): readonly XmlNode[] {
    return this.#below.filter(({ kind }) => kind === 'element');
  }

  attributes(): readonly XmlNode[] {
    return this.#attributes;
  }

  /** The value of an attribute; without a namespace unless one is given. */
  attribute(name: string, namespace = ''): string | undefined {
    return this.#attributes.find((one) => one.name === name && one.namespace === namespace)?.text();
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
    let text = '';
    for (const node of this.#below) if (node.kind === 'text' || node.kind === 'element') text += node.text();
    return text;
  }

  #grouped(): Map<string, readonly XmlNode[]> {
    const groups = new Map<string, XmlNode[]>();
    for (const node of this.#below) {
      if (node.kind !== 'element') continue;
      const group = groups.get(node.name);
      if (group) group.push(node);
      else groups.set(node.name, [node]);
    }
    return groups;
  }
}
