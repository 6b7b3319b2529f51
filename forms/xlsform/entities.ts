import type { ParsedSheet } from '../workbook/workbook.ts';
import { isXmlName, xmlNameRule } from './cell-words.ts';
import { checkCellReferences } from './check-references.ts';
import { parseNameReferences } from './name-references.ts';
import { cellAddressOf, type KeyedRow } from './sheet-cell.ts';
import {
  type DraftContainer,
  type DraftNameIndex,
  type DraftNode,
  type SurveyContext,
  walkDrafts,
} from './survey-context.ts';
import { findFormSheet, findSimilarSheets, readSheetTable, type SheetTable } from './table.ts';

// Container of an entity's record in a form: a group in the innermost repeat that its references share. Each container
// holds one. No part of another entity may be between a property and its record.

type ContainerPath = readonly DraftContainer[];

interface EntityPlacing {
  readonly entity: EntityRow;
  readonly saves: readonly SavedProperty[];
  /** Containers that could hold it, innermost first; null is the form itself. */
  readonly candidates: readonly (DraftContainer | null)[];
}

/** Check that every entity has a container. */
function checkEntityScopes(
  context: SurveyContext,
  sheet: string,
  entityRows: readonly EntityRow[],
  savedProperties: readonly SavedProperty[],
  index: DraftNameIndex,
): void {
  const { diagnostics } = context;
  const entityPlacings: EntityPlacing[] = [];
  for (const entityRow of entityRows) {
    const saves = savedProperties.filter(({ list }) => list === entityRow.list);
    const variables = [...entityRow.row.cells.values()]
      .flatMap(({ text }) => parseNameReferences(text) ?? [])
      .map(({ name }) => index.find(name)?.around ?? null)
      .filter((road) => road !== null);
    const scope = commonScopeOf(
      saves.map(({ around }) => around),
      variables,
    );
    if (!scope) {
      diagnostics.error(
        cellAddressOf(sheet, entityRow.row.row),
        'entities.scope',
        `The entity "${entityRow.list}" takes values from different repeats. Copy them into one repeat with calculations first.`,
      );
      return;
    }
    const deepest = variables.reduce((most, road) => (road.length > most.length ? road : most), scope);
    const roads = saves.length > 0 ? saves.map(({ around }) => around) : [deepest];
    entityPlacings.push({ entity: entityRow, saves, candidates: candidateContainersOf(roads, scope) });
  }
  if (!assignContainers(entityPlacings, [], { left: 5_000 }))
    diagnostics.error(
      cellAddressOf(sheet, entityPlacings.at(-1)?.entity.row.row ?? 2),
      'entities.places',
      'Each group or repeat can save one entity, and there are more entities than groups. Put the questions of each entity in a group of its own.',
    );
}

/** The innermost repeat that all references agree on, with the containers around it. */
function commonScopeOf(
  saves: readonly ContainerPath[],
  variables: readonly ContainerPath[],
): ContainerPath | null {
  const repeatsOf = (containerPath: ContainerPath): ContainerPath =>
    containerPath.slice(0, containerPath.findLastIndex(({ kind }) => kind === 'repeat') + 1);
  const [firstContainerPath, ...otherContainerPaths] = saves.map(repeatsOf);
  if (otherContainerPaths.some((containerPath) => containerPath.at(-1) !== firstContainerPath?.at(-1)))
    return null;
  let scope: ContainerPath = firstContainerPath ?? [];
  for (const containerPath of variables.map(repeatsOf)) {
    const [outer, inner] =
      containerPath.length > scope.length ? [scope, containerPath] : [containerPath, scope];
    const lastDraftContainer = outer.at(-1);
    if (lastDraftContainer && !inner.includes(lastDraftContainer)) return null;
    if (saves.length > 0 && inner !== scope && inner.length > scope.length) return null;
    scope = inner;
  }
  return scope;
}

function candidateContainersOf(
  roads: readonly ContainerPath[],
  scope: ContainerPath,
): readonly (DraftContainer | null)[] {
  const [firstContainerPath = scope] = roads;
  let shared = 0;
  while (
    shared < firstContainerPath.length &&
    roads.every((containerPath) => containerPath[shared] === firstContainerPath[shared])
  )
    shared += 1;
  const inner = firstContainerPath.slice(0, Math.max(shared, scope.length));
  const within = inner.slice(scope.length).toReversed();
  return [...within, scope.at(-1) ?? null];
}

/** Try the innermost containers first, within a bound on attempts. */
function assignContainers(
  entityPlacings: readonly EntityPlacing[],
  chosenDraftContainers: readonly (DraftContainer | null)[],
  budget: { left: number },
): boolean {
  const nextEntityPlacing = entityPlacings[chosenDraftContainers.length];
  if (!nextEntityPlacing) return areEntitiesApart(entityPlacings, chosenDraftContainers);
  return nextEntityPlacing.candidates.some((candidate) => {
    budget.left -= 1;
    return (
      budget.left > 0 &&
      !chosenDraftContainers.includes(candidate) &&
      assignContainers(entityPlacings, [...chosenDraftContainers, candidate], budget)
    );
  });
}

function areEntitiesApart(
  entityPlacings: readonly EntityPlacing[],
  chosenDraftContainers: readonly (DraftContainer | null)[],
): boolean {
  return entityPlacings.every(({ saves }, at) =>
    saves.every(({ around }) => {
      const ownDraftContainer = chosenDraftContainers[at] ?? null;
      const between =
        ownDraftContainer === null ? around : around.slice(around.indexOf(ownDraftContainer) + 1);
      return !between.some((container) => chosenDraftContainers.includes(container));
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
  draftNodes: readonly DraftNode[],
  entityRows: readonly EntityRow[],
): readonly SavedProperty[] {
  const { diagnostics, survey } = context;
  const foundProperties: SavedProperty[] = [];
  const assigned = new Map<string, number>();
  for (const { draft, around } of walkDrafts(draftNodes)) {
    const sheetCell = draft.row.cells.get('bind::entities:saveto');
    if (!sheetCell) continue;
    const cellAddress = cellAddressOf(survey.sheet, draft.row.row, sheetCell);
    const [first = '', second] = sheetCell.text.split('#');
    const list = second === undefined ? (entityRows.length === 1 ? (entityRows[0]?.list ?? '') : '') : first;
    const property = second ?? first;
    const problem =
      entityRows.length === 0
        ? 'To save answers as properties of entities, add an entities sheet.'
        : draft.kind !== 'question'
          ? 'Groups and repeats cannot be saved as properties of entities.'
          : !entityRows.some((entity) => entity.list === list)
            ? `There is no list of entities ${list === '' ? 'named here: write LIST#property' : `"${list}"`}.`
            : propertyNameProblem(property);
    const key = JSON.stringify([list, property]);
    const before = assigned.get(key);
    if (problem !== null) diagnostics.error(cellAddress, 'entities.saveTo', problem);
    else if (before !== undefined)
      diagnostics.error(
        cellAddress,
        'entities.saveToTwice',
        `The property "${property}" is already saved by row ${before}. Rename or remove one of them.`,
      );
    else foundProperties.push({ list, row: draft.row.row, around });
    assigned.set(key, draft.row.row);
  }
  return foundProperties;
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
  parsedSheets: readonly ParsedSheet[],
  draftNodes: readonly DraftNode[],
  index: DraftNameIndex,
): EntityLists | null {
  const { diagnostics } = context;
  const parsedSheet = findFormSheet(parsedSheets, 'entities');
  if (!parsedSheet)
    for (const name of findSimilarSheets(parsedSheets, 'entities'))
      diagnostics.warning(
        { sheet: name },
        'sheet.similar',
        'Is this the sheet "entities"? It is not read under this name. Rename it, or begin its name with an underscore.',
      );
  const sheetTable = parsedSheet
    ? readSheetTable(parsedSheet, 'entities', { quotes: true, spaces: false }, diagnostics)
    : null;
  const entityRows = sheetTable ? readEntityRows(context, sheetTable, index) : [];
  const savedProperties = readSavedProperties(context, draftNodes, entityRows);
  if (!sheetTable || sheetTable.rows.length === 0) return null;
  diagnostics.warning(
    { sheet: sheetTable.sheet },
    'entities.kept',
    'Fieldbook keeps no lists of entities. This sheet is kept for export.',
  );
  if (!diagnostics.hasErrors())
    checkEntityScopes(context, sheetTable.sheet, entityRows, savedProperties, index);
  return {
    names: new Set(entityRows.map(({ list }) => list)),
    text: JSON.stringify(
      sheetTable.rows.map(({ cells }) =>
        Object.fromEntries(
          [...cells].map(([key, { text }]) => [key, text] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ),
    ),
  };
}

function readEntityRows(
  context: SurveyContext,
  sheetTable: SheetTable,
  index: DraftNameIndex,
): readonly EntityRow[] {
  const { diagnostics } = context;
  for (const { header, letters, isKnown } of sheetTable.columns)
    if (!isKnown)
      diagnostics.error(
        { sheet: sheetTable.sheet, row: sheetTable.headerRow, column: letters },
        'entities.column',
        `The entities sheet has no column "${header}". Check its spelling or delete it.`,
      );
  return sheetTable.rows.map((row) => {
    const text = (key: string): string | undefined => row.cells.get(key)?.text;
    const dataset = row.cells.get('dataset');
    const cellAddress = cellAddressOf(sheetTable.sheet, row.row, dataset);
    const list = dataset?.text ?? '';
    if (list === '')
      diagnostics.error(
        cellAddress,
        'entities.noName',
        'This list of entities has no name. Write one in the column "list_name".',
      );
    else if (list.startsWith('__') || list.includes('.') || !isXmlName(list))
      diagnostics.error(
        cellAddress,
        'entities.name',
        `"${list.slice(0, 100)}" cannot name a list of entities. ${xmlNameRule} There are no periods, and no two underscores at the beginning.`,
      );
    for (const sheetCell of row.cells.values())
      checkCellReferences(context, sheetCell, { sheet: sheetTable.sheet, row: row.row }, index);
    const problem = entityModeProblem(text);
    if (problem !== null)
      diagnostics.error(cellAddressOf(sheetTable.sheet, row.row), 'entities.mode', problem);
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
