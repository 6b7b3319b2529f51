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

/** Root of the notes of a session (renderer/field/features/workshop/notes-schema.ts `notesField`). */
const sessionNotesRoot = 'default';

/** Plain text of a merged text (M4): a line for each block, of any mark and depth. */
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

/** M4: merge all updates of a text, in any order, into one. Both arguments and the result are base64 Yjs updates. */
export const mergeTextUpdates = (text: string | undefined, update: string): string =>
  text === undefined ? update : encodeBase64(mergeUpdates([decodeBase64(text), decodeBase64(update)]));

/** Yjs state vector in base64: how much each writer ever wrote into a text, deletions included. */
export const textStateVectorOf = (text: string): string =>
  encodeBase64(encodeStateVectorFromUpdate(decodeBase64(text)));

/** Return whether this base64 is a state vector. */
export function isStateVector(vector: string): boolean {
  try {
    decodeStateVector(decodeBase64(vector));
    return true;
  } catch {
    return false;
  }
}

/** Return whether a text has content that none of these state vectors covers. */
export function hasUnseenText(text: string, vectors: readonly string[]): boolean {
  const known = vectors.map((vector) => decodeStateVector(decodeBase64(vector)));
  const clocks = decodeStateVector(encodeStateVectorFromUpdate(decodeBase64(text)));
  return [...clocks].some(([writer, clock]) => known.every((one) => (one.get(writer) ?? 0) < clock));
}

/** Clients with more writing in this state vector than in the text. Undefined: no text. */
export function clientsAheadOfText(vector: string, text: string | undefined): readonly number[] {
  const there = text === undefined ? new Map() : decodeStateVector(decodeBase64(textStateVectorOf(text)));
  return [...decodeStateVector(decodeBase64(vector))].flatMap(([writer, clock]) =>
    (there.get(writer) ?? 0) < clock ? [writer] : [],
  );
}

/** An update that adds nothing to any text. */
export const emptyTextUpdate = encodeBase64(encodeStateAsUpdate(new Doc()));

/**
 * The same text without its deleted content, which a merged update would keep. Later additions still fit in: the
 * places of deleted content stay.
 */
export const withoutDeletedText = (text: string): string => encodeYjsDocument(loadYjsDocument(text));

/**
 * The text without any content, as if somebody had deleted all of it; later additions still fit in. Content that
 * waits in it for a missing update goes too, with its place.
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

/** Yjs drops deleted content while a document takes an update, and at the end of a transaction. */
function loadYjsDocument(text: string): Doc {
  const document = new Doc();
  applyUpdate(document, decodeBase64(text));
  return document;
}

const encodeYjsDocument = (document: Doc): string => encodeBase64(encodeStateAsUpdate(document));
