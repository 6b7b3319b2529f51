import { DecodeUTF8 } from 'fflate';
import { SaxesParser } from 'saxes';
import { ok, refuse, type Result } from '#base/result.ts';
import type { ZipArchive, ZipRefusal } from './zip.ts';

export type XmlPartRefusal = ZipRefusal | { readonly kind: 'badXml' } | { readonly kind: 'doctype' };

/** Parts of a workbook are flat; each open element costs memory. */
const maximumElementDepth = 100;

/** Reader of one part: elements by their local name, text as it comes. Returning false ends the reading. */
export interface XmlPartReader {
  open(name: string, attribute: (name: string) => string | undefined): boolean | void;
  close?(name: string): boolean | void;
  text?(text: string): void;
}

/** Ends the parser within a piece, which may hold millions of elements; it does not leave this file. */
class XmlPartStop extends Error {
  readonly refusal: XmlPartRefusal | null;

  constructor(refusal: XmlPartRefusal | null) {
    super('Read no further');
    this.refusal = refusal;
  }
}

/** Read a part of a zip as XML while it is unpacked. A document type is refused, because entity attacks use it. */
export function readXmlPart(
  zip: ZipArchive,
  name: string,
  reader: XmlPartReader,
): Result<void, XmlPartRefusal> {
  let depth = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {
    throw new XmlPartStop({ kind: 'badXml' });
  });
  parser.on('doctype', () => {
    throw new XmlPartStop({ kind: 'doctype' });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maximumElementDepth) throw new XmlPartStop({ kind: 'badXml' });
    const attributes = tag.attributes;
    const attribute = (wanted: string): string | undefined => findTagAttribute(attributes, wanted);
    if (reader.open(localNameOf(tag.name), attribute) === false) throw new XmlPartStop(null);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (reader.close?.(localNameOf(tag.name)) === false) throw new XmlPartStop(null);
  });
  const text = (value: string): void => reader.text?.(value);
  parser.on('text', text);
  parser.on('cdata', text);

  const decoder = new DecodeUTF8((piece) => {
    parser.write(piece);
  });
  try {
    const unpacked = zip.unpack(name, (piece, last) => {
      decoder.push(piece, last);
      return true;
    });
    if (!unpacked.ok) return unpacked;
    parser.close();
    return ok(undefined);
  } catch (error) {
    if (error instanceof XmlPartStop) return error.refusal ? refuse(error.refusal) : ok(undefined);
    // Text that is not UTF-8 makes the decoder throw.
    return refuse({ kind: 'badXml' });
  }
}

const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1);

/** By its whole name, or by its local name with any prefix when requested as `:id`. */
function findTagAttribute(attributes: Readonly<Record<string, unknown>>, wanted: string): string | undefined {
  const exact = attributes[wanted];
  if (typeof exact === 'string') return exact;
  if (!wanted.startsWith(':')) return undefined;
  const found = Object.keys(attributes).find((name) => name.endsWith(wanted));
  return found === undefined ? undefined : findTagAttribute(attributes, found);
}
