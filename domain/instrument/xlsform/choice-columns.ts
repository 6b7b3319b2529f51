import type { Choice } from '../instrument.ts';
import { type CellRow, languageOf } from './cells.ts';

/** What a column of the choices sheet says of a choice. */
type Column =
  | { readonly kind: 'known' }
  | { readonly kind: 'words'; readonly of: WordsOf; readonly language: string; readonly isNamed: boolean }
  | { readonly kind: 'further' };

const wordKeys = ['label', 'media::image', 'media::big-image', 'media::audio', 'media::video'] as const;
type WordsOf = (typeof wordKeys)[number];

const mediaNames = {
  'media::image': 'image',
  'media::big-image': 'bigImage',
  'media::audio': 'audio',
  'media::video': 'video',
} as const;

/**
 * Reads the rows of a choices sheet. All have the same columns, so each column is understood once: lists of a hundred
 * thousand choices are read as fast as their cells. Words without a language are those of `unnamedLanguage`.
 */
export function choiceReader(unnamedLanguage: string): (row: CellRow, name: string) => Choice {
  const columns = new Map<string, Column>();
  const columnAt = (key: string): Column => {
    const known = columns.get(key) ?? columnOf(key, unnamedLanguage);
    columns.set(key, known);
    return known;
  };
  return (row, name) => {
    const words: Partial<Record<WordsOf, Record<string, string>>> = {};
    const further: (readonly [string, string])[] = [];
    for (const [key, { text }] of row.cells) {
      const column = columnAt(key);
      if (column.kind === 'further') further.push([key, text]);
      else if (column.kind === 'words') {
        const byLanguage = (words[column.of] ??= {});
        // A named language wins over the column that names none.
        if (column.isNamed || byLanguage[column.language] === undefined) byLanguage[column.language] = text;
      }
    }
    const { label, ...files } = words;
    const media = Object.entries(files).map(([key, byLanguage]) => [
      mediaNames[key as keyof typeof mediaNames], // the keys of `files` are those
      byLanguage,
    ]);
    return {
      name,
      ...(label && { label }),
      ...(media.length > 0 && { media: Object.fromEntries(media) }),
      ...(further.length > 0 && { columns: Object.fromEntries(further) }),
    };
  };
}

function columnOf(key: string, unnamedLanguage: string): Column {
  if (key === 'list_name' || key === 'name') return { kind: 'known' };
  for (const of of wordKeys) {
    if (key === of) return { kind: 'words', of, language: unnamedLanguage, isNamed: false };
    const rest = key.startsWith(`${of}::`) ? languageOf(key.slice(of.length + 2)) : null;
    if (rest !== null && !rest.includes('::')) return { kind: 'words', of, language: rest, isNamed: true };
  }
  return { kind: 'further' };
}
