import { type Extensions, getSchema, mergeAttributes } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';
import type { Schema } from '@tiptap/pm/model';
import { StarterKit } from '@tiptap/starter-kit';

/** The root of a session's notes in its Yjs document. Every client must use the same name, or it sees an empty page. */
export const notesField = 'default';

/**
 * Schema of notes, and the whitelist for pasting.
 * No links, images or code: notes go into reports, and nothing pasted may reach out of the page. No trailing
 * empty paragraph: a write that nobody made.
 */
export const notesExtensions: Extensions = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    heading: false,
    horizontalRule: false,
    link: false,
    strike: false,
    trailingNode: false,
    underline: false,
    // Undo is by Yjs: it reverts one's own typing and leaves the concurrent edits of others.
    undoRedo: false,
  }),
  // The screen has the levels above: the workshop is h1, the session h2.
  Heading.extend({
    parseHTML: () => [
      ...['h1', 'h2', 'h3'].map((tag) => ({ tag, attrs: { level: 1 } })),
      ...['h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 2 } })),
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      node.attrs['level'] === 1 ? 'h3' : 'h4',
      mergeAttributes(HTMLAttributes),
      0,
    ],
  }).configure({ levels: [1, 2] }),
];

/** Made once: the guard uses it at every incoming change. */
export const notesSchema: Schema = getSchema(notesExtensions);
