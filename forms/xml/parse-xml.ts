import { SaxesParser } from 'saxes';
import { ok, type Result, refuse } from '#base/result.ts';
import { XmlNode, type XmlNodeParts } from './xml-node.ts';

/** Reason why a text was not read as XML; line and column are 1-based. */
interface XmlProblem {
  readonly code: 'xml.malformed' | 'xml.doctype' | 'xml.tooLarge' | 'xml.tooDeep' | 'xml.empty';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Far above every real form (the largest known has 1.5 million characters), far below the capacity of a laptop. */
interface XmlLimits {
  readonly characters: number;
  readonly nodes: number;
  readonly depth: number;
  /** Of one element; the parser compares each with all others of it. */
  readonly attributes: number;
}
const defaultXmlLimits: XmlLimits = {
  characters: 50_000_000,
  nodes: 3_000_000,
  depth: 200,
  attributes: 1_000,
};

/**
 * Parse XML with namespaces into a tree for expressions; the result is the root above the document element. Nothing
 * outside the text is ever read. A document type with declarations or an address is refused, so the only entities are
 * XML's own five. A bare `<!DOCTYPE html>` is ignored.
 */
export function parseXml(text: string, xmlLimits: XmlLimits = defaultXmlLimits): Result<XmlNode, XmlProblem> {
  if (text.length > xmlLimits.characters)
    return refuse({
      code: 'xml.tooLarge',
      message: `The file has ${text.length} characters; at most ${xmlLimits.characters} are read. Split it.`,
      line: 1,
      column: 1,
    });
  return new XmlTreeReader(xmlLimits).read(text);
}

/** Passes a problem out of the parser, which would go on to the end of the text. It does not leave this file. */
class XmlParseHalt extends Error {
  readonly problem: XmlProblem;
  constructor(xmlProblem: XmlProblem) {
    super(xmlProblem.message);
    this.problem = xmlProblem;
  }
}

class XmlTreeReader {
  readonly #limits: XmlLimits;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #root = new XmlNode({ kind: 'root' }, null, 1, 0);
  #within: XmlNode = this.#root;
  #depth = 0;
  #nodes = 1;
  /** Attributes of the tag in progress. */
  #attributes = 0;

  constructor(xmlLimits: XmlLimits) {
    this.#limits = xmlLimits;
  }

  read(text: string): Result<XmlNode, XmlProblem> {
    this.#listen();
    try {
      this.#parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
      if (this.#root.elements().length === 0)
        this.#stop('xml.empty', 'There is no element in the file. Is it XML?');
      return ok(this.#root);
    } catch (halt) {
      if (halt instanceof XmlParseHalt) return refuse(halt.problem);
      throw halt;
    }
  }

  #listen(): void {
    const parser = this.#parser;
    parser.on('error', (error) =>
      this.#stop('xml.malformed', `This is not well-formed XML: ${stripParserPosition(error.message)}`),
    );
    parser.on('doctype', (doctype) => {
      if (/^\s*[A-Za-z_][\w:.-]*\s*$/.test(doctype)) return;
      this.#stop('xml.doctype', 'The file has a document type declaration. Remove the part “<!DOCTYPE …>”.');
    });
    parser.on('attribute', () => {
      this.#attributes += 1;
      const { attributes } = this.#limits;
      if (this.#attributes > attributes)
        this.#stop(
          'xml.tooLarge',
          `An element has more than ${attributes} attributes. Export the file again.`,
        );
    });
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => this.#close());
    parser.on('text', (content) => {
      // White space around the document element belongs to no node (XPath 1.0, 5.1).
      if (this.#within !== this.#root) this.#add({ kind: 'text', content });
    });
    parser.on('cdata', (content) => this.#add({ kind: 'text', content }));
    parser.on('comment', (content) => this.#add({ kind: 'comment', content }));
    parser.on('processinginstruction', ({ target, body }) =>
      this.#add({ kind: 'instruction', name: target, content: body }),
    );
  }

  #open(tag: {
    readonly local: string;
    readonly prefix: string;
    readonly uri: string;
    readonly ns: Readonly<Record<string, string>>;
    readonly attributes: Readonly<
      Record<
        string,
        {
          readonly name: string;
          readonly local: string;
          readonly prefix: string;
          readonly uri: string;
          readonly value: string;
        }
      >
    >;
  }): void {
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > this.#limits.depth)
      this.#stop('xml.tooDeep', `Elements are nested more than ${this.#limits.depth} deep.`);
    const { local: name, prefix, uri: namespace, ns: declared } = tag;
    this.#within = this.#add({ kind: 'element', name, prefix, namespace, declared });
    for (const one of Object.values(tag.attributes)) {
      if (one.prefix === 'xmlns' || one.name === 'xmlns') continue;
      this.#add({
        kind: 'attribute',
        name: one.local,
        prefix: one.prefix,
        namespace: one.uri,
        content: one.value,
      });
    }
  }

  #close(): void {
    this.#depth -= 1;
    this.#within = this.#within.parent ?? this.#root;
  }

  #add(xmlNodeParts: XmlNodeParts): XmlNode {
    const { nodes } = this.#limits;
    if (this.#nodes >= nodes)
      this.#stop('xml.tooLarge', `The file has more than ${nodes} elements and texts. Split it.`);
    const xmlNode = new XmlNode(xmlNodeParts, this.#within, this.#parser.line, this.#nodes);
    this.#nodes += 1;
    this.#within.append(xmlNode);
    return xmlNode;
  }

  #stop(code: XmlProblem['code'], message: string): never {
    throw new XmlParseHalt({ code, message, line: this.#parser.line, column: this.#parser.column + 1 });
  }
}

/** The parser's messages begin with `line:column: `, which the problem has itself. */
const stripParserPosition = (message: string): string => message.replace(/^(?:\S+:)?\d+:\d+:\s*/, '');
