import { type InterviewNote, interviewNoteTitle } from '#domain/interview/interview-note.ts';
import type { QueryFunction } from '../queries/live-query.ts';
import { readNoteDueTimes } from '../retention/due-content.ts';

const excerptLength = 160;
/** Characters of an excerpt before the word found. */
const excerptLeadLength = 40;

/** Interview notes of one mission with all the words, the last interview first; those without a day at the top. */
export const queryNotes: QueryFunction<'notes'> = async ({ db }, { log, words }) => {
  const wanted = searchWordsIn(words);
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [interviewNotes, dueOf] = await Promise.all([
    db.notes.where('log').equals(log).toArray(),
    readNoteDueTimes(db),
  ]);
  const rows = interviewNotes.filter((note) => hasAllWords(note, wanted));
  return rows.sort(compareLaterFirst).map((interviewNote) => ({
    id: interviewNote.id,
    institution: interviewNote.institution,
    function: interviewNote.function,
    date: interviewNote.date,
    excerpt: noteExcerpt(interviewNote.text, wanted),
    links: interviewNote.links,
    changedAtMs: interviewNote.changedAtMs,
    dueAtMs: dueOf(interviewNote),
  }));
};

/** One whole interview note. */
export const queryNote: QueryFunction<'note'> = async ({ db }, { id }) => {
  const interviewNote = await db.notes.get(id);
  return interviewNote === undefined
    ? null
    : { note: interviewNote, dueAtMs: (await readNoteDueTimes(db))(interviewNote) };
};

const searchWordsIn = (text: string): readonly string[] =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

function hasAllWords(interviewNote: InterviewNote, wanted: readonly string[]): boolean {
  const text =
    `${interviewNoteTitle(interviewNote)} ${interviewNote.date ?? ''} ${interviewNote.text}`.toLocaleLowerCase();
  return wanted.every((word) => text.includes(word));
}

const compareLaterFirst = (a: InterviewNote, b: InterviewNote): number =>
  (b.date ?? '9999').localeCompare(a.date ?? '9999') || b.changedAtMs - a.changedAtMs;

function noteExcerpt(text: string, wanted: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const lower = line.toLocaleLowerCase();
  const offsets = wanted.map((word) => lower.indexOf(word)).filter((offset) => offset > excerptLeadLength);
  const from = offsets.length === 0 ? 0 : Math.min(...offsets) - excerptLeadLength;
  const cut = line.slice(from, from + excerptLength);
  return `${from > 0 ? '…' : ''}${cut}${from + excerptLength < line.length ? '…' : ''}`;
}
