import { DecodeUTF8 } from 'fflate';
import { SaxesParser } from 'saxes';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Zip, ZipRefusal } from './zip.ts';

export type XmlRefusal = ZipRefusal | { readonly kind: 'badXml' } | { readonly kind: 'doctype' };

/** Parts of a workbook are flat; each open element costs memory. */
const deepestElement = 100;

/** What reads one part: elements by their local name, text as it comes. Answering false ends the reading. */
export interface XmlReader {
  open(name: string, attribute: (name: string) => string | undefined): boolean | void;
  close?(name: string): boolean | void;
  text?(text: string): void;
}

/** Reads a part of a zip as XML while it is unpacked. A document type is refused: it is where entity tricks live. */
export function readXmlPart(zip: Zip, name: string, reader: XmlReader): Result<void, XmlRefusal> {
  let refusal: XmlRefusal | null = null;
  let ended = false;
  let depth = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {
    refusal ??= { kind: 'badXml' };
  });
  parser.on('doctype', () => {
    refusal = { kind: 'doctype' };
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepestElement) refusal ??= { kind: 'badXml' };
    if (refusal || ended) return;
    const attributes = tag.attributes;
    const attribute = (wanted: string): string | undefined => attributeOf(attributes, wanted);
    if (reader.open(localName(tag.name), attribute) === false) ended = true;
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (!refusal && !ended && reader.close?.(localName(tag.name)) === false) ended = true;
  });
  const text = (value: string): void => {
    if (!refusal && !ended) reader.text?.(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);

  const decoder = new DecodeUTF8((piece) => {
    if (!refusal && !ended) parser.write(piece);
  });
  try {
    const unpacked = zip.unpack(name, (piece, last) => {
      decoder.push(piece, last);
      return refusal === null && !ended;
    });
    if (!unpacked.ok) return unpacked;
    if (!refusal && !ended) parser.close();
  } catch {
    // Text that is not UTF-8 makes the decoder throw.
    return refuse({ kind: 'badXml' });
  }
  return refusal ? refuse(refusal) : ok(undefined);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributeOf(attributes: Readonly<Record<string, unknown>>, wanted: string): string | undefined {
  const exact = attributes[wanted];
  if (typeof exact === 'string') return exact;
  for (const [name, value] of Object.entries(attributes))
    if (localName(name) === wanted && typeof value === 'string') return value;
  return undefined;
}
