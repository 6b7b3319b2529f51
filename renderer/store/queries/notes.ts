import { type InterviewNote, noteTitle } from '#domain/interview/interview-note.ts';
import { readDue } from '../notes/read-due.ts';
import type { Answer } from './question.ts';

const excerptLength = 160;
/** So much of an excerpt stands before what was looked for. */
const leadLength = 40;

/** The interview notes of one mission that have all the words, the last interview first; those without a day at the top. */
export const answerNotes: Answer<'notes'> = async ({ db }, { log, words }) => {
  const wanted = wordsIn(words);
  // Side by side: a live query does not watch what is asked after the shelf of summaries has answered.
  const [notes, dueOf] = await Promise.all([db.notes.where('log').equals(log).toArray(), readDue(db)]);
  const rows = notes.filter((note) => hasAll(note, wanted));
  return rows.sort(laterFirst).map((note) => ({
    id: note.id,
    institution: note.institution,
    function: note.function,
    date: note.date,
    excerpt: excerptOf(note.text, wanted),
    links: note.links,
    changedAtMs: note.changedAtMs,
    dueAtMs: dueOf(note),
  }));
};

/** One interview note whole. */
export const answerNote: Answer<'note'> = async ({ db }, { id }) => {
  const note = await db.notes.get(id);
  return note === undefined ? null : { note, dueAtMs: (await readDue(db))(note) };
};

const wordsIn = (text: string): readonly string[] =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

function hasAll(note: InterviewNote, wanted: readonly string[]): boolean {
  const text = `${noteTitle(note)} ${note.date ?? ''} ${note.text}`.toLocaleLowerCase();
  return wanted.every((word) => text.includes(word));
}

const laterFirst = (a: InterviewNote, b: InterviewNote): number =>
  (b.date ?? '9999').localeCompare(a.date ?? '9999') || b.changedAtMs - a.changedAtMs;

function excerptOf(text: string, wanted: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const lower = line.toLocaleLowerCase();
  const places = wanted.map((word) => lower.indexOf(word)).filter((place) => place > leadLength);
  const from = places.length === 0 ? 0 : Math.min(...places) - leadLength;
  const cut = line.slice(from, from + excerptLength);
  return `${from > 0 ? '…' : ''}${cut}${from + excerptLength < line.length ? '…' : ''}`;
}
