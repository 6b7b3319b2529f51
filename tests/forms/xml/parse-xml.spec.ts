import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseXml } from '#forms/xml/parse-xml.ts';
import type { XmlNode } from '#forms/xml/xml-node.ts';

function read(text: string): XmlNode {
  const xml = parseXml(text);
  if (!xml.ok) throw new Error(xml.refusal.message);
  return xml.value;
}

const problemOf = (text: string): string | null => {
  const xml = parseXml(text);
  return xml.ok ? null : xml.refusal.code;
};

/** A tree in one line: its nodes in document order. */
function shape(xmlNode: XmlNode): string {
  const below = xmlNode.children().map(shape).join(' ');
  const attributes = xmlNode
    .attributes()
    .map((xmlElement) => ` ${xmlElement.prefix}|${xmlElement.name}=${xmlElement.text()}`);
  return xmlNode.kind === 'element'
    ? `<${xmlNode.prefix}|${xmlNode.name}${attributes.join('')}>${below}</>`
    : xmlNode.kind === 'root'
      ? below
      : `${xmlNode.kind}(${xmlNode.text()})`;
}

describe('reading XML', () => {
  test('elements, attributes, texts, comments and instructions are in the order of the file', () => {
    expect(shape(read('<a x="1"><b/>t<![CDATA[<c>]]><!--no--><?go on?></a>'))).toBe(
      '<|a |x=1><|b></> text(t) text(<c>) comment(no) instruction(on)</>',
    );
  });

  test('names carry their namespace, declarations are no attributes', () => {
    const [element] = read('<h:a xmlns:h="urn:h" xmlns="urn:d"><b h:c="1" d="2"/></h:a>').elements();
    expect([element?.namespace, element?.prefix, element?.attributes().length]).toEqual(['urn:h', 'h', 0]);
    const [below] = element?.elements() ?? [];
    expect([below?.namespace, below?.attribute('c', 'urn:h'), below?.attribute('d')]).toEqual([
      'urn:d',
      '1',
      '2',
    ]);
  });

  test('the text of an element is all text below it', () => {
    expect(read('<a>1<b>2<!--x--><c>3</c></b>4</a>').text()).toBe('1234');
  });

  test('order grows with the place in the document, also from an element to its attributes', () => {
    const rootElement = read('<a x="1" y="2"><b/><c/></a>');
    const [a] = rootElement.elements();
    const all = [rootElement, a, ...(a?.attributes() ?? []), ...(a?.elements() ?? [])];
    const orders = all.map((node) => node?.order() ?? -1);
    expect(orders).toEqual([...orders].sort((one, other) => one - other));
    expect(new Set(orders).size).toBe(orders.length);
  });

  test('a mistake is told with its line and column', () => {
    const xml = parseXml('<a>\n  <b></c>\n</a>');
    expect(xml).toMatchObject({ ok: false, refusal: { code: 'xml.malformed', line: 2 } });
  });

  test('a document type with content is refused, so no internal or external entities exist', () => {
    expect(problemOf('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toBe('xml.doctype');
    expect(problemOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('xml.doctype');
    expect(problemOf('<a>&x;</a>')).toBe('xml.malformed');
    expect(problemOf('<!DOCTYPE html><a/>')).toBeNull();
  });

  test('a text without an element is not a document', () => {
    for (const text of ['', '   ', '<!-- -->', 'name,label']) expect(problemOf(text)).not.toBeNull();
  });

  test('an oversized or too deep document is refused before it is built', () => {
    const limits = { characters: 1_000, nodes: 20, depth: 5, attributes: 3 };
    const code = (text: string) => {
      const xml = parseXml(text, limits);
      return xml.ok ? null : xml.refusal.code;
    };
    expect(code(`<a>${'x'.repeat(1_000)}</a>`)).toBe('xml.tooLarge');
    expect(code(`<a>${'<b/>'.repeat(30)}</a>`)).toBe('xml.tooLarge');
    expect(code(`${'<a>'.repeat(6)}${'</a>'.repeat(6)}`)).toBe('xml.tooDeep');
    expect(code('<a><b/></a>')).toBeNull();
    expect(code('<a b="" c="" d=""><e b="" c="" d=""/></a>')).toBeNull();
    expect(code('<a b="" c="" d="" e=""/>')).toBe('xml.tooLarge');
  });

  test('any text and any corrupted document is read or refused with a position', () => {
    const parts = [
      '<',
      '>',
      '</a>',
      '<a>',
      '&',
      '&#x0;',
      '&#xD800;',
      ']]>',
      '<!--',
      '--',
      '<?',
      'xmlns:x=""',
      '"',
      "'",
      '\0',
      '\uD800',
      '=',
    ];
    const document =
      '<?xml version="1.0"?><h:a xmlns:h="urn:h" b="c"><d e="&lt;">f</d><![CDATA[g]]><!--h--></h:a>';
    const spoilt = fc
      .tuple(fc.nat(document.length), fc.constantFrom(...parts), fc.nat(6))
      .map(([at, part, cut]) => document.slice(0, at) + part + document.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const xml = parseXml(text);
        expect(
          xml.ok || (xml.refusal.line >= 1 && xml.refusal.column >= 1 && xml.refusal.message !== ''),
        ).toBe(true);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });

  test('a million open tags end in a problem, not in an overflow', () => {
    expect(problemOf('<a>'.repeat(1_000_000))).toBe('xml.tooDeep');
  });
});
