// vitest 5 asks for Node 22 and calls two functions that Node 20 lacks, one of them when it prints failures: a red
// run would end in a crash instead of its reasons. Imported by vitest.config.ts, which runs in vitest's own process.

const map = /** @type {any} */ (Map);
map.groupBy ??= (
  /** @type {Iterable<unknown>} */ items,
  /** @type {(item: unknown, index: number) => unknown} */ keyOf,
) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

const promise = /** @type {any} */ (Promise);
promise.withResolvers ??= () => {
  /** @type {any} */
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
