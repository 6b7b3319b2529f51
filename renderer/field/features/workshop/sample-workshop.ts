import { nationalPolicyTemplate } from '#domain/workshop/workshop-templates.ts';
import type { AgendaDayFacts, AgendaSession } from './agenda/agenda-facts.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
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

const firstDayMs = Date.UTC(2026, 10, 24, 12);
const sampleDayMs = 24 * 60 * 60_000;

/** Agenda of W1 on the second day of a workshop: notes from the first, one session with a conflict. */
export const sampleDays: readonly AgendaDayFacts[] = [1, 2, 3, 4].map((day) => {
  const sessions = nationalPolicyTemplate.sessions
    .filter((session) => session.day === day)
    .map(
      (session, at): AgendaSession => ({
        id: `w1-${day}-${at}`,
        number: `${day}.${at + 1}`,
        title: session.title,
        minutes: session.minutes,
        method: session.method,
        output: session.output ?? '',
        hasNotes: day === 1,
        conflicts: day === 2 && at === 1 ? 1 : 0,
      }),
    );
  return {
    day,
    dateMs: firstDayMs + (day - 1) * sampleDayMs,
    minutes: sessions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    sessions,
  };
});

/** Static field for stories: writing in it has no effect. */
export const staticEditedText = (text: string, problem: EditedText['problem'] = null): EditedText => ({
  text,
  onChange: () => undefined,
  onBlur: () => undefined,
  problem,
});
