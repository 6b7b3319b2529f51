import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { contentPartLetters, maximumContentBytes, maximumContentParts } from './instrument-kind.ts';

/** An instrument for the log: its hash, and its canonical JSON deflated, in base64 and cut. */
interface InstrumentContent {
  /** SHA-256 of the canonical JSON's UTF-8 bytes, in hex. */
  readonly hash: string;
  readonly parts: readonly string[];
}

/** Text under an instrument's hash; equal instruments have equal texts. */
export const canonicalInstrumentText = (instrument: Instrument): string =>
  // A field with an undefined value is absent, as in any JSON.
  canonicalJson(JSON.parse(JSON.stringify(instrument)) as JsonValue);

export const instrumentHashOf = (instrument: Instrument): string =>
  sha256HexOf(utf8ToBytes(canonicalInstrumentText(instrument)));

const sha256HexOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** Pack an instrument for the log. Refuses one that no laptop would accept. */
export const packInstrumentContent = (
  instrument: Instrument,
): Result<InstrumentContent, { readonly kind: 'tooLarge' }> =>
  packContentText(canonicalInstrumentText(instrument));

/** Pack a canonical JSON text for the log. */
export function packContentText(text: string): Result<InstrumentContent, { readonly kind: 'tooLarge' }> {
  const bytes = strToU8(text);
  if (bytes.length > maximumContentBytes) return refuse({ kind: 'tooLarge' });
  const letters = encodeBase64(deflateSync(bytes, { level: 9 }));
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += contentPartLetters)
    parts.push(letters.slice(at, at + contentPartLetters));
  return parts.length > maximumContentParts
    ? refuse({ kind: 'tooLarge' })
    : ok({ hash: sha256HexOf(bytes), parts });
}

/**
 * Reason why a content is not used. `packed`: it cannot be inflated, or is larger than the limit. `hash`: it differs
 * from the published content. `form`: this version of Fieldbook does not know such an instrument.
 */
export interface ContentDamage {
  readonly kind: 'packed' | 'hash' | 'form';
}

/** Reassemble an instrument. The hash covers the text as it came: a later version may know more fields. */
export function unpackInstrumentContent(
  instrumentContent: InstrumentContent,
): Result<Instrument, ContentDamage> {
  const text = unpackContentText(instrumentContent);
  if (!text.ok) return text;
  const instrument = parseInstrumentJson(text.value);
  return instrument === null ? refuse({ kind: 'form' }) : ok(instrument);
}

/** Reassemble the canonical JSON text of a content, checked against its hash. */
export function unpackContentText({ hash, parts }: InstrumentContent): Result<string, ContentDamage> {
  const bytes = inflateContentParts(parts);
  if (bytes === null) return refuse({ kind: 'packed' });
  return sha256HexOf(bytes) === hash ? ok(strFromU8(bytes)) : refuse({ kind: 'hash' });
}

/** Parse an instrument; null for another text, or for one nested too deeply to read. */
export function parseInstrumentJson(text: string): Instrument | null {
  try {
    const instrument = Instrument.safeParse(JSON.parse(text));
    return instrument.success ? instrument.data : null;
  } catch {
    return null; // not JSON, or too deep for the engine
  }
}

/** Bytes per step: deflate swells by a thousand at most, and the sum is checked after each step. */
const inflateStepBytes = 4 * 1024;

function inflateContentParts(parts: readonly string[]): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflate = new Inflate((chunk, final) => {
    chunks.push(chunk);
    size += chunk.length;
    isWhole ||= final;
  });
  try {
    const packed = decodeBase64(parts.join(''));
    for (let at = 0; at < packed.length; at += inflateStepBytes) {
      inflate.push(packed.subarray(at, at + inflateStepBytes), at + inflateStepBytes >= packed.length);
      if (size > maximumContentBytes) return null;
    }
  } catch {
    return null; // unreadable input throws
  }
  return isWhole ? joinByteChunks(chunks, size) : null;
}

function joinByteChunks(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
