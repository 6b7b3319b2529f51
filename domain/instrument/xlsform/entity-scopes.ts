import { placeOf } from './complaints.ts';
import type { DraftContainer } from './draft.ts';
import type { EntityRow } from './entities.ts';
import type { SaveTo } from './entity-properties.ts';
import type { NameIndex } from './name-index.ts';
import { referencesIn } from './names.ts';
import type { FormContext } from './survey-reading.ts';

// Where the record of an entity stands in a form: in the innermost repeat that its references share, in a group of its
// own. Each container holds one, and nothing of another entity may stand between a property and its record.

type Road = readonly DraftContainer[];

interface Placing {
  readonly entity: EntityRow;
  readonly saves: readonly SaveTo[];
  /** Containers that could hold it, innermost first; null is the form itself. */
  readonly candidates: readonly (DraftContainer | null)[];
}

/** Checks that every entity has a place. */
export function checkEntityScopes(
  context: FormContext,
  sheet: string,
  entities: readonly EntityRow[],
  properties: readonly SaveTo[],
  index: NameIndex,
): void {
  const { complaints } = context;
  const placings: Placing[] = [];
  for (const entity of entities) {
    const saves = properties.filter(({ list }) => list === entity.list);
    const variables = [...entity.row.cells.values()]
      .flatMap(({ text }) => referencesIn(text) ?? [])
      .map(({ name }) => index.find(name)?.around ?? null)
      .filter((road) => road !== null);
    const scope = scopeOf(
      saves.map(({ around }) => around),
      variables,
    );
    if (!scope) {
      complaints.error(
        placeOf(sheet, entity.row.row),
        'entities.scope',
        `The entity "${entity.list}" takes values from different repeats. Copy them into one repeat with calculations first.`,
      );
      return;
    }
    const deepest = variables.reduce((most, road) => (road.length > most.length ? road : most), scope);
    const roads = saves.length > 0 ? saves.map(({ around }) => around) : [deepest];
    placings.push({ entity, saves, candidates: candidatesOf(roads, scope) });
  }
  if (!place(placings, [], { left: 5_000 }))
    complaints.error(
      placeOf(sheet, placings.at(-1)?.entity.row.row ?? 2),
      'entities.places',
      'Each group or repeat holds one entity, and there are more entities than places. Put their questions in groups of their own.',
    );
}

/** The innermost repeat that all references agree on, with the containers around it. */
function scopeOf(saves: readonly Road[], variables: readonly Road[]): Road | null {
  const repeatsOf = (road: Road): Road =>
    road.slice(0, road.findLastIndex(({ kind }) => kind === 'repeat') + 1);
  const [first, ...others] = saves.map(repeatsOf);
  if (others.some((road) => road.at(-1) !== first?.at(-1))) return null;
  let scope: Road = first ?? [];
  for (const road of variables.map(repeatsOf)) {
    const [outer, inner] = road.length > scope.length ? [scope, road] : [road, scope];
    const last = outer.at(-1);
    if (last && !inner.includes(last)) return null;
    if (saves.length > 0 && inner !== scope && inner.length > scope.length) return null;
    scope = inner;
  }
  return scope;
}

function candidatesOf(roads: readonly Road[], scope: Road): readonly (DraftContainer | null)[] {
  const [first = scope] = roads;
  let shared = 0;
  while (shared < first.length && roads.every((road) => road[shared] === first[shared])) shared += 1;
  const inner = first.slice(0, Math.max(shared, scope.length));
  const within = inner.slice(scope.length).toReversed();
  return [...within, scope.at(-1) ?? null];
}

/** Tries the innermost places first, within a bound on attempts. */
function place(
  placings: readonly Placing[],
  chosen: readonly (DraftContainer | null)[],
  budget: { left: number },
): boolean {
  const next = placings[chosen.length];
  if (!next) return isApart(placings, chosen);
  return next.candidates.some((candidate) => {
    budget.left -= 1;
    return budget.left > 0 && !chosen.includes(candidate) && place(placings, [...chosen, candidate], budget);
  });
}

function isApart(placings: readonly Placing[], chosen: readonly (DraftContainer | null)[]): boolean {
  return placings.every(({ saves }, at) =>
    saves.every(({ around }) => {
      const own = chosen[at] ?? null;
      const between = own === null ? around : around.slice(around.indexOf(own) + 1);
      return !between.some((container) => chosen.includes(container));
    }),
  );
}
