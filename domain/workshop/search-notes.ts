import { comparableText } from '../privacy/personal-data-hit.ts';

/** Text of a workshop that can be searched. */
export interface SearchableNote {
  readonly id: string;
  readonly text: string;
}

/** First match of a note, with the text around it. */
export interface FoundNote<Note extends SearchableNote> {
  readonly note: Note;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** A note made comparable once, for a search at each key. */
interface PreparedNote<Note extends SearchableNote> {
  readonly note: Note;
  readonly folded: string;
  /** Position in the text of each letter of `folded`. */
  readonly offsets: readonly number[];
}

/** Letters shown on each side of a match. */
const contextLetters = 60;

/** Make a note comparable: without case, accents and vowel marks. */
export function prepareNote<Note extends SearchableNote>(note: Note): PreparedNote<Note> {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const sign of note.text) {
    const plain = comparableText(sign);
    for (let n = 0; n < plain.length; n += 1) offsets.push(at);
    folded += plain;
    at += sign.length;
  }
  return { note, folded, offsets };
}

/** Find the notes that have every typed word, in their order. Nothing is found for no words. */
export function searchNotes<Note extends SearchableNote>(
  preparedNotes: readonly PreparedNote<Note>[],
  typed: string,
): readonly FoundNote<Note>[] {
  const words = comparableText(typed).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  return preparedNotes
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .map((prepared) => matchOf(prepared, first));
}

function matchOf<Note extends SearchableNote>(
  { note, folded, offsets }: PreparedNote<Note>,
  word: string,
): FoundNote<Note> {
  const { text } = note;
  const at = folded.indexOf(word);
  const from = offsets[at] ?? 0;
  const to = offsets[at + word.length] ?? text.length;
  const start = from <= contextLetters ? 0 : nextBlank(text, from - contextLetters, from);
  const end = text.length - to <= contextLetters ? text.length : lastBlank(text, to, to + contextLetters);
  const around = (part: string): string => part.replaceAll(/\s+/g, ' ');
  return {
    note,
    before: `${start > 0 ? '…' : ''}${around(text.slice(start, from))}`,
    match: text.slice(from, to),
    after: `${around(text.slice(to, end))}${end < text.length ? '…' : ''}`,
  };
}

/** Cut between words where there is a blank, and within one otherwise. */
function nextBlank(text: string, from: number, to: number): number {
  const at = text.slice(from, to).search(/\s/);
  return at === -1 ? from : from + at + 1;
}

function lastBlank(text: string, from: number, to: number): number {
  const part = text.slice(from, to);
  const at = Math.max(part.lastIndexOf(' '), part.lastIndexOf('\n'));
  return at === -1 ? to : from + at;
}
