import type { XPathNode } from '../xml/xml-node.ts';
import { createComputed, type FormCore, type SignalOwner } from './form-core.ts';
import type { ChoiceList, DataElement, LocalizedText } from '../model/instrument.ts';
import type { FormNode } from './form.ts';
import type { ComputedSignal } from './signal-graph.ts';

/** A node of a form for its parent: an element, or the elements of a repeat's rows. */
export type HeldFormNode = FormNode & { release(): void } & (
    | { readonly element: XPathNode }
    | { readonly element?: undefined; rowElements(): readonly XPathNode[] }
  );

/** Nodes below a group, a row or the root, for the screen and for expressions. */
export class FormChildren implements ElementContent {
  #nodes: readonly HeldFormNode[] = [];
  #byName: ReadonlyMap<string, HeldFormNode> = new Map();
  /** With repeats the elements change; else they are constant. */
  #changing: ComputedSignal<readonly XPathNode[], SignalOwner> | null = null;
  #constant: readonly XPathNode[] = noChildElements;
  #alone: ReadonlyMap<string, readonly XPathNode[]> = new Map();

  get nodes(): readonly HeldFormNode[] {
    return this.#nodes;
  }

  /** Called once: nodes need the element of this content, so it exists before they do. */
  setNodes(core: FormCore, nodes: readonly HeldFormNode[]): void {
    this.#nodes = nodes;
    this.#byName = new Map(nodes.map((node) => [localNameOf(node.definition.name), node]));
    const hasRows = nodes.some(({ element }) => element === undefined);
    this.#changing = hasRows
      ? createComputed(core, null, noChildElements, () => nodes.flatMap(elementsOfChild))
      : null;
    this.#constant = hasRows ? noChildElements : nodes.flatMap(elementsOfChild);
    this.#alone = new Map(
      nodes.flatMap((node) => (node.element === undefined ? [] : [[node.element.name, [node.element]]])),
    );
  }

  elements(): readonly XPathNode[] {
    return this.#changing === null ? this.#constant : this.#changing.read();
  }

  elementsNamed(name: string): readonly XPathNode[] {
    const alone = this.#alone.get(name);
    if (alone !== undefined) return alone;
    const node = this.#byName.get(name);
    return node === undefined ? noChildElements : elementsOfChild(node);
  }

  text(): string {
    return this.elements()
      .map((element) => element.text())
      .join('');
  }

  release(): void {
    this.#changing?.release();
    for (const node of this.#nodes) node.release();
  }
}

const noChildElements: readonly XPathNode[] = [];

const elementsOfChild = (node: HeldFormNode): readonly XPathNode[] =>
  node.element === undefined ? node.rowElements() : [node.element];

const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1);

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
  fill(attributes: readonly StaticTreeNode[], children: readonly StaticTreeNode[]): this {
    this.#attributes = attributes;
    this.#children = children;
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
  nodes: readonly StaticTreeNode[],
): ReadonlyMap<string, readonly StaticTreeNode[]> {
  const found = new Map<string, StaticTreeNode[]>();
  for (const node of nodes) {
    if (node.kind !== 'element') continue;
    const alike = found.get(node.name);
    if (alike === undefined) found.set(node.name, [node]);
    else alike.push(node);
  }
  return found;
}

/** The tree of `instance(id)`: its root holds the given element. */
export function buildDataTree(data: DataElement): StaticTreeNode {
  const counter = { next: 0 };
  const root = new StaticTreeNode('root', '', null, '', counter);
  return root.fill([], [buildStaticElement(data, root, counter)]);
}

/** A choice list as `instance(list)` gives it: `root/item` with `name`, `label` and the further columns. */
export function buildChoiceTree(
  list: ChoiceList,
  wordsOf: (words: LocalizedText | undefined) => string | null,
): StaticTreeNode {
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
  return buildDataTree({ name: 'root', children });
}

function buildStaticElement(
  data: DataElement,
  parent: StaticTreeNode,
  counter: { next: number },
): StaticTreeNode {
  const text = data.text ?? '';
  const node = new StaticTreeNode('element', data.name, parent, text, counter);
  const attributes = Object.entries(data.attributes ?? {}).map(
    ([name, value]) => new StaticTreeNode('attribute', name, node, value, counter),
  );
  const children = (data.children ?? []).map((child) => buildStaticElement(child, node, counter));
  const isLeaf = children.length === 0 && text !== '';
  return node.fill(attributes, isLeaf ? [new StaticTreeNode('text', '', node, text, counter)] : children);
}

/** Content of an element: a question, a group or a row. */
export interface ElementContent {
  text(): string;
  /** Elements below, in document order. */
  elements(): readonly XPathNode[];
  elementsNamed(name: string): readonly XPathNode[];
}

/** Content of a note, and of a row that does not exist: nothing. */
export const emptyElementContent: ElementContent = {
  text: () => '',
  elements: () => [],
  elementsNamed: () => [],
};

/** A node of a form for expressions. */
export class FormElement implements XPathNode {
  readonly kind = 'element';
  readonly name: string;
  readonly prefix: string;
  readonly namespace = '';
  readonly parent: XPathNode | null;
  readonly #core: FormCore;
  readonly #content: ElementContent;
  #order = 0;
  #version = -1;

  constructor(core: FormCore, name: string, parent: XPathNode | null, content: ElementContent) {
    const colon = name.indexOf(':');
    this.name = name.slice(colon + 1);
    this.prefix = colon < 0 ? '' : name.slice(0, colon);
    this.parent = parent;
    this.#core = core;
    this.#content = content;
  }

  children(): readonly XPathNode[] {
    const elements = this.#content.elements();
    if (elements.length > 0) return elements;
    const text = this.#content.text();
    return text === '' ? elements : [new FormTextNode(this, text)];
  }

  childrenNamed(name: string): readonly XPathNode[] {
    return this.#content.elementsNamed(name);
  }

  attributes(): readonly XPathNode[] {
    return noElementNodes;
  }

  text(): string {
    return this.#content.text();
  }

  order(): number {
    const { numbering } = this.#core;
    if (this.#version !== numbering.version) numbering.renumber();
    return this.#order;
  }

  /**
   * Number this element and those below, from `next`.
   * @returns the number after the last
   */
  renumber(next: number): number {
    this.#version = this.#core.numbering.version;
    this.#order = next;
    let after = next + 2;
    for (const child of this.#content.elements())
      if (child instanceof FormElement) after = child.renumber(after);
    return after;
  }
}

/** The document of the form's element. */
export class FormRootNode implements XPathNode {
  readonly kind = 'root';
  readonly name = '';
  readonly prefix = '';
  readonly namespace = '';
  readonly parent = null;
  #element: FormElement | null = null;

  setElement(element: FormElement): void {
    this.#element = element;
  }

  children(): readonly XPathNode[] {
    return this.#element === null ? noElementNodes : [this.#element];
  }

  childrenNamed(name: string): readonly XPathNode[] {
    return this.#element?.name === name ? [this.#element] : noElementNodes;
  }

  attributes(): readonly XPathNode[] {
    return noElementNodes;
  }

  text(): string {
    return this.#element?.text() ?? '';
  }

  order(): number {
    return -1;
  }
}

class FormTextNode implements XPathNode {
  readonly kind = 'text';
  readonly name = '';
  readonly prefix = '';
  readonly namespace = '';
  readonly parent: FormElement;
  readonly #text: string;

  constructor(parent: FormElement, text: string) {
    this.parent = parent;
    this.#text = text;
  }

  children(): readonly XPathNode[] {
    return noElementNodes;
  }

  childrenNamed(): readonly XPathNode[] {
    return noElementNodes;
  }

  attributes(): readonly XPathNode[] {
    return noElementNodes;
  }

  text(): string {
    return this.#text;
  }

  order(): number {
    return this.parent.order() + 1;
  }
}

const noElementNodes: readonly XPathNode[] = [];
