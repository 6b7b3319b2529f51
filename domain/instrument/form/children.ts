import type { TreeNode } from '../expression/tree-node.ts';
import { type Core, derived, type Owner } from './core.ts';
import type { Content } from './element.ts';
import type { FormNode } from './form.ts';
import type { Derived } from './derived.ts';

/** A node of a form as its parent holds it: an element, or the elements that are the rows of a repeat. */
export type Held = FormNode & { release(): void } & (
    | { readonly element: TreeNode }
    | { readonly element?: undefined; rowElements(): readonly TreeNode[] }
  );

/** The nodes below a group, a row or the root, as a form shows them and as expressions walk them. */
export class Children implements Content {
  #nodes: readonly Held[] = [];
  #byName: ReadonlyMap<string, Held> = new Map();
  /** Where there are repeats the elements change; else they are always these. */
  #changing: Derived<readonly TreeNode[], Owner> | null = null;
  #constant: readonly TreeNode[] = none;
  #alone: ReadonlyMap<string, readonly TreeNode[]> = new Map();

  get nodes(): readonly Held[] {
    return this.#nodes;
  }

  /** Called once: nodes are made for the element whose content this is, so that it is there before they are. */
  hold(core: Core, nodes: readonly Held[]): void {
    this.#nodes = nodes;
    this.#byName = new Map(nodes.map((node) => [localName(node.definition.name), node]));
    const hasRows = nodes.some(({ element }) => element === undefined);
    this.#changing = hasRows ? derived(core, null, none, () => nodes.flatMap(elementsOf)) : null;
    this.#constant = hasRows ? none : nodes.flatMap(elementsOf);
    this.#alone = new Map(
      nodes.flatMap((node) => (node.element === undefined ? [] : [[node.element.name, [node.element]]])),
    );
  }

  elements(): readonly TreeNode[] {
    return this.#changing === null ? this.#constant : this.#changing.read();
  }

  elementsNamed(name: string): readonly TreeNode[] {
    const alone = this.#alone.get(name);
    if (alone !== undefined) return alone;
    const node = this.#byName.get(name);
    return node === undefined ? none : elementsOf(node);
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

const none: readonly TreeNode[] = [];

const elementsOf = (node: Held): readonly TreeNode[] =>
  node.element === undefined ? node.rowElements() : [node.element];

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
