import type { ChoiceList, DataElement, LocalizedText } from '../model/instrument.ts';
import type { XPathNode } from '../xml/xml-node.ts';

/** The tree of `instance(id)`: its root holds the given element. */
export function buildDataTree(data: DataElement): StaticTreeNode {
  const counter = { next: 0 };
  const root = new StaticTreeNode('root', '', null, '', counter);
  return root.fill([], [buildStaticElement(data, root, counter)]);
}

/** Secondary data and choice lists as nodes for expressions: a tree that never changes. */
class StaticTreeNode implements XPathNode {
  readonly kind: 'root' | 'element' | 'attribute' | 'text';
  readonly name: string;
  readonly prefix: string;
  readonly namespace = '';
  readonly parent: StaticTreeNode | null;
  readonly #content: string;
  readonly #order: number;
  #children: readonly StaticTreeNode[] = [];
  #attributes: readonly StaticTreeNode[] = [];
  #byName: ReadonlyMap<string, readonly StaticTreeNode[]> | null = null;

  constructor(
    kind: StaticTreeNode['kind'],
    name: string,
    parent: StaticTreeNode | null,
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
  fill(attributeNodes: readonly StaticTreeNode[], childNodes: readonly StaticTreeNode[]): this {
    this.#attributes = attributeNodes;
    this.#children = childNodes;
    return this;
  }

  children(): readonly StaticTreeNode[] {
    return this.#children;
  }

  childrenNamed(name: string): readonly StaticTreeNode[] {
    this.#byName ??= groupElementsByName(this.#children);
    return this.#byName.get(name) ?? noStaticNodes;
  }

  attributes(): readonly StaticTreeNode[] {
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

const noStaticNodes: readonly StaticTreeNode[] = [];

function groupElementsByName(
  staticTreeNodes: readonly StaticTreeNode[],
): ReadonlyMap<string, readonly StaticTreeNode[]> {
  const found = new Map<string, StaticTreeNode[]>();
  for (const staticTreeNode of staticTreeNodes) {
    if (staticTreeNode.kind !== 'element') continue;
    const alike = found.get(staticTreeNode.name);
    if (alike === undefined) found.set(staticTreeNode.name, [staticTreeNode]);
    else alike.push(staticTreeNode);
  }
  return found;
}

/** A choice list as `instance(list)` gives it: `root/item` with `name`, `label` and the further columns. */
export function buildChoiceTree(
  choiceList: ChoiceList,
  wordsOf: (localizedText: LocalizedText | undefined) => string | null,
): StaticTreeNode {
  const children = choiceList.choices.map((choiceDefinition): DataElement => {
    const label = wordsOf(choiceDefinition.label);
    const columns = Object.entries(choiceDefinition.columns ?? {}).map(([name, text]) => ({ name, text }));
    const given = new Set(columns.map(({ name }) => name));
    return {
      name: 'item',
      children: [
        { name: 'name', text: choiceDefinition.name },
        ...(label === null || given.has('label') ? [] : [{ name: 'label', text: label }]),
        ...columns,
      ],
    };
  });
  return buildDataTree({ name: 'root', children });
}

function buildStaticElement(
  data: DataElement,
  parent: StaticTreeNode,
  counter: { next: number },
): StaticTreeNode {
  const text = data.text ?? '';
  const staticTreeNode = new StaticTreeNode('element', data.name, parent, text, counter);
  const attributeNodes = Object.entries(data.attributes ?? {}).map(
    ([name, value]) => new StaticTreeNode('attribute', name, staticTreeNode, value, counter),
  );
  const childNodes = (data.children ?? []).map((child) => buildStaticElement(child, staticTreeNode, counter));
  const isLeaf = childNodes.length === 0 && text !== '';
  return staticTreeNode.fill(
    attributeNodes,
    isLeaf ? [new StaticTreeNode('text', '', staticTreeNode, text, counter)] : childNodes,
  );
}
