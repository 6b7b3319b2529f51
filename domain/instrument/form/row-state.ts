import type { Repeat } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { Children } from './children.ts';
import type { Core, Owner } from './core.ts';
import { Element } from './element.ts';
import { Fact } from './graph.ts';
import type { FormInstance, FormNode, FormRepeat, InstanceId } from './form.ts';
import type { Build } from './group-state.ts';
import { type Around, NodeState } from './node-state.ts';
import type { Place } from './plan.ts';

/** What a row knows of its repeat. */
export interface RowsAround extends Around {
  readonly repeat: FormRepeat;
}

/** The element of a row knows its number, so that a new row is no news to those before it. */
class RowElement extends Element {
  readonly #row: RowState;

  constructor(core: Core, name: string, parent: TreeNode, row: RowState) {
    super(core, name, parent, row);
    this.#row = row;
  }

  placeAmongLike(): number {
    return this.#row.position.read();
  }
}

/** One row of a repeat. */
export class RowState extends NodeState<Repeat> implements FormInstance {
  readonly kind = 'instance';
  readonly repeat: FormRepeat;
  readonly instance: InstanceId;
  readonly element: Element;
  order: string;
  readonly #children: Children;
  /** Its place among its siblings, from 1. */
  readonly position: Fact<number, Owner>;

  constructor(
    core: Core,
    place: Place<Repeat>,
    around: RowsAround,
    row: { readonly instance: InstanceId; readonly order: string },
    build: Build,
  ) {
    super(core, place, around);
    this.repeat = around.repeat;
    this.instance = row.instance;
    this.order = row.order;
    this.position = new Fact(core.graph, 0);
    this.element = new RowElement(core, place.definition.name, around.element, this);
    this.relevantWhen(place.definition.relevant, this, this.element);
    const inside: Around = {
      element: this.element,
      row: row.instance,
      isRelevant: () => this.isRelevant(),
      path: () => this.path(),
    };
    this.#children = new Children(core, build(place, inside));
  }

  override path(): string {
    return `${super.path()}[${this.position.read()}]`;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  text(): string {
    return this.#children.text();
  }

  elements(): readonly TreeNode[] {
    return this.#children.elements();
  }

  elementsNamed(name: string): readonly TreeNode[] {
    return this.#children.elementsNamed(name);
  }

  override release(): void {
    this.releaseDerived();
    this.#children.release();
  }
}
