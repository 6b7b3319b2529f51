import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { fromBase64, toBase64 } from '#domain/base/base64.ts';
import { canonicalJson, type Json } from '#domain/base/json.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { Instrument } from '../instrument.ts';
import { largestContentBytes, mostParts, partLetters } from './instrument-kind.ts';

/** An instrument as it travels: its hash, and its canonical JSON deflated, in base64 and cut. */
export interface InstrumentContent {
  /** SHA-256 of the canonical JSON's UTF-8 bytes, in hex. */
  readonly hash: string;
  readonly parts: readonly string[];
}

/** The text that an instrument's hash is of; equal instruments have equal texts. */
export const canonicalInstrument = (instrument: Instrument): string =>
  // Fields that are there without a value are not there, as in any JSON.
  canonicalJson(JSON.parse(JSON.stringify(instrument)) as Json);

export const instrumentHash = (instrument: Instrument): string =>
  hashOfBytes(utf8ToBytes(canonicalInstrument(instrument)));

const hashOfBytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** Cuts an instrument for the log. Refuses one that no laptop would take. */
export function packInstrument(
  instrument: Instrument,
): Result<InstrumentContent, { readonly kind: 'tooLarge' }> {
  const bytes = strToU8(canonicalInstrument(instrument));
  if (bytes.length > largestContentBytes) return refuse({ kind: 'tooLarge' });
  const letters = toBase64(deflateSync(bytes, { level: 9 }));
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += partLetters) parts.push(letters.slice(at, at + partLetters));
  return parts.length > mostParts ? refuse({ kind: 'tooLarge' }) : ok({ hash: hashOfBytes(bytes), parts });
}

/**
 * Why a content is not used. `packed`: it cannot be inflated, or is larger than any that is published. `hash`: it is
 * not what was published. `form`: it is, but this version of Fieldbook does not know such an instrument.
 */
export interface ContentDamage {
  readonly kind: 'packed' | 'hash' | 'form';
}

/** Puts an instrument together again. The hash is of the text as it came: a later version may know more fields. */
export function unpackInstrument({ hash, parts }: InstrumentContent): Result<Instrument, ContentDamage> {
  const bytes = inflateParts(parts);
  if (bytes === null) return refuse({ kind: 'packed' });
  if (hashOfBytes(bytes) !== hash) return refuse({ kind: 'hash' });
  const instrument = parseInstrument(strFromU8(bytes));
  return instrument === null ? refuse({ kind: 'form' }) : ok(instrument);
}

/** Null for a text that is no instrument, or is nested so deeply that reading it ends. */
export function parseInstrument(text: string): Instrument | null {
  try {
    const instrument = Instrument.safeParse(JSON.parse(text));
    return instrument.success ? instrument.data : null;
  } catch {
    return null; // not JSON, or too deep for the engine
  }
}

/** Bytes that are pushed at once: deflate swells by a thousand at most, and after each step the sum is looked at. */
const stepBytes = 4 * 1024;

function inflateParts(parts: readonly string[]): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflate = new Inflate((chunk, final) => {
    chunks.push(chunk);
    size += chunk.length;
    isWhole ||= final;
  });
  try {
    const packed = fromBase64(parts.join(''));
    for (let at = 0; at < packed.length; at += stepBytes) {
      inflate.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
      if (size > largestContentBytes) return null;
    }
  } catch {
    return null; // what cannot be read says so by throwing
  }
  return isWhole ? joined(chunks, size) : null;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
