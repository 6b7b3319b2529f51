import type { Node, Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/**
 * Whether these notes hold text that the editor would drop.
 * Opening notes with the binding of Yjs deletes, for everyone, content that its schema does not know. Such
 * notes, of a later version or another program, are shown read only instead.
 */
export function hasUnshownText(notes: Y.XmlFragment, schema: Schema): boolean {
  return notes.toArray().some((child) => {
    // A text without a block around it has no position in the editor's document.
    if (child instanceof Y.XmlText) return textOfNode(child) !== '';
    return readNotesNode(child, schema) === 'unshown';
  });
}

/** Text of the notes, a line for each block, without any marks. */
export function notesPlainText(notes: Y.XmlFragment): string {
  return notes
    .toArray()
    .map((child) => textOfNode(child))
    .join('\n');
}

type NotesNode = ReturnType<Y.XmlFragment['toArray']>[number];

/** Limit of nested lists; deeper ones were not made by an editor, and would exhaust the stack. */
const maximumNodeDepth = 60;

/** Read a child as nodes of the editor; `unshown` when its text would be lost. */
function readNotesNode(child: NotesNode, schema: Schema, depth = 0): readonly Node[] | 'unshown' {
  if (depth > maximumNodeDepth) return 'unshown';
  try {
    if (child instanceof Y.XmlText) return readTextNodes(child, schema);
    if (!(child instanceof Y.XmlElement)) return 'unshown';
    const children = child.toArray().map((inner) => readNotesNode(inner, schema, depth + 1));
    if (children.includes('unshown')) return 'unshown';
    const nodes = children.flatMap((inner) => (inner === 'unshown' ? [] : inner));
    return [schema.node(child.nodeName, child.getAttributes(), nodes)];
  } catch {
    // The schema throws at unknown content. Without text nothing is lost by dropping it.
    return textOfNode(child) === '' ? [] : 'unshown';
  }
}

function readTextNodes(text: Y.XmlText, schema: Schema): readonly Node[] {
  const parts: readonly { insert: string; attributes?: Record<string, object> }[] = text.toDelta();
  return parts.map(({ insert, attributes }) =>
    schema.text(
      insert,
      // The binding appends "--<hash>" to marks that may overlap.
      Object.entries(attributes ?? {}).map(([mark, attrs]) =>
        schema.mark(mark.replace(/--[a-zA-Z0-9+/=]{8}$/, ''), attrs),
      ),
    ),
  );
}

function textOfNode(child: NotesNode, depth = 0): string {
  if (child instanceof Y.XmlText) {
    const parts: readonly { insert: unknown }[] = child.toDelta();
    return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
  }
  if (!(child instanceof Y.XmlElement)) return '';
  if (depth > maximumNodeDepth) return flatTextOfElement(child);
  const inner = child.toArray().map((notesNode) => textOfNode(notesNode, depth + 1));
  const isBlockOfBlocks = child.toArray().some((notesNode) => notesNode instanceof Y.XmlElement);
  return inner.join(isBlockOfBlocks ? '\n' : '');
}

/** All the text below, a line for each piece of it, without a call for each level. */
const flatTextOfElement = (element: Y.XmlElement): string =>
  [...element.createTreeWalker((node) => node instanceof Y.XmlText)]
    .map((node) => (node instanceof Y.XmlText ? textOfNode(node) : ''))
    .join('\n');
