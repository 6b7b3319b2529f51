import type { Choices } from '../instrument.ts';
import { placeOf } from './complaints.ts';
import { walkDrafts, type Draft, type DraftQuestion } from './draft.ts';
import { searchedChoices, searchList, searchOf } from './search-choices.ts';
import type { FormContext } from './survey-reading.ts';

/** A search in the appearance column looks into a CSV file; null where there is none that can be carried out. */
export function searchedBy({ asks, row }: DraftQuestion, context: FormContext): Choices | null {
  const cell = row.cells.get('control::appearance');
  const search = cell && asks.kind === 'select' && asks.from === 'choices' ? searchOf(cell.text) : null;
  if (!cell || search === null || asks.kind !== 'select') return null;
  const choices = (context.choices.get(asks.list) ?? []).map(({ choice }) => choice);
  if (search === 'invalid') return null; // refused by checkSearches, unless the instrument was read by us before
  const found = searchedChoices(
    search,
    choices,
    context.unnamedLanguage,
    searchList(search, context.choices.has(search.file)),
  );
  if (!found)
    context.complaints.warning(
      placeOf(context.survey.sheet, row.row, cell),
      'search.unsupported',
      "This search cannot be carried out, so the choices of the list are offered as they are. Write search('file', 'contains', 'column', ${question}) with one row in the list that names the columns, or use select_one_from_file.",
    );
  return found;
}

/**
 * Refuses a search that cannot be read, and a list that is searched by one question and offered as it is by another: its
 * one row names columns, and would be offered as a choice.
 */
export function checkSearches(context: FormContext, drafts: readonly Draft[]): void {
  const offered = new Map<string, string>();
  const searching: DraftQuestion[] = [];
  for (const { draft } of walkDrafts(drafts)) {
    if (draft.kind !== 'question' || draft.asks.kind !== 'select' || draft.asks.from !== 'choices') continue;
    if (searchIn(draft) === null) offered.set(draft.asks.list, draft.name);
    // A workbook of ours was read before: it says what the instrument says.
    else if (!draft.row.cells.has('fieldbook::qid')) searching.push(draft);
  }
  for (const draft of searching) {
    const place = placeOf(context.survey.sheet, draft.row.row, draft.row.cells.get('control::appearance'));
    if (searchIn(draft) === 'invalid')
      context.complaints.error(
        place,
        'search.invalid',
        "This search cannot be read. Write search('file'), or search('file', 'contains', 'column', ${question}) with contains, startswith, endswith or matches.",
      );
    const list = draft.asks.kind === 'select' ? draft.asks.list : '';
    const other = offered.get(list);
    if (other !== undefined)
      context.complaints.error(
        place,
        'search.shared',
        `The list "${list}" is searched here, and offered as it is by the question "${other}". Give one of the two a list of its own.`,
      );
  }
}

const searchIn = ({ row }: DraftQuestion): ReturnType<typeof searchOf> =>
  searchOf(row.cells.get('control::appearance')?.text ?? '');
