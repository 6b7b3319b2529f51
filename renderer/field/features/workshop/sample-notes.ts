import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap';
import type { Doc } from 'yjs';
import { notesField, notesSchema } from './notes-schema.ts';

const textNode = (words: string) => ({ type: 'text', text: words });
const paragraphNode = (words: string) => ({ type: 'paragraph', content: [textNode(words)] });
const headingNode = (level: 1 | 2, words: string) => ({
  type: 'heading',
  attrs: { level },
  content: [textNode(words)],
});
const listNode = (type: 'bulletList' | 'orderedList', items: readonly string[]) => ({
  type,
  content: items.map((item) => ({ type: 'listItem', content: [paragraphNode(item)] })),
});

/** Notes as a trainer and a rapporteur might have written them, for stories. */
export const sampleNotes = (): Doc =>
  prosemirrorJSONToYDoc(
    notesSchema,
    {
      type: 'doc',
      content: [
        headingNode(1, 'Key points'),
        paragraphNode(
          'Four institutions see themselves as the contact point for requests; no text says which one it is. The ministry has had a draft decree since spring.',
        ),
        listNode('bulletList', [
          'Prosecution and police keep separate lists of forms; neither knows the other’s.',
          'The oversight body was heard once, informally, and asks to be part of the mapping.',
        ]),
        headingNode(2, 'Agreed actions'),
        listNode('orderedList', [
          'The ministry circulates the draft decree before the next session.',
          'تُعدّ النيابة العامة قائمة واحدة بالنماذج قبل نهاية الأسبوع.',
        ]),
      ],
    },
    notesField,
  );
