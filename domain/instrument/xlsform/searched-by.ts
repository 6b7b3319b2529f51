import type { Choices } from '../instrument.ts';
import { placeOf } from './complaints.ts';
import type { DraftQuestion } from './draft.ts';
import { searchedChoices, searchList, searchOf } from './search-choices.ts';
import type { FormContext } from './survey-reading.ts';

/** A search in the appearance column looks into a CSV file; null where there is none that can be carried out. */
export function searchedBy({ asks, row }: DraftQuestion, context: FormContext): Choices | null {
  const cell = row.cells.get('control::appearance');
  const search = cell && asks.kind === 'select' && asks.from === 'choices' ? searchOf(cell.text) : null;
  if (!cell || search === null || asks.kind !== 'select') return null;
  const choices = (context.choices.get(asks.list) ?? []).map(({ choice }) => choice);
  const found =
    search === 'invalid'
      ? null
      : searchedChoices(
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
