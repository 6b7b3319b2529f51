import type { Choice, Choices } from '../instrument.ts';
import { isName } from '../xml/xml-name.ts';

/** What `search('file', 'contains', 'column', ${x})` in the appearance column asks of a CSV file. */
export interface Search {
  readonly file: string;
  /** The predicate on its rows, or none. */
  readonly condition: string | null;
}

/** The list that a searched file becomes; a choice list may have the file's name, as ODK's own examples do. */
export const searchList = ({ file }: Search, isTaken: boolean): string => (isTaken ? `search.${file}` : file);

const comparisons: Readonly<Record<string, (column: string, wanted: string) => string>> = {
  contains: (column, wanted) => `contains(${column}, ${wanted})`,
  startswith: (column, wanted) => `starts-with(${column}, ${wanted})`,
  endswith: (column, wanted) => `ends-with(${column}, ${wanted})`,
  matches: (column, wanted) => `${column} = ${wanted}`,
};

/** Understands a search; null when the appearance has none, `invalid` when it cannot be understood. */
export function searchOf(appearance: string): Search | 'invalid' | null {
  const at = appearance.indexOf('search(');
  if (at < 0) return null;
  const args = argumentsOf(appearance.slice(at + 'search('.length));
  const [file, how, columns, wanted, filterColumn, filterValue] = args ?? [];
  const name = file === undefined ? null : literal(file);
  if (!args || name === null) return 'invalid';
  const stem = name.replace(/\.csv$/i, '');
  if (how === undefined) return { file: stem, condition: null };
  const compare = Object.hasOwn(comparisons, literal(how) ?? '')
    ? comparisons[literal(how) ?? '']
    : undefined;
  const searched = (literal(columns ?? '') ?? '').split(',').map((column) => column.trim());
  if (!compare || wanted === undefined || !searched.every(isName)) return 'invalid';
  const found = searched.map((column) => compare(column, wanted)).join(' or ');
  if (filterColumn === undefined) return { file: stem, condition: found };
  const kept = literal(filterColumn);
  if (kept === null || !isName(kept) || filterValue === undefined) return 'invalid';
  return { file: stem, condition: `(${found}) and ${kept} = ${filterValue}` };
}

/**
 * The choices of a search: the one choice of its list names the columns for codes and for labels. With several choices
 * in the list some are choices themselves, which is not supported; null then.
 */
export function searchedChoices(
  search: Search,
  choices: readonly Choice[],
  language: string,
  list: string,
): Choices | null {
  const [columns] = choices;
  if (!columns || choices.length > 1 || !isName(columns.name)) return null;
  const label = columns.label?.[language] ?? Object.values(columns.label ?? {})[0] ?? columns.name;
  const shown = label.split(',').map((column) => column.trim());
  if (!shown.every(isName)) return null;
  return {
    nodeset: `instance('${list}')/root/item${search.condition === null ? '' : `[${search.condition}]`}`,
    value: columns.name,
    label: shown.length === 1 ? (shown[0] ?? columns.name) : `concat(${shown.join(", ', ', ")})`,
  };
}

/** What stands between commas up to the closing bracket; quotes and brackets within are passed over. */
function argumentsOf(text: string): readonly string[] | null {
  const args: string[] = [];
  let depth = 0;
  let quote: string | null = null;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== null) quote = letter === quote ? null : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(' || letter === '[') depth += 1;
    else if (depth > 0 && (letter === ')' || letter === ']')) depth -= 1;
    else if (letter === ',' || letter === ')') {
      if (depth > 0) continue;
      args.push(text.slice(from, at).trim());
      from = at + 1;
      if (letter === ')') return args;
    }
  }
  return null;
}

const literal = (text: string): string | null =>
  /^'([^']*)'$/.exec(text)?.[1] ?? /^"([^"]*)"$/.exec(text)?.[1] ?? null;
