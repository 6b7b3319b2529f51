import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';

/** Root of the notes of a session (renderer/field/features/workshop/notes-schema.ts `notesField`). */
const sessionNotesRoot = 'default';

/**
 * Plain text of a merged text (M4): a line for each block, of any mark and depth. A device can write any valid update
 * here: letters without a block are a line too, and every other content has no text.
 */
export function plainTextOfUpdate(text: string): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, decodeBase64(text));
  const lines: string[] = [];
  // No recursion: the depth of blocks is another device's choice.
  const waiting: unknown[] = [document.getXmlFragment(sessionNotesRoot)];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node instanceof Y.XmlText) lines.push(plainTextOfPiece(node));
    else if (node instanceof Y.XmlFragment) waiting.push(...childrenOf(node).toReversed());
    else if (typeof node === 'string') lines.push(node);
  }
  return lines.join('\n');
}

/** Children of a block. Letters without a block of their own are joined. */
function childrenOf(fragment: Y.XmlFragment): readonly unknown[] {
  const children: unknown[] = [];
  // Yjs declares its own blocks alone, and an update may have any content.
  for (const child of fragment.toArray() as readonly unknown[]) {
    const last = children.at(-1);
    if (typeof child === 'string' && typeof last === 'string') children[children.length - 1] = last + child;
    else children.push(child);
  }
  return children;
}

function plainTextOfPiece(piece: Y.XmlText): string {
  const parts: readonly { readonly insert?: unknown }[] = piece.toDelta();
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
