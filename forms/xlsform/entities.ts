import type { ParsedSheet } from '../workbook/workbook.ts';
import { isXmlName, xmlNameRule } from './cell-words.ts';
import { checkCellReferences } from './check-references.ts';
import { parseNameReferences } from './name-references.ts';
import { cellPlaceOf, type KeyedRow } from './sheet-cell.ts';
import {
  type DraftContainer,
  type DraftNameIndex,
  type DraftNode,
  type SurveyContext,
  walkDrafts,
} from './survey-context.ts';
import { findFormSheet, findSimilarSheets, readSheetTable, type SheetTable } from './table.ts';

// Place of an entity's record in a form: a group in the innermost repeat that its references share. Each container
// holds one. No part of another entity may be between a property and its record.

type ContainerPath = readonly DraftContainer[];

interface EntityPlacing {
  readonly entity: EntityRow;
  readonly saves: readonly SavedProperty[];
  /** Containers that could hold it, innermost first; null is the form itself. */
  readonly candidates: readonly (DraftContainer | null)[];
}

/** Check that every entity has a place. */
function checkEntityScopes(
  context: SurveyContext,
  sheet: string,
  entities: readonly EntityRow[],
  properties: readonly SavedProperty[],
  index: DraftNameIndex,
): void {
  const { complaints } = context;
  const placings: EntityPlacing[] = [];
  for (const entity of entities) {
    const saves = properties.filter(({ list }) => list === entity.list);
    const variables = [...entity.row.cells.values()]
      .flatMap(({ text }) => parseNameReferences(text) ?? [])
      .map(({ name }) => index.find(name)?.around ?? null)
      .filter((road) => road !== null);
    const scope = commonScopeOf(
      saves.map(({ around }) => around),
      variables,
    );
    if (!scope) {
      complaints.error(
        cellPlaceOf(sheet, entity.row.row),
        'entities.scope',
        `The entity "${entity.list}" takes values from different repeats. Copy them into one repeat with calculations first.`,
      );
      return;
    }
    const deepest = variables.reduce((most, road) => (road.length > most.length ? road : most), scope);
    const roads = saves.length > 0 ? saves.map(({ around }) => around) : [deepest];
    placings.push({ entity, saves, candidates: candidateContainersOf(roads, scope) });
  }
  if (!placeEntities(placings, [], { left: 5_000 }))
    complaints.error(
      cellPlaceOf(sheet, placings.at(-1)?.entity.row.row ?? 2),
      'entities.places',
      'Each group or repeat can save one entity, and there are more entities than groups. Put the questions of each entity in a group of its own.',
    );
}

/** The innermost repeat that all references agree on, with the containers around it. */
function commonScopeOf(
  saves: readonly ContainerPath[],
  variables: readonly ContainerPath[],
): ContainerPath | null {
  const repeatsOf = (road: ContainerPath): ContainerPath =>
    road.slice(0, road.findLastIndex(({ kind }) => kind === 'repeat') + 1);
  const [first, ...others] = saves.map(repeatsOf);
  if (others.some((road) => road.at(-1) !== first?.at(-1))) return null;
  let scope: ContainerPath = first ?? [];
  for (const road of variables.map(repeatsOf)) {
    const [outer, inner] = road.length > scope.length ? [scope, road] : [road, scope];
    const last = outer.at(-1);
    if (last && !inner.includes(last)) return null;
    if (saves.length > 0 && inner !== scope && inner.length > scope.length) return null;
    scope = inner;
  }
  return scope;
}

function candidateContainersOf(
  roads: readonly ContainerPath[],
  scope: ContainerPath,
): readonly (DraftContainer | null)[] {
  const [first = scope] = roads;
  let shared = 0;
  while (shared < first.length && roads.every((road) => road[shared] === first[shared])) shared += 1;
  const inner = first.slice(0, Math.max(shared, scope.length));
  const within = inner.slice(scope.length).toReversed();
  return [...within, scope.at(-1) ?? null];
}

/** Try the innermost places first, within a bound on attempts. */
function placeEntities(
  placings: readonly EntityPlacing[],
  chosen: readonly (DraftContainer | null)[],
  budget: { left: number },
): boolean {
  const next = placings[chosen.length];
  if (!next) return areEntitiesApart(placings, chosen);
  return next.candidates.some((candidate) => {
    budget.left -= 1;
    return (
      budget.left > 0 &&
      !chosen.includes(candidate) &&
      placeEntities(placings, [...chosen, candidate], budget)
    );
  });
}

function areEntitiesApart(
  placings: readonly EntityPlacing[],
  chosen: readonly (DraftContainer | null)[],
): boolean {
  return placings.every(({ saves }, at) =>
    saves.every(({ around }) => {
      const own = chosen[at] ?? null;
      const between = own === null ? around : around.slice(around.indexOf(own) + 1);
      return !between.some((container) => chosen.includes(container));
    }),
  );
}

/** A question with an answer that becomes a property of an entity. */
interface SavedProperty {
  readonly list: string;
  readonly row: number;
  readonly around: readonly DraftContainer[];
}

/** Read the `save_to` column: `property`, or `list#property` when there are several lists. */
function readSavedProperties(
  context: SurveyContext,
  drafts: readonly DraftNode[],
  entities: readonly EntityRow[],
): readonly SavedProperty[] {
  const { complaints, survey } = context;
  const found: SavedProperty[] = [];
  const assigned = new Map<string, number>();
  for (const { draft, around } of walkDrafts(drafts)) {
    const cell = draft.row.cells.get('bind::entities:saveto');
    if (!cell) continue;
    const place = cellPlaceOf(survey.sheet, draft.row.row, cell);
    const [first = '', second] = cell.text.split('#');
    const list = second === undefined ? (entities.length === 1 ? (entities[0]?.list ?? '') : '') : first;
    const property = second ?? first;
    const problem =
      entities.length === 0
        ? 'To save answers as properties of entities, add an entities sheet.'
        : draft.kind !== 'question'
          ? 'Groups and repeats cannot be saved as properties of entities.'
          : !entities.some((entity) => entity.list === list)
            ? `There is no list of entities ${list === '' ? 'named here: write LIST#property' : `"${list}"`}.`
            : propertyNameProblem(property);
    const key = JSON.stringify([list, property]);
    const before = assigned.get(key);
    if (problem !== null) complaints.error(place, 'entities.saveTo', problem);
    else if (before !== undefined)
      complaints.error(
        place,
        'entities.saveToTwice',
        `The property "${property}" is already saved by row ${before}. Rename or remove one of them.`,
      );
    else found.push({ list, row: draft.row.row, around });
    assigned.set(key, draft.row.row);
  }
  return found;
}

function propertyNameProblem(property: string): string | null {
  if (/^(name|label)$/i.test(property))
    return `"${property}" is reserved. Choose another name for the property.`;
  if (property.startsWith('__') || !isXmlName(property))
    return `"${property.slice(0, 100)}" cannot name a property. ${xmlNameRule}`;
  return null;
}

/** Lists of entities that a form writes to (tier 3): checked and kept for export; Fieldbook keeps no such lists. */
export interface EntityLists {
  readonly names: ReadonlySet<string>;
  /** The rows of the sheet as JSON, for export. */
  readonly text: string;
}

interface EntityRow {
  readonly row: KeyedRow;
  readonly list: string;
}

/** Read the entities sheet and the `save_to` column; null when the form has neither. */
export function readEntityLists(
  context: SurveyContext,
  sheets: readonly ParsedSheet[],
  drafts: readonly DraftNode[],
  index: DraftNameIndex,
): EntityLists | null {
  const { complaints } = context;
  const sheet = findFormSheet(sheets, 'entities');
  if (!sheet)
    for (const name of findSimilarSheets(sheets, 'entities'))
      complaints.warning(
        { sheet: name },
        'sheet.similar',
        'Is this the sheet "entities"? It is not read under this name. Rename it, or begin its name with an underscore.',
      );
  const table = sheet ? readSheetTable(sheet, 'entities', { quotes: true, spaces: false }, complaints) : null;
  const entities = table ? readEntityRows(context, table, index) : [];
  const properties = readSavedProperties(context, drafts, entities);
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

function readEntityRows(
  context: SurveyContext,
  table: SheetTable,
  index: DraftNameIndex,
): readonly EntityRow[] {
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
    const place = cellPlaceOf(table.sheet, row.row, dataset);
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
        `"${list.slice(0, 100)}" cannot name a list of entities. ${xmlNameRule} There are no periods, and no two underscores at the beginning.`,
      );
    for (const cell of row.cells.values())
      checkCellReferences(context, cell, { sheet: table.sheet, row: row.row }, index);
    const problem = entityModeProblem(text);
    if (problem !== null) complaints.error(cellPlaceOf(table.sheet, row.row), 'entities.mode', problem);
    return { row, list };
  });
}

/** Check the combination of columns: creating needs a label, updating an id, either of both needs both conditions. */
function entityModeProblem(text: (key: string) => string | undefined): string | null {
  const [id, create, update, label] = [
    text('entity_id'),
    text('create_if'),
    text('update_if'),
    text('label'),
  ];
  if (update !== undefined && id === undefined)
    return 'Updating entities needs an "entity_id". Add one, or move the condition to "create_if".';
  if (id !== undefined && create !== undefined && update === undefined)
    return 'With both "entity_id" and "create_if" there must be an "update_if". Add one, or remove the entity_id.';
  if (id === undefined && label === undefined)
    return 'Creating entities needs a "label". Add one, or an "entity_id" to update them.';
  return null;
}
