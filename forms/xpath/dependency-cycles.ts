/** A value or status that follows from others, such as a calculation. */
export interface DependentValue {
  readonly id: string;
  /** The author's name, for the message. */
  readonly name: string;
  /** Ids of its sources; sources that depend on nothing may be missing. */
  readonly dependsOn: readonly string[];
}

/** A circle of dependencies: none of its members ever has a value. */
interface DependencyCycle {
  readonly ids: readonly string[];
  /** `${a} -> ${b} -> ${a}`. */
  readonly path: string;
}

/**
 * Find one cycle for each knot of dependents, in the order of the list. An empty list means that all can be
 * evaluated.
 */
export function findDependencyCycles(dependentValues: readonly DependentValue[]): readonly DependencyCycle[] {
  const byId = new Map(dependentValues.map((dependentValue) => [dependentValue.id, dependentValue]));
  const done = new Set<string>();
  const dependencyCycles: DependencyCycle[] = [];

  for (const start of dependentValues) {
    // With a stack of its own: a chain may be as long as a form.
    const way: { readonly dependent: DependentValue; next: number }[] = [];
    const indexById = new Map<string, number>();
    const enter = (dependentValue: DependentValue): void => {
      indexById.set(dependentValue.id, way.length);
      way.push({ dependent: dependentValue, next: 0 });
    };
    if (!done.has(start.id)) enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { dependent, next } = here;
      here.next += 1;
      const id = dependent.dependsOn[next];
      if (id === undefined) {
        way.pop();
        indexById.delete(dependent.id);
        done.add(dependent.id);
        continue;
      }
      const index = indexById.get(id);
      const needed = byId.get(id);
      if (index !== undefined) {
        dependencyCycles.push(describeCycle(way.slice(index).map((step) => step.dependent)));
        // The whole way leads into this cycle, which is reported once.
        for (const step of way) done.add(step.dependent.id);
        break;
      }
      if (needed !== undefined && !done.has(id)) enter(needed);
    }
  }
  return dependencyCycles;
}

function describeCycle(round: readonly DependentValue[]): DependencyCycle {
  const names = round.map(({ name }) => `\${${name}}`);
  return { ids: round.map(({ id }) => id), path: [...names, names[0] ?? ''].join(' -> ') };
}
