import type { DataElement } from '../data-element.ts';
import type { ChoiceList, Words } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';

/** Further data and choice lists as expressions walk them: a tree that never changes. */
export class StaticNode implements TreeNode {
  readonly kind: 'root' | 'element' | 'attribute' | 'text';
  readonly name: string;
  readonly prefix: string;
  readonly namespace = '';
  readonly parent: StaticNode | null;
  readonly #content: string;
  readonly #order: number;
  #children: readonly StaticNode[] = [];
  #attributes: readonly StaticNode[] = [];
  #byName: ReadonlyMap<string, readonly StaticNode[]> | null = null;

  constructor(
    kind: StaticNode['kind'],
    name: string,
    parent: StaticNode | null,
    content: string,
    counter: { next: number },
  ) {
    const colon = name.indexOf(':');
    this.kind = kind;
    this.name = name.slice(colon + 1);
    this.prefix = colon < 0 ? '' : name.slice(0, colon);
    this.parent = parent;
    this.#content = content;
    this.#order = counter.next;
    counter.next += 1;
  }

  /** Called once, while the tree is built. */
  fill(attributes: readonly StaticNode[], children: readonly StaticNode[]): this {
    this.#attributes = attributes;
    this.#children = children;
    return this;
  }

  children(): readonly StaticNode[] {
    return this.#children;
  }

  childrenNamed(name: string): readonly StaticNode[] {
    this.#byName ??= elementsByName(this.#children);
    return this.#byName.get(name) ?? none;
  }

  attributes(): readonly StaticNode[] {
    return this.#attributes;
  }

  text(): string {
    if (this.#children.length === 0) return this.#content;
    return this.#children.map((child) => child.text()).join('');
  }

  order(): number {
    return this.#order;
  }
}

const none: readonly StaticNode[] = [];

function elementsByName(nodes: readonly StaticNode[]): ReadonlyMap<string, readonly StaticNode[]> {
  const found = new Map<string, StaticNode[]>();
  for (const node of nodes) {
    if (node.kind !== 'element') continue;
    const alike = found.get(node.name);
    if (alike === undefined) found.set(node.name, [node]);
    else alike.push(node);
  }
  return found;
}

/** The tree of `instance(id)`: its root holds the given element. */
export function dataTree(data: DataElement): StaticNode {
  const counter = { next: 0 };
  const root = new StaticNode('root', '', null, '', counter);
  return root.fill([], [elementOf(data, root, counter)]);
}

/** A choice list as `instance(list)` gives it: `root/item` with `name`, `label` and the further columns. */
export function choiceTree(
  list: ChoiceList,
  wordsOf: (words: Words | undefined) => string | null,
): StaticNode {
  const children = list.choices.map((choice): DataElement => {
    const label = wordsOf(choice.label);
    const columns = Object.entries(choice.columns ?? {}).map(([name, text]) => ({ name, text }));
    const given = new Set(columns.map(({ name }) => name));
    return {
      name: 'item',
      children: [
        { name: 'name', text: choice.name },
        ...(label === null || given.has('label') ? [] : [{ name: 'label', text: label }]),
        ...columns,
      ],
    };
  });
  return dataTree({ name: 'root', children });
}

function elementOf(data: DataElement, parent: StaticNode, counter: { next: number }): StaticNode {
  const text = data.text ?? '';
  const node = new StaticNode('element', data.name, parent, text, counter);
  const attributes = Object.entries(data.attributes ?? {}).map(
    ([name, value]) => new StaticNode('attribute', name, node, value, counter),
  );
  const children = (data.children ?? []).map((child) => elementOf(child, node, counter));
  const isLeaf = children.length === 0 && text !== '';
  return node.fill(attributes, isLeaf ? [new StaticNode('text', '', node, text, counter)] : children);
}
