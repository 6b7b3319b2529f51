/** Ends of a link besides laptops, by name. */
export const headquartersEnd = 'headquarters';
export const hubEnd = 'hub';

/** One direction between two ends. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Directions between laptops, the hub and headquarters that let nothing through. Messages in them vanish silently. */
export class Links {
  readonly #stopped = new Map<string, Link>();

  passes(from: string, to: string): boolean {
    return !this.#stopped.has(keyOf({ from, to }));
  }

  stop(link: Link): void {
    this.#stopped.set(keyOf(link), link);
  }

  heal(link: Link): void {
    this.#stopped.delete(keyOf(link));
  }

  /** In the order in which they were stopped. */
  get stopped(): readonly Link[] {
    return [...this.#stopped.values()];
  }

  healAll(): void {
    this.#stopped.clear();
  }
}

const keyOf = ({ from, to }: Link): string => `${from} > ${to}`;

/** Both directions between every two of these, but for the hub and headquarters, which never meet. */
export const linksAmong = (laptops: readonly string[]): readonly Link[] =>
  laptops.flatMap((from) =>
    [headquartersEnd, hubEnd, ...laptops]
      .filter((to) => to !== from)
      .flatMap((to) =>
        to === headquartersEnd || to === hubEnd
          ? [
              { from, to },
              { from: to, to: from },
            ]
          : [{ from, to }],
      ),
  );
