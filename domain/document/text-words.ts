import * as Y from 'yjs';
import { fromBase64 } from '../base/base64.ts';

/** The root that the notes of a session are written into (renderer/field/features/workshop/notes-schema.ts `notesField`). */
const root = 'default';

/** The words of a merged text (M4), a line for each piece of it, whatever it is marked with and however deep it lies. */
export function wordsOfText(text: string): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, fromBase64(text));
  const pieces = document.getXmlFragment(root).createTreeWalker((node) => node instanceof Y.XmlText);
  return [...pieces].map((piece) => (piece instanceof Y.XmlText ? wordsIn(piece) : '')).join('\n');
}

function wordsIn(piece: Y.XmlText): string {
  const parts: readonly { readonly insert?: unknown }[] = piece.toDelta();
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
