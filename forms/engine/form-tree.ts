import type { XPathNode } from '../xml/xml-node.ts';
import type { FormNode } from './form.ts';
import { createComputed, type FormCore, type SignalOwner } from './form-core.ts';
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
  setNodes(formCore: FormCore, heldNodes: readonly HeldFormNode[]): void {
    this.#nodes = heldNodes;
    this.#byName = new Map(heldNodes.map((node) => [localNameOf(node.definition.name), node]));
    const hasRows = heldNodes.some(({ element }) => element === undefined);
    this.#changing = hasRows
      ? createComputed(formCore, null, noChildElements, () => heldNodes.flatMap(elementsOfChild))
      : null;
    this.#constant = hasRows ? noChildElements : heldNodes.flatMap(elementsOfChild);
    this.#alone = new Map(
      heldNodes.flatMap((heldNode) =>
        heldNode.element === undefined ? [] : [[heldNode.element.name, [heldNode.element]]],
      ),
    );
  }

  elements(): readonly XPathNode[] {
    return this.#changing === null ? this.#constant : this.#changing.read();
  }

  elementsNamed(name: string): readonly XPathNode[] {
    const alone = this.#alone.get(name);
    if (alone !== undefined) return alone;
    const heldNode = this.#byName.get(name);
    return heldNode === undefined ? noChildElements : elementsOfChild(heldNode);
  }

  text(): string {
    return this.elements()
      .map((element) => element.text())
      .join('');
  }

  release(): void {
    this.#changing?.release();
    for (const heldNode of this.#nodes) heldNode.release();
  }
}

const noChildElements: readonly XPathNode[] = [];

const elementsOfChild = (heldNode: HeldFormNode): readonly XPathNode[] =>
  heldNode.element === undefined ? heldNode.rowElements() : [heldNode.element];

const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1);

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

  constructor(formCore: FormCore, name: string, parent: XPathNode | null, elementContent: ElementContent) {
    const colon = name.indexOf(':');
    this.name = name.slice(colon + 1);
    this.prefix = colon < 0 ? '' : name.slice(0, colon);
    this.parent = parent;
    this.#core = formCore;
    this.#content = elementContent;
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
    for (const childNode of this.#content.elements())
      if (childNode instanceof FormElement) after = childNode.renumber(after);
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

  setElement(formElement: FormElement): void {
    this.#element = formElement;
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
