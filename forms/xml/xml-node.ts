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
  constructor(xmlNodeParts: XmlNodeParts, parentElement: XmlNode | null, line: number, order: number) {
    this.kind = xmlNodeParts.kind;
    this.parent = parentElement;
    this.line = line;
    this.name = xmlNodeParts.name ?? '';
    this.prefix = xmlNodeParts.prefix ?? '';
    this.namespace = xmlNodeParts.namespace ?? '';
    this.declared = xmlNodeParts.declared ?? noDeclaredPrefixes;
    this.#order = order;
    this.#content = xmlNodeParts.content ?? '';
  }

  /** For the parser alone. */
  append(xmlNode: XmlNode): void {
    if (xmlNode.kind === 'attribute') (this.#attributes ??= []).push(xmlNode);
    else (this.#below ??= []).push(xmlNode);
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
      .find((xmlElement) => xmlElement.name === name && xmlElement.namespace === namespace)
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
    const [onlyNode] = below;
    if (below.length === 1 && onlyNode?.kind === 'text') return onlyNode.text();
    let text = '';
    for (const xmlNode of below)
      if (xmlNode.kind === 'text' || xmlNode.kind === 'element') text += xmlNode.text();
    return text;
  }

  #grouped(): Map<string, readonly XmlNode[]> {
    const groups = new Map<string, XmlNode[]>();
    for (const xmlNode of this.children()) {
      if (xmlNode.kind !== 'element') continue;
      const group = groups.get(xmlNode.name);
      if (group) group.push(xmlNode);
      else groups.set(xmlNode.name, [xmlNode]);
    }
    return groups;
  }
}

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

/**
 * Names without a prefix, as parts of regular expressions with the flag `u`. Source: NCName of Namespaces in XML 1.0,
 * on names of XML 1.0, fifth edition, 2.3. Letters outside XML (`ª`, `µ`, `º`) are accepted as well: forms with them
 * work.
 */
const nameStartLetters =
  '\\p{L}_\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}' +
  '\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRestLetters = `${nameStartLetters}\\p{N}\\p{M}.\\u{B7}\\u{203F}\\u{2040}\\-`;

/** One name, of any length. */
export const ncNamePattern = `[${nameStartLetters}][${nameRestLetters}]*`;

/** One name of at most 1,000 characters. */
export const boundedNcNamePattern = `[${nameStartLetters}][${nameRestLetters}]{0,999}`;

const wholeNcNamePattern = new RegExp(`^${ncNamePattern}$`, 'u');

/** Return whether the whole text is one name. */
export const isNcName = (text: string): boolean => wholeNcNamePattern.test(text);
