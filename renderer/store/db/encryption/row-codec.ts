import { deflateSync, inflateSync, strToU8 } from 'fflate';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';

// Rows are nearly always JSON, and the engine's JSON is faster than any other format in our code. Values that JSON
// would change silently (undefined, bytes, numbers beyond it) are found by a walk and marked. The walk costs a tenth of
// the JSON.

/** Prefix of a text with marks. */
const markedPrefix = '*';
/** Name of a mark; an object with this own key is marked too. */
const markKey = '~';

/** First byte of deflated content, where a text has `{` or the mark; four bytes of its length follow. */
const deflatedByte = 1;
const deflateHeadBytes = 5;
/** Shorter texts are not worth the time. */
const minimumDeflateLength = 4_096;

/**
 * Encode a row as text.
 * @throws for values that would come back changed (functions, dates, maps).
 */
export const encodeRow = (row: object): string =>
  isPlainJson(row) ? JSON.stringify(row) : markedPrefix + JSON.stringify(withMarks(row));

/** Encode a row, deflated when it is long. */
export function compressRow(row: object): string | Uint8Array {
  const text = encodeRow(row);
  return text.length < minimumDeflateLength ? text : deflateText(text);
}

/** Row from its bytes, a text as UTF-8. */
export function decodeRow(bytes: Uint8Array): unknown {
  const text = rowTextDecoder.decode(bytes[0] === deflatedByte ? inflateText(bytes) : bytes);
  return text.startsWith(markedPrefix)
    ? withoutMarks(JSON.parse(text.slice(markedPrefix.length)))
    : JSON.parse(text);
}

const rowTextDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function deflateText(text: string): Uint8Array {
  const plain = strToU8(text);
  const packed = deflateSync(plain, { level: 3 });
  const bytes = new Uint8Array(deflateHeadBytes + packed.length);
  bytes[0] = deflatedByte;
  new DataView(bytes.buffer).setUint32(1, plain.length);
  bytes.set(packed, deflateHeadBytes);
  return bytes;
}

/** Inflate to the stated length, which encryption protects from changes. */
const inflateText = (bytes: Uint8Array): Uint8Array =>
  inflateSync(bytes.subarray(deflateHeadBytes), {
    out: new Uint8Array(new DataView(bytes.buffer, bytes.byteOffset).getUint32(1)),
  });

/** True when JSON returns the same value. */
function isPlainJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object': {
      if (value === null) return true;
      if (Array.isArray(value)) {
        for (let at = 0; at < value.length; at += 1) if (!isPlainJson(value[at])) return false; // `every` skips holes
        return true;
      }
      if (!isPlainRecord(value)) return false;
      for (const name in value) if (name === markKey || !isPlainJson(value[name])) return false;
      return true;
    }
    default:
      return false;
  }
}

function withMarks(value: unknown): unknown {
  if (value === undefined) return { [markKey]: 'undefined' };
  if (value instanceof Uint8Array) return { [markKey]: 'bytes', is: encodeBase64(value) };
  if (typeof value === 'number' && !isPlainJson(value))
    return { [markKey]: 'number', is: Object.is(value, -0) ? '-0' : String(value) };
  if (Array.isArray(value)) return Array.from(value, withMarks);
  if (isPlainRecord(value)) {
    const fields = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withMarks(one)]));
    return Object.hasOwn(value, markKey) ? { [markKey]: 'object', is: fields } : fields;
  }
  if (!isPlainJson(value)) throw new TypeError('A row holds something that cannot be kept');
  return value;
}

function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isPlainRecord(value)) return value;
  const { [markKey]: kind, is } = value;
  if (kind === 'undefined') return undefined;
  if (kind === 'bytes') return decodeBase64(String(is));
  if (kind === 'number') return Number(is);
  const fields = kind === 'object' && isPlainRecord(is) ? is : value;
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, withoutMarks(one)]));
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
