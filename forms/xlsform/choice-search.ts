import type { ChoiceDefinition, ChoiceSource } from '../model/instrument.ts';
import { isNcName } from '../xml/xml-node.ts';
import { cellAddressOf } from './sheet-cell.ts';
import { type DraftNode, type DraftQuestion, type SurveyContext, walkDrafts } from './survey-context.ts';

/** A search in the appearance column reads a CSV file; null where it has none that can be run. */
export function choiceSourceOfSearch(
  { asks, row }: DraftQuestion,
  context: SurveyContext,
): ChoiceSource | null {
  const sheetCell = row.cells.get('control::appearance');
  const search =
    sheetCell && asks.kind === 'select' && asks.from === 'choices' ? parseChoiceSearch(sheetCell.text) : null;
  if (!sheetCell || search === null || asks.kind !== 'select') return null;
  const choiceDefinitions = (context.choices.get(asks.list) ?? []).map(({ choice }) => choice);
  if (search === 'invalid') return null; // refused by checkChoiceSearches, unless the instrument was read by us before
  const foundChoiceSource = searchChoiceSource(
    search,
    choiceDefinitions,
    context.unnamedLanguage,
    searchListName(search, context.choices.has(search.file)),
  );
  if (!foundChoiceSource)
    context.diagnostics.warning(
      cellAddressOf(context.survey.sheet, row.row, sheetCell),
      'search.unsupported',
      "This search cannot be carried out, so the choices of the list are offered as they are. Write search('file', 'contains', 'column', ${question}) with one row in the list that names the columns, or use select_one_from_file.",
    );
  return foundChoiceSource;
}

/**
 * Refuse an unreadable search, and a list that one question searches and another offers directly. Its one row names
 * columns, and would be offered as a choice.
 */
export function checkChoiceSearches(context: SurveyContext, draftNodes: readonly DraftNode[]): void {
  const offered = new Map<string, string>();
  const searching: DraftQuestion[] = [];
  for (const { draft } of walkDrafts(draftNodes)) {
    if (draft.kind !== 'question' || draft.asks.kind !== 'select' || draft.asks.from !== 'choices') continue;
    if (searchOfDraft(draft) === null) offered.set(draft.asks.list, draft.name);
    // Our own workbook was read before: it equals the instrument.
    else if (!draft.row.cells.has('fieldbook::qid')) searching.push(draft);
  }
  for (const draftQuestion of searching) {
    const cellAddress = cellAddressOf(
      context.survey.sheet,
      draftQuestion.row.row,
      draftQuestion.row.cells.get('control::appearance'),
    );
    if (searchOfDraft(draftQuestion) === 'invalid')
      context.diagnostics.error(
        cellAddress,
        'search.invalid',
        "This search cannot be read. Write search('file'), or search('file', 'contains', 'column', ${question}) with contains, startswith, endswith or matches.",
      );
    const list = draftQuestion.asks.kind === 'select' ? draftQuestion.asks.list : '';
    const other = offered.get(list);
    if (other !== undefined)
      context.diagnostics.error(
        cellAddress,
        'search.shared',
        `The list "${list}" is searched here, and offered whole by the question "${other}". Write a separate list for one of the two.`,
      );
  }
}

const searchOfDraft = ({ row }: DraftQuestion): ReturnType<typeof parseChoiceSearch> =>
  parseChoiceSearch(row.cells.get('control::appearance')?.text ?? '');

/** Search of `search('file', 'contains', 'column', ${x})` in the appearance column, over a CSV file. */
interface ChoiceSearch {
  readonly file: string;
  /** The predicate on its rows, or none. */
  readonly condition: string | null;
}

/** The list for a searched file; a choice list may have the file's name, as in ODK's own examples. */
export const searchListName = ({ file }: ChoiceSearch, isTaken: boolean): string =>
  isTaken ? `search.${file}` : file;

const searchComparisonByWord: Readonly<Record<string, (column: string, wanted: string) => string>> = {
  contains: (column, wanted) => `contains(${column}, ${wanted})`,
  startswith: (column, wanted) => `starts-with(${column}, ${wanted})`,
  endswith: (column, wanted) => `ends-with(${column}, ${wanted})`,
  matches: (column, wanted) => `${column} = ${wanted}`,
};

/** Parse a search; null when the appearance has none, `invalid` when it is malformed. */
export function parseChoiceSearch(appearance: string): ChoiceSearch | 'invalid' | null {
  const at = appearance.indexOf('search(');
  if (at < 0) return null;
  const args = splitSearchArguments(appearance.slice(at + 'search('.length));
  const [file, how, columns, wanted, filterColumn, filterValue] = args ?? [];
  const name = file === undefined ? null : parseTextLiteral(file);
  if (!args || name === null) return 'invalid';
  const stem = name.replace(/\.csv$/i, '');
  if (how === undefined) return { file: stem, condition: null };
  const compare = Object.hasOwn(searchComparisonByWord, parseTextLiteral(how) ?? '')
    ? searchComparisonByWord[parseTextLiteral(how) ?? '']
    : undefined;
  const searched = (parseTextLiteral(columns ?? '') ?? '').split(',').map((column) => column.trim());
  if (!compare || wanted === undefined || !searched.every(isNcName)) return 'invalid';
  const found = searched.map((column) => compare(column, wanted)).join(' or ');
  if (filterColumn === undefined) return { file: stem, condition: found };
  const kept = parseTextLiteral(filterColumn);
  if (kept === null || !isNcName(kept) || filterValue === undefined) return 'invalid';
  return { file: stem, condition: `(${found}) and ${kept} = ${filterValue}` };
}

/**
 * The choices of a search: the one choice of its list names the columns for codes and for labels. Null for a list
 * with several: some are then choices themselves, which is not supported.
 */
function searchChoiceSource(
  choiceSearch: ChoiceSearch,
  choiceDefinitions: readonly ChoiceDefinition[],
  language: string,
  list: string,
): ChoiceSource | null {
  const [columns] = choiceDefinitions;
  if (!columns || choiceDefinitions.length > 1 || !isNcName(columns.name)) return null;
  const label = columns.label?.[language] ?? Object.values(columns.label ?? {})[0] ?? columns.name;
  const shown = label.split(',').map((column) => column.trim());
  if (!shown.every(isNcName)) return null;
  return {
    nodeset: `instance('${list}')/root/item${choiceSearch.condition === null ? '' : `[${choiceSearch.condition}]`}`,
    value: columns.name,
    label: shown.length === 1 ? (shown[0] ?? columns.name) : `concat(${shown.join(", ', ', ")})`,
  };
}

/** Arguments between commas up to the closing bracket; quotes and brackets within are skipped. */
function splitSearchArguments(text: string): readonly string[] | null {
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

const parseTextLiteral = (text: string): string | null =>
  /^'([^']*)'$/.exec(text)?.[1] ?? /^"([^"]*)"$/.exec(text)?.[1] ?? null;
