import type { Group, Instrument, Node, Note, Qid, Question, Repeat } from '../instrument.ts';

/** One node of an instrument, with its place: what is the same for all rows. */
export interface Place<Definition extends Node | null = Node | null> {
  readonly definition: Definition;
  readonly parent: Place | null;
  /** Names from the root's own on. */
  readonly path: readonly string[];
  /** Repeats around it, outermost first; a repeat is not around itself. */
  readonly repeats: readonly Place<Repeat>[];
  readonly children: readonly Place[];
  /** Grows in document order. */
  readonly order: number;
}

/** An instrument as a form walks it. */
export interface Plan {
  readonly instrument: Instrument;
  readonly root: Place<null>;
  readonly byQid: ReadonlyMap<Qid, Place>;
  readonly byName: ReadonlyMap<string, readonly Place[]>;
}

/** Gives every node its place. */
export function planOf(instrument: Instrument): Plan {
  const byQid = new Map<Qid, Place>();
  const byName = new Map<string, Place[]>();
  let order = 0;

  const place = (definition: Node, parent: Place, repeats: readonly Place<Repeat>[]): Place => {
    const children: Place[] = [];
    order += 1;
    const made = { definition, parent, path: [...parent.path, definition.name], repeats, children, order };
    byQid.set(definition.qid, made);
    const alike = byName.get(definition.name);
    if (alike === undefined) byName.set(definition.name, [made]);
    else alike.push(made);
    if ('nodes' in definition) {
      const inside = isRepeat(made) ? [...repeats, made] : repeats;
      for (const child of definition.nodes) children.push(place(child, made, inside));
    }
    return made;
  };

  const children: Place[] = [];
  const root: Place<null> = {
    definition: null,
    parent: null,
    path: [instrument.rootName],
    repeats: [],
    children,
    order: 0,
  };
  for (const node of instrument.nodes) children.push(place(node, root, []));
  return { instrument, root, byQid, byName };
}

export const isQuestion = (place: Place): place is Place<Question> => place.definition?.kind === 'question';
export const isNote = (place: Place): place is Place<Note> => place.definition?.kind === 'note';
export const isGroup = (place: Place): place is Place<Group> => place.definition?.kind === 'group';
export const isRepeat = (place: Place): place is Place<Repeat> => place.definition?.kind === 'repeat';

/** The node that `${name}` means at a place: of several with that name, the one that shares most of its road. */
export function placeNamed(plan: Plan, name: string, at: Place): Place | null {
  const candidates = plan.byName.get(name) ?? [];
  let best: Place | null = null;
  let bestShared = -1;
  for (const candidate of candidates) {
    const shared = sharedSteps(candidate.path, at.path);
    if (shared <= bestShared) continue;
    best = candidate;
    bestShared = shared;
  }
  if (best === null && name === plan.instrument.rootName) return plan.root;
  return best;
}

/** How many names two paths have in common at their beginnings. */
export function sharedSteps(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/**
 * The innermost repeat around both a node and what refers to it: the reference means the row that the two share. A
 * reference to the repeat itself means all its rows, so for it only repeats further out count.
 */
export function commonRepeat(target: Place, at: Place): Place<Repeat> | null {
  const around = isRepeat(at) ? [...at.repeats, at] : at.repeats;
  return target.repeats.findLast((repeat) => around.includes(repeat)) ?? null;
}
