import type { TreeNode } from '../expression/tree-node.ts';
import type { Core } from './core.ts';

/** What stands behind an element: a question, a group or a row. */
export interface Content {
  text(): string;
  /** Elements below, in document order. */
  elements(): readonly TreeNode[];
  elementsNamed(name: string): readonly TreeNode[];
}

/** Of a note, and of a row that is not there: nothing. */
export const noContent: Content = { text: () => '', elements: () => [], elementsNamed: () => [] };

/** A node of a form as expressions walk it. */
export class Element implements TreeNode {
  readonly kind = 'element';
  readonly name: string;
  readonly prefix: string;
  readonly namespace = '';
  readonly parent: TreeNode | null;
  readonly #core: Core;
  readonly #content: Content;
  #order = 0;
  #version = -1;

  constructor(core: Core, name: string, parent: TreeNode | null, content: Content) {
    const colon = name.indexOf(':');
    this.name = name.slice(colon + 1);
    this.prefix = colon < 0 ? '' : name.slice(0, colon);
    this.parent = parent;
    this.#core = core;
    this.#content = content;
  }

  children(): readonly TreeNode[] {
    const elements = this.#content.elements();
    if (elements.length > 0) return elements;
    const text = this.#content.text();
    return text === '' ? elements : [new TextNode(this, text)];
  }

  childrenNamed(name: string): readonly TreeNode[] {
    return this.#content.elementsNamed(name);
  }

  attributes(): readonly TreeNode[] {
    return none;
  }

  text(): string {
    return this.#content.text();
  }

  order(): number {
    const { numbering } = this.#core;
    if (this.#version !== numbering.version) numbering.renumber();
    return this.#order;
  }

  /** Numbers this element and those below, beginning with `next`; gives the number after the last. */
  renumber(next: number): number {
    this.#version = this.#core.numbering.version;
    this.#order = next;
    let after = next + 2;
    for (const child of this.#content.elements()) if (child instanceof Element) after = child.renumber(after);
    return after;
  }
}

/** The document that the form's element stands in. */
export class RootNode implements TreeNode {
  readonly kind = 'root';
  readonly name = '';
  readonly prefix = '';
  readonly namespace = '';
  readonly parent = null;
  #element: Element | null = null;

  hold(element: Element): void {
    this.#element = element;
  }

  children(): readonly TreeNode[] {
    return this.#element === null ? none : [this.#element];
  }

  childrenNamed(name: string): readonly TreeNode[] {
    return this.#element?.name === name ? [this.#element] : none;
  }

  attributes(): readonly TreeNode[] {
    return none;
  }

  text(): string {
    return this.#element?.text() ?? '';
  }

  order(): number {
    return -1;
  }
}

class TextNode implements TreeNode {
  readonly kind = 'text';
  readonly name = '';
  readonly prefix = '';
  readonly namespace = '';
  readonly parent: Element;
  readonly #text: string;

  constructor(parent: Element, text: string) {
    this.parent = parent;
    this.#text = text;
  }

  children(): readonly TreeNode[] {
    return none;
  }

  childrenNamed(): readonly TreeNode[] {
    return none;
  }

  attributes(): readonly TreeNode[] {
    return none;
  }

  text(): string {
    return this.#text;
  }

  order(): number {
    return this.parent.order() + 1;
  }
}

const none: readonly TreeNode[] = [];
