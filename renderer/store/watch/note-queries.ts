import { type InterviewNote, interviewNoteTitle } from '#domain/interview/interview-note.ts';
import type { AnswerQuery } from '../queries/live-query.ts';
import { readNoteDueTimes } from '../retention/due-content.ts';

const excerptLength = 160;
/** Characters of an excerpt before the word found. */
const excerptLeadLength = 40;

/** Interview notes of one mission with all the words, the last interview first; those without a day at the top. */
export const answerNotes: AnswerQuery<'notes'> = async ({ db }, { log, words }) => {
  const wanted = searchWordsIn(words);
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [notes, dueOf] = await Promise.all([
    db.notes.where('log').equals(log).toArray(),
    readNoteDueTimes(db),
  ]);
  const rows = notes.filter((note) => hasAllWords(note, wanted));
  return rows.sort(compareLaterFirst).map((note) => ({
    id: note.id,
    institution: note.institution,
    function: note.function,
    date: note.date,
    excerpt: noteExcerpt(note.text, wanted),
    links: note.links,
    changedAtMs: note.changedAtMs,
    dueAtMs: dueOf(note),
  }));
};

/** One whole interview note. */
export const answerNote: AnswerQuery<'note'> = async ({ db }, { id }) => {
  const note = await db.notes.get(id);
  return note === undefined ? null : { note, dueAtMs: (await readNoteDueTimes(db))(note) };
};

const searchWordsIn = (text: string): readonly string[] =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

function hasAllWords(note: InterviewNote, wanted: readonly string[]): boolean {
  const text = `${interviewNoteTitle(note)} ${note.date ?? ''} ${note.text}`.toLocaleLowerCase();
  return wanted.every((word) => text.includes(word));
}

const compareLaterFirst = (a: InterviewNote, b: InterviewNote): number =>
  (b.date ?? '9999').localeCompare(a.date ?? '9999') || b.changedAtMs - a.changedAtMs;

function noteExcerpt(text: string, wanted: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const lower = line.toLocaleLowerCase();
  const places = wanted.map((word) => lower.indexOf(word)).filter((place) => place > excerptLeadLength);
  const from = places.length === 0 ? 0 : Math.min(...places) - excerptLeadLength;
  const cut = line.slice(from, from + excerptLength);
  return `${from > 0 ? '…' : ''}${cut}${from + excerptLength < line.length ? '…' : ''}`;
}
