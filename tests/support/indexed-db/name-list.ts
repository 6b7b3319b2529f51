/** IndexedDB's `DOMStringList`: names in their order. */
export type NameList = readonly string[] & { contains(name: string): boolean };

export function nameList(names: Iterable<string>): NameList {
  const sorted = [...names].toSorted();
  return Object.assign(sorted, { contains: (name: string) => sorted.includes(name) });
}
