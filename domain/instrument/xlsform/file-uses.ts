import type { Cell } from './cells.ts';
import { placeOf, type CellPlace } from './complaints.ts';
import { walkDrafts, type Draft } from './draft.ts';
import type { Entities } from './entities.ts';
import { FormFiles } from './form-files.ts';
import type { NameIndex } from './name-index.ts';
import { referencesIn, soleReference } from './names.ts';
import { searchList, searchOf } from './search-choices.ts';
import { choiceFile } from './select-question.ts';
import type { SurveyDraft } from './survey.ts';
import type { FormContext } from './survey-reading.ts';

/** Finds which files and lists the form asks, and checks that each id means one of them. */
export function fileUses(
  context: FormContext,
  survey: SurveyDraft,
  drafts: readonly Draft[],
  entities: Entities | null,
  index: NameIndex,
): FormFiles {
  const { complaints } = context;
  const { sheet } = context.survey;
  const files = new FormFiles(complaints);
  for (const { name, extension, row } of survey.externals) files.addFile(name, extension, { sheet, row });
  const geometries: { readonly id: string; readonly place: CellPlace }[] = [];
  const seen = new Set<Cell>();

  for (const { draft } of walkDrafts(drafts)) {
    for (const cell of draft.row.cells.values()) {
      if (seen.has(cell)) continue;
      seen.add(cell);
      const place = placeOf(sheet, draft.row.row, cell);
      for (const file of pulledFiles(cell.text)) files.addPulled(file, place);
      if (
        cell.text.includes('${last-saved#') &&
        referencesIn(cell.text)?.some(({ isLastSaved }) => isLastSaved)
      ) {
        files.addLastSaved(place);
        complaints.warning(
          place,
          'lastSaved.empty',
          'Fieldbook has no answers of an earlier assessment here, so ${last-saved#...} is empty.',
        );
      }
    }
    if (draft.kind !== 'question') continue;
    const place = placeOf(sheet, draft.row.row, draft.row.cells.get('type'));
    const appearance = draft.row.cells.get('control::appearance');
    const search = appearance && draft.asks.kind === 'select' ? searchOf(appearance.text) : null;
    if (appearance && search !== null && search !== 'invalid')
      files.addSearched(
        searchList(search, context.choices.has(search.file)),
        search.file,
        placeOf(sheet, draft.row.row, appearance),
      );
    else if (draft.asks.kind === 'select') addSelect(files, draft.asks.list, draft.asks.from, place);
    const labels = draft.parameters['tick_labelset'];
    if (labels !== undefined) files.addList(labels, place);
    const geometry = draft.parameters['reference-geometry'];
    if (geometry !== undefined)
      geometries.push({
        id: geometry,
        place: placeOf(sheet, draft.row.row, draft.row.cells.get('parameters')),
      });
  }
  for (const { id, place } of geometries) checkGeometry(context, id, place, files, entities, index);
  return files;
}

function addSelect(
  files: FormFiles,
  list: string,
  from: 'choices' | 'file' | 'external',
  place: CellPlace,
): void {
  const file = choiceFile.exec(list);
  if (from !== 'external' && file?.[1] !== undefined && file[2] !== undefined)
    files.addFile(file[1], file[2].toLowerCase(), place);
  else if (from === 'choices' && !list.startsWith('${')) files.addList(list, place);
}

/** Files that `pulldata('file', ...)` reads. */
const pulledFiles = (text: string): readonly string[] =>
  text.includes('pulldata')
    ? [...text.matchAll(/pulldata\s{0,9}\(\s{0,9}(?:'([^']{1,200})'|"([^"]{1,200})")/g)].map((match) =>
        (match[1] ?? match[2] ?? '').replace(/\.csv$/i, ''),
      )
    : [];

function checkGeometry(
  context: FormContext,
  id: string,
  place: CellPlace,
  files: FormFiles,
  entities: Entities | null,
  index: NameIndex,
): void {
  const repeat = soleReference(id);
  const isRepeat = repeat !== null && index.find(repeat)?.draft.kind === 'repeat';
  const isKnown = isRepeat || files.has(id) || context.choices.has(id) || entities?.names.has(id) === true;
  if (context.choices.has(id)) files.addList(id, place);
  if (!isKnown)
    context.complaints.error(
      place,
      'parameters.geometry',
      `reference-geometry names "${id}", which is no choice list, no entity list, no file of this form and no repeat. Check its spelling.`,
    );
}
