import { ParticipantFunction, type ParticipantSeniority, type ParticipantSex } from '../participant.ts';
import { comparableWordsOf } from '../participant-duplicates.ts';
import {
  entriesOf,
  functionWords,
  institutionTypeWords,
  noWords,
  seniorityWords,
  sexWords,
  yesWords,
} from './import-words.ts';

/** Cell of a list for comparison: words without case, accents and signs. */
export const comparableCell = (cell: string): string => comparableWordsOf(cell).join(' ');

const byCell = <Value extends string>(table: Readonly<Record<Value, string>>): ReadonlyMap<string, Value> =>
  new Map(
    // The keys of a record in the code are its own.
    (Object.entries(table) as [Value, string][]).flatMap(([value, words]) =>
      entriesOf(words).map((word): [string, Value] => [comparableCell(word), value]),
    ),
  );

const sexByCell = byCell(sexWords);
const seniorityByCell = byCell(seniorityWords);

/** Sex by a cell; null for a word that no list has. */
export const readSex = (cell: string): ParticipantSex | null => sexByCell.get(comparableCell(cell)) ?? null;

/** Band of seniority by a cell; null for a word that no list has. */
export const readSeniority = (cell: string): ParticipantSeniority | null =>
  seniorityByCell.get(comparableCell(cell)) ?? null;

/** Answer by a cell; null for a word that is neither. */
export function readYesOrNo(cell: string): boolean | null {
  const word = comparableCell(cell);
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
}

interface WordBeginning<Value> {
  readonly value: Value;
  readonly words: string;
}

const beginningsOf = <Value extends string>(
  table: Readonly<Record<Value, string>>,
): readonly WordBeginning<Value>[] =>
  // The keys of a record in the code are its own.
  (Object.entries(table) as [Value, string][]).flatMap(([value, words]) =>
    entriesOf(words).map((word) => ({ value, words: ` ${comparableCell(word)}` })),
  );

const functionBeginnings = beginningsOf(functionWords);
const typeBeginnings = beginningsOf(institutionTypeWords);

/** Value with words that begin a word of the cell. Null for none, and for a cell that names several. */
function readByBeginning<Value>(cell: string, beginnings: readonly WordBeginning<Value>[]): Value | null {
  const text = ` ${comparableCell(cell)}`;
  const found = new Set(beginnings.filter(({ words }) => text.includes(words)).map(({ value }) => value));
  const [value] = found;
  return found.size === 1 && value !== undefined ? value : null;
}

/** Function group by a cell; null for a function that no list has. */
export function readFunction(cell: string): ParticipantFunction | null {
  const stored = ParticipantFunction.safeParse(cell.trim().toLowerCase());
  return stored.success ? stored.data : readByBeginning(cell, functionBeginnings);
}

/** Institution type by a cell: its code, or a word that names it; null for none. */
export function readInstitutionType(cell: string): string | null {
  const code = cell.trim().toUpperCase();
  return Object.hasOwn(institutionTypeWords, code) ? code : readByBeginning(cell, typeBeginnings);
}

// Signs that direct a line of text, and other control characters; a name keeps its letters.
const controlSigns = /[\p{Cc}\p{Cf}]/gu;

/** Text of a cell as it is stored: composed letters, single spaces, no control characters. */
export const cleanCell = (cell: string): string =>
  cell.normalize('NFC').replaceAll(/\s+/gu, ' ').replaceAll(controlSigns, '').trim();
