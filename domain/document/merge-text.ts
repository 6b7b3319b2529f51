import { fromBase64, toBase64 } from '../base/base64.ts';
import {
  applyUpdate,
  decodeStateVector,
  Doc,
  encodeStateAsUpdate,
  encodeStateVectorFromUpdate,
  Item,
  mergeUpdates,
} from 'yjs';

/** M4: all updates of a text, in any order, as one. Both arguments and the result are base64 Yjs updates. */
export const mergeText = (text: string | undefined, update: string): string =>
  text === undefined ? update : toBase64(mergeUpdates([fromBase64(text), fromBase64(update)]));

/** How much each writer ever wrote into a text, whatever was deleted since: its Yjs state vector in base64. */
export const stateVectorOf = (text: string): string =>
  toBase64(encodeStateVectorFromUpdate(fromBase64(text)));

/** Is this base64 a state vector at all? */
export function isStateVector(vector: string): boolean {
  try {
    decodeStateVector(fromBase64(vector));
    return true;
  } catch {
    return false;
  }
}

/** Is something in a text that is in none of its states by these state vectors? */
export function isBeyond(text: string, vectors: readonly string[]): boolean {
  const known = vectors.map((vector) => decodeStateVector(fromBase64(vector)));
  const clocks = decodeStateVector(encodeStateVectorFromUpdate(fromBase64(text)));
  return [...clocks].some(([writer, clock]) => known.every((one) => (one.get(writer) ?? 0) < clock));
}

/** The clients that wrote more by this state vector than the text has of them. Undefined: no text. */
export function writersBeyond(vector: string, text: string | undefined): readonly number[] {
  const there = text === undefined ? new Map() : decodeStateVector(fromBase64(stateVectorOf(text)));
  return [...decodeStateVector(fromBase64(vector))].flatMap(([writer, clock]) =>
    (there.get(writer) ?? 0) < clock ? [writer] : [],
  );
}

/** An update that adds nothing to any text. */
export const emptyUpdate = toBase64(encodeStateAsUpdate(new Doc()));

/**
 * The same text with nothing left of what was deleted in it, which an update keeps for as long as it is only merged. What
 * others add to it goes on fitting in: the places of what is gone stay.
 */
export const withoutDeleted = (text: string): string => encoded(loaded(text));

/**
 * The text with no word left in it, as if somebody had deleted them all; what others add to it goes on fitting in. What waits
 * in it for an update that never came is words too, and goes with its place.
 */
export function withoutWords(text: string): string {
  const document = loaded(text);
  document.store.pendingStructs = null;
  document.store.pendingDs = null;
  document.transact((transaction) => {
    for (const structs of document.store.clients.values())
      for (const struct of structs) if (struct instanceof Item) struct.delete(transaction);
  });
  return encoded(document);
}

/** Yjs lets go of what is deleted in a document while it takes an update in, and at the end of a transaction. */
function loaded(text: string): Doc {
  const document = new Doc();
  applyUpdate(document, fromBase64(text));
  return document;
}

const encoded = (document: Doc): string => toBase64(encodeStateAsUpdate(document));
