import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap';
import type { Doc } from 'yjs';
import { notesField, notesSchema } from './notes-schema.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (words: string) => ({ type: 'paragraph', content: [text(words)] });
const heading = (level: 1 | 2, words: string) => ({
  type: 'heading',
  attrs: { level },
  content: [text(words)],
});
const list = (type: 'bulletList' | 'orderedList', items: readonly string[]) => ({
  type,
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

/** Notes as a trainer and a rapporteur might have written them, for stories. */
export const sampleNotes = (): Doc =>
  prosemirrorJSONToYDoc(
    notesSchema,
    {
      type: 'doc',
      content: [
        heading(1, 'Key points'),
        paragraph(
          'Four institutions see themselves as the contact point for requests; no text says which one it is. The ministry has had a draft decree since spring.',
        ),
        list('bulletList', [
          'Prosecution and police keep separate lists of forms; neither knows the other’s.',
          'The oversight body was heard once, informally, and asks to be part of the mapping.',
        ]),
        heading(2, 'Agreed actions'),
        list('orderedList', [
          'The ministry circulates the draft decree before the next session.',
          'تُعدّ النيابة العامة قائمة واحدة بالنماذج قبل نهاية الأسبوع.',
        ]),
      ],
    },
    notesField,
  );
