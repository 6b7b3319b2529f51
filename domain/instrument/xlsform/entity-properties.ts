import { placeOf } from './complaints.ts';
import { walkDrafts, type Draft, type DraftContainer } from './draft.ts';
import type { EntityRow } from './entities.ts';
import { isXmlName, nameRule } from './names.ts';
import type { FormContext } from './survey-reading.ts';

/** A question whose answer becomes a property of an entity. */
export interface SaveTo {
  readonly list: string;
  readonly row: number;
  readonly around: readonly DraftContainer[];
}

/** Reads the `save_to` column: `property`, or `list#property` when there are several lists. */
export function saveTos(
  context: FormContext,
  drafts: readonly Draft[],
  entities: readonly EntityRow[],
): readonly SaveTo[] {
  const { complaints, survey } = context;
  const found: SaveTo[] = [];
  const assigned = new Map<string, number>();
  for (const { draft, around } of walkDrafts(drafts)) {
    const cell = draft.row.cells.get('bind::entities:saveto');
    if (!cell) continue;
    const place = placeOf(survey.sheet, draft.row.row, cell);
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
            : propertyProblem(property);
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

function propertyProblem(property: string): string | null {
  if (/^(name|label)$/i.test(property))
    return `"${property}" is reserved. Choose another name for the property.`;
  if (property.startsWith('__') || !isXmlName(property))
    return `"${property.slice(0, 100)}" cannot name a property. ${nameRule}`;
  return null;
}
