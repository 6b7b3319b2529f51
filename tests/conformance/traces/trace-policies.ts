import { Instrument, type NodeDefinition } from '#forms/model/instrument.ts';

/**
 * Places where Fieldbook differs from ODK's engine on purpose (docs/forms.md), told apart from mistakes. `ownRows`:
 * absolute paths mean the own row; the engine takes them as written. `derived`: nobody writes over a calculation; the
 * engine lets a person. `metadata`: the engine adds `meta/instanceID` to a form without it.
 */
export type Policy = 'ownRows' | 'derived' | 'metadata';

/** The instrument with absolute paths that mean all rows, as the engine reads them: a predicate says so. */
export function asWritten(instrument: Instrument): Instrument {
  const repeats: string[] = [];
  const walk = (nodeDefinitions: readonly NodeDefinition[], path: string): void => {
    for (const nodeDefinition of nodeDefinitions) {
      const below = `${path}/${nodeDefinition.name}`;
      if (nodeDefinition.kind === 'repeat') repeats.push(below);
      if ('nodes' in nodeDefinition) walk(nodeDefinition.nodes, below);
    }
  };
  walk(instrument.nodes, `/${instrument.rootName}`);
  const inner = [...repeats].sort((a, b) => b.length - a.length);
  const rewritten = JSON.stringify(instrument.nodes, (_key, value: unknown) => {
    if (typeof value !== 'string' || !value.includes('/')) return value;
    return inner.reduce(
      (text, path) =>
        text.replaceAll(new RegExp(`(?<![\\w)\\].])${escaped(path)}(?=\\s*/)`, 'g'), `${path}[true()]`),
      value,
    );
  });
  return Instrument.parse({ ...instrument, nodes: JSON.parse(rewritten) });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names of all nodes that may depend on the given one, by their expressions and those around them. */
export function followersOf(instrument: Instrument, name: string): ReadonlySet<string> {
  const parts: { readonly name: string; readonly says: string; readonly around: string | null }[] = [];
  const walk = (nodeDefinitions: readonly NodeDefinition[], around: string | null): void => {
    for (const nodeDefinition of nodeDefinitions) {
      const { nodes: below, ...own } =
        'nodes' in nodeDefinition ? nodeDefinition : { ...nodeDefinition, nodes: [] };
      parts.push({ name: nodeDefinition.name, says: JSON.stringify(own), around });
      walk(below, nodeDefinition.name);
    }
  };
  walk(instrument.nodes, null);
  const found = new Set([name]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const part of parts) {
      const isBelow = part.around !== null && found.has(part.around);
      if (
        isBelow ||
        [...found].some((one) => part.says.includes(`/${one}`) || part.says.includes(`{${one}}`))
      )
        found.add(part.name);
    }
  }
  return found;
}
