import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import {
  applyUpdate,
  decodeStateVector,
  Doc,
  encodeStateAsUpdate,
  encodeStateVectorFromUpdate,
  Item,
  mergeUpdates,
} from 'yjs';
import * as Y from 'yjs';

/** The root that the notes of a session are written into (renderer/field/features/workshop/notes-schema.ts `notesField`). */
const sessionNotesRoot = 'default';

/** The words of a merged text (M4), a line for each piece of it, whatever it is marked with and however deep it lies. */
export function plainTextOfUpdate(text: string): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, decodeBase64(text));
  const pieces = document
    .getXmlFragment(sessionNotesRoot)
    .createTreeWalker((node) => node instanceof Y.XmlText);
  return [...pieces].map((piece) => (piece instanceof Y.XmlText ? plainTextOfPiece(piece) : '')).join('\n');
}

function plainTextOfPiece(piece: Y.XmlText): string {
  const parts: readonly { readonly insert?: unknown }[] = piece.toDelta();
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** M4: all updates of a text, in any order, as one. Both arguments and the result are base64 Yjs updates. */
export const mergeTextUpdates = (text: string | undefined, update: string): string =>
  text === undefined ? update : encodeBase64(mergeUpdates([decodeBase64(text), decodeBase64(update)]));

/** How much each writer ever wrote into a text, whatever was deleted since: its Yjs state vector in base64. */
export const textStateVectorOf = (text: string): string =>
  encodeBase64(encodeStateVectorFromUpdate(decodeBase64(text)));

/** Is this base64 a state vector at all? */
export function isStateVector(vector: string): boolean {
  try {
    decodeStateVector(decodeBase64(vector));
    return true;
  } catch {
    return false;
  }
}

/** Is something in a text that is in none of its states by these state vectors? */
export function hasUnseenText(text: string, vectors: readonly string[]): boolean {
  const known = vectors.map((vector) => decodeStateVector(decodeBase64(vector)));
  const clocks = decodeStateVector(encodeStateVectorFromUpdate(decodeBase64(text)));
  return [...clocks].some(([writer, clock]) => known.every((one) => (one.get(writer) ?? 0) < clock));
}

/** The clients that wrote more by this state vector than the text has of them. Undefined: no text. */
export function clientsAheadOfText(vector: string, text: string | undefined): readonly number[] {
  const there = text === undefined ? new Map() : decodeStateVector(decodeBase64(textStateVectorOf(text)));
  return [...decodeStateVector(decodeBase64(vector))].flatMap(([writer, clock]) =>
    (there.get(writer) ?? 0) < clock ? [writer] : [],
  );
}

/** An update that adds nothing to any text. */
export const emptyTextUpdate = encodeBase64(encodeStateAsUpdate(new Doc()));

/**
 * The same text with nothing left of what was deleted in it, which an update keeps for as long as it is only merged. What
 * others add to it goes on fitting in: the places of what is gone stay.
 */
export const withoutDeletedText = (text: string): string => encodeYjsDocument(loadYjsDocument(text));

/**
 * The text with no word left in it, as if somebody had deleted them all; what others add to it goes on fitting in. What waits
 * in it for an update that never came is words too, and goes with its place.
 */
export function withoutTextContent(text: string): string {
  const document = loadYjsDocument(text);
  document.store.pendingStructs = null;
  document.store.pendingDs = null;
  document.transact((transaction) => {
    for (const structs of document.store.clients.values())
      for (const struct of structs) if (struct instanceof Item) struct.delete(transaction);
  });
  return encodeYjsDocument(document);
}

/** Yjs lets go of what is deleted in a document while it takes an update in, and at the end of a transaction. */
function loadYjsDocument(text: string): Doc {
  const document = new Doc();
  applyUpdate(document, decodeBase64(text));
  return document;
}

const encodeYjsDocument = (document: Doc): string => encodeBase64(encodeStateAsUpdate(document));
