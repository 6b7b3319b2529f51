import { DecodeUTF8, Inflate } from 'fflate';
import { SaxesParser } from 'saxes';
import { ok, type Result, refuse } from '#base/result.ts';
import { workbookLimits } from './workbook.ts';

/** Reason why a part of a zip could not be unpacked. */
type ZipRefusal =
  | { readonly kind: 'damaged' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'encrypted' };

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly at: number;
}

/** A zip by its directory. Parts are unpacked one at a time, in pieces, within a budget for all of them. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** Give the pieces of a part to `take` as they come; it may return false to end the reading. */
  unpack(name: string, take: (piece: Uint8Array, last: boolean) => boolean): Result<void, ZipRefusal>;
}

/** Read the directory at the end of a zip. Names are compared without case and leading slash. */
export function openZipArchive(bytes: Uint8Array): Result<ZipArchive, ZipRefusal> {
  const entries = readZipDirectory(bytes);
  if (!entries.ok) return entries;
  const byName = new Map(entries.value.map((entry) => [zipEntryKey(entry.name), entry]));
  let left: number = workbookLimits.unpackedBytes;

  return ok({
    names: entries.value.map(({ name }) => name),
    unpack(name, take) {
      const zipEntry = byName.get(zipEntryKey(name));
      if (!zipEntry) return refuse({ kind: 'damaged' });
      if (zipEntry.encrypted) return refuse({ kind: 'encrypted' });
      const packed = packedEntryBytes(bytes, zipEntry);
      if (!packed) return refuse({ kind: 'damaged' });
      if (zipEntry.method === 0) {
        left -= packed.length;
        if (left < 0) return refuse({ kind: 'tooLarge' });
        take(packed, true);
        return ok(undefined);
      }
      if (zipEntry.method !== 8) return refuse({ kind: 'damaged' });
      const unpacked = inflateEntry(packed, left, take);
      if (!unpacked.ok) return unpacked;
      left -= unpacked.value;
      return ok(undefined);
    },
  });
}

const zipEntryKey = (name: string): string => name.replace(/^\/+/, '').replaceAll('\\', '/').toLowerCase();

function readZipDirectory(bytes: Uint8Array): Result<readonly ZipEntry[], ZipRefusal> {
  const damaged = refuse({ kind: 'damaged' as const });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(view);
  if (end === null) return damaged;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > workbookLimits.zipEntries) return refuse({ kind: 'tooLarge' });
  const zipEntries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return damaged;
    const nameLength = view.getUint16(at + 28, true);
    zipEntries.push({
      name: latin1TextOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedBytes: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(zipEntries);
}

function findEndOfDirectory(view: DataView): number | null {
  const earliest = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= earliest; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

/** The names that matter are ASCII. */
const latin1TextOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function packedEntryBytes(bytes: Uint8Array, zipEntry: ZipEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zipEntry.at + 30 > bytes.length || view.getUint32(zipEntry.at, true) !== 0x04034b50) return null;
  const from =
    zipEntry.at + 30 + view.getUint16(zipEntry.at + 26, true) + view.getUint16(zipEntry.at + 28, true);
  if (from + zipEntry.packedBytes > bytes.length) return null;
  return bytes.subarray(from, from + zipEntry.packedBytes);
}

// Small pieces: one of them unpacks to 16 MB at most, so a bomb is noticed before it takes memory.
const inflatePieceBytes = 16 * 1024;

function inflateEntry(
  packedBytes: Uint8Array,
  left: number,
  take: (piece: Uint8Array, last: boolean) => boolean,
): Result<number, ZipRefusal> {
  let unpacked = 0;
  let goOn = true;
  const errors: Error[] = [];
  const stream = new Inflate((piece, last) => {
    unpacked += piece.length;
    if (!goOn || unpacked > left) return;
    try {
      goOn = take(piece, last);
    } catch (error) {
      // An error of `take` is passed on, and is no damage of the zip.
      errors.push(error instanceof Error ? error : new Error(String(error)));
      goOn = false;
    }
  });
  try {
    for (let at = 0; at < packedBytes.length && goOn; at += inflatePieceBytes) {
      stream.push(
        packedBytes.subarray(at, at + inflatePieceBytes),
        at + inflatePieceBytes >= packedBytes.length,
      );
      const bomb =
        unpacked > workbookLimits.bombBytes && unpacked > workbookLimits.ratio * (at + inflatePieceBytes);
      if (unpacked > left || bomb) return refuse({ kind: 'tooLarge' });
    }
  } catch {
    // The library throws on damaged data; for the caller it is a result like any other.
    return refuse({ kind: 'damaged' });
  }
  const [first] = errors;
  if (first) throw first;
  return ok(unpacked);
}

export type XmlPartRefusal = ZipRefusal | { readonly kind: 'badXml' } | { readonly kind: 'doctype' };

/** Parts of a workbook are flat; each open element costs memory. */
const maximumElementDepth = 100;
/** Elements of workbooks and documents have some ten; the parser keeps all of an element, and looks through them. */
const maximumAttributes = 256;

/** Reader of one part: elements by their local name, text as it comes. Returning false ends the reading. */
interface XmlPartReader {
  open(name: string, attribute: (name: string) => string | undefined): boolean | void;
  close?(name: string): boolean | void;
  text?(text: string): void;
}

/** Ends the parser within a piece, which may hold millions of elements; it does not leave this file. */
class XmlPartStop extends Error {
  readonly refusal: XmlPartRefusal | null;

  constructor(xmlPartRefusal: XmlPartRefusal | null) {
    super('Read no further');
    this.refusal = xmlPartRefusal;
  }
}

/** Read a part of a zip as XML while it is unpacked. A document type is refused, because entity attacks use it. */
export function readXmlPart(
  zipArchive: ZipArchive,
  name: string,
  xmlPartReader: XmlPartReader,
): Result<void, XmlPartRefusal> {
  let depth = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {
    throw new XmlPartStop({ kind: 'badXml' });
  });
  parser.on('doctype', () => {
    throw new XmlPartStop({ kind: 'doctype' });
  });
  let attributeCount = 0;
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > maximumAttributes) throw new XmlPartStop({ kind: 'badXml' });
  });
  parser.on('opentag', (tag) => {
    attributeCount = 0;
    depth += 1;
    if (depth > maximumElementDepth) throw new XmlPartStop({ kind: 'badXml' });
    const attributes = tag.attributes;
    const attribute = (wanted: string): string | undefined => findTagAttribute(attributes, wanted);
    if (xmlPartReader.open(localNameOf(tag.name), attribute) === false) throw new XmlPartStop(null);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (xmlPartReader.close?.(localNameOf(tag.name)) === false) throw new XmlPartStop(null);
  });
  const text = (value: string): void => xmlPartReader.text?.(value);
  parser.on('text', text);
  parser.on('cdata', text);

  const decoder = new DecodeUTF8((piece) => {
    parser.write(piece);
  });
  try {
    const unpacked = zipArchive.unpack(name, (piece, last) => {
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
