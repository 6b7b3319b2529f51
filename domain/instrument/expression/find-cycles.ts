/** Something with a value or a state that follows from others, such as a calculation. */
export interface Dependent {
  readonly id: string;
  /** The author's name, for the message. */
  readonly name: string;
  /** Ids of what it is made of; those that depend on nothing need not be there. */
  readonly dependsOn: readonly string[];
}

/** A round in which each is needed for the next, so that none of them ever has a value. */
export interface Cycle {
  readonly ids: readonly string[];
  /** `${a} -> ${b} -> ${a}`. */
  readonly path: string;
}

/** One cycle for each knot of dependents, in the order of the list; an empty list means that all can be evaluated. */
export function findCycles(dependents: readonly Dependent[]): readonly Cycle[] {
  const byId = new Map(dependents.map((one) => [one.id, one]));
  const done = new Set<string>();
  const cycles: Cycle[] = [];

  for (const start of dependents) {
    // With a stack of its own: a chain may be as long as a form.
    const way: { readonly dependent: Dependent; next: number }[] = [];
    const placeById = new Map<string, number>();
    const enter = (dependent: Dependent): void => {
      placeById.set(dependent.id, way.length);
      way.push({ dependent, next: 0 });
    };
    if (!done.has(start.id)) enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { dependent, next } = here;
      here.next += 1;
      const id = dependent.dependsOn[next];
      if (id === undefined) {
        way.pop();
        placeById.delete(dependent.id);
        done.add(dependent.id);
        continue;
      }
      const place = placeById.get(id);
      const needed = byId.get(id);
      if (place !== undefined) {
        cycles.push(cycleOf(way.slice(place).map((step) => step.dependent)));
        // Everything on the way leads into this knot: it is told once.
        for (const step of way) done.add(step.dependent.id);
        break;
      }
      if (needed !== undefined && !done.has(id)) enter(needed);
    }
  }
  return cycles;
}

function cycleOf(round: readonly Dependent[]): Cycle {
  const names = round.map(({ name }) => `\${${name}}`);
  return { ids: round.map(({ id }) => id), path: [...names, names[0] ?? ''].join(' -> ') };
}
