import type { Sheet } from '../workbook/workbook.ts';
import type { CellRow } from './cells.ts';
import { placeOf } from './complaints.ts';
import type { Draft } from './draft.ts';
import { checkEntityScopes } from './entity-scopes.ts';
import { saveTos } from './entity-properties.ts';
import type { NameIndex } from './name-index.ts';
import { isXmlName, nameRule } from './names.ts';
import { checkCell } from './reference-check.ts';
import { sheetNamed, similarSheets } from './sheet-names.ts';
import type { FormContext } from './survey-reading.ts';
import { tableOf, type Table } from './table.ts';

/** Lists of entities that a form writes to (tier 3): checked and kept for export; Fieldbook keeps no such lists. */
export interface Entities {
  readonly names: ReadonlySet<string>;
  /** The rows of the sheet as JSON, for export. */
  readonly text: string;
}

export interface EntityRow {
  readonly row: CellRow;
  readonly list: string;
}

/** Reads the entities sheet and the `save_to` column; null when the form has neither. */
export function readEntities(
  context: FormContext,
  sheets: readonly Sheet[],
  drafts: readonly Draft[],
  index: NameIndex,
): Entities | null {
  const { complaints } = context;
  const sheet = sheetNamed(sheets, 'entities');
  if (!sheet)
    for (const name of similarSheets(sheets, 'entities'))
      complaints.warning(
        { sheet: name },
        'sheet.similar',
        'Is this the sheet "entities"? It is not read under this name. Rename it, or begin its name with an underscore.',
      );
  const table = sheet ? tableOf(sheet, 'entities', { quotes: true, spaces: false }, complaints) : null;
  const entities = table ? entityRows(context, table, index) : [];
  const properties = saveTos(context, drafts, entities);
  if (!table || table.rows.length === 0) return null;
  complaints.warning(
    { sheet: table.sheet },
    'entities.kept',
    'Fieldbook keeps no lists of entities. This sheet is kept for export.',
  );
  if (!complaints.hasErrors()) checkEntityScopes(context, table.sheet, entities, properties, index);
  return {
    names: new Set(entities.map(({ list }) => list)),
    text: JSON.stringify(
      table.rows.map(({ cells }) =>
        Object.fromEntries(
          [...cells].map(([key, { text }]) => [key, text] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ),
    ),
  };
}

function entityRows(context: FormContext, table: Table, index: NameIndex): readonly EntityRow[] {
  const { complaints } = context;
  for (const { header, letters, isKnown } of table.columns)
    if (!isKnown)
      complaints.error(
        { sheet: table.sheet, row: table.headerRow, column: letters },
        'entities.column',
        `The entities sheet has no column "${header}". Check its spelling or delete it.`,
      );
  return table.rows.map((row) => {
    const text = (key: string): string | undefined => row.cells.get(key)?.text;
    const dataset = row.cells.get('dataset');
    const place = placeOf(table.sheet, row.row, dataset);
    const list = dataset?.text ?? '';
    if (list === '')
      complaints.error(
        place,
        'entities.noName',
        'This list of entities has no name. Write one in the column "list_name".',
      );
    else if (list.startsWith('__') || list.includes('.') || !isXmlName(list))
      complaints.error(
        place,
        'entities.name',
        `"${list.slice(0, 100)}" cannot name a list of entities. ${nameRule} There are no periods, and no two underscores at the beginning.`,
      );
    for (const cell of row.cells.values())
      checkCell(context, cell, { sheet: table.sheet, row: row.row }, index);
    const problem = modeProblem(text);
    if (problem !== null) complaints.error(placeOf(table.sheet, row.row), 'entities.mode', problem);
    return { row, list };
  });
}

/** Which columns go together: creating needs a label, updating an id, either of both needs both conditions. */
function modeProblem(text: (key: string) => string | undefined): string | null {
  const [id, create, update, label] = [
    text('entity_id'),
    text('create_if'),
    text('update_if'),
    text('label'),
  ];
  if (update !== undefined && id === undefined)
    return 'Updating entities needs an "entity_id". Add one, or move the condition to "create_if".';
  if (id !== undefined && create !== undefined && update === undefined)
    return 'With both "entity_id" and "create_if" there must be an "update_if". Add one, or take the entity_id out.';
  if (id === undefined && label === undefined)
    return 'Creating entities needs a "label". Add one, or an "entity_id" to update them.';
  return null;
}
