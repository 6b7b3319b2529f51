import type { Repeat } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { Children } from './children.ts';
import type { Core, Owner } from './core.ts';
import { type Content, Element } from './element.ts';
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
  readonly #position: Fact<number, Owner>;

  constructor(core: Core, name: string, parent: TreeNode, content: Content, position: Fact<number, Owner>) {
    super(core, name, parent, content);
    this.#position = position;
  }

  placeAmongLike(): number {
    return this.#position.read();
  }
}

/** One row of a repeat. */
export class RowState extends NodeState<Repeat> implements FormInstance {
  readonly kind = 'instance';
  readonly repeat: FormRepeat;
  readonly instance: InstanceId;
  readonly element: Element;
  order: string;
  readonly #children = new Children();
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
    this.element = new RowElement(core, place.definition.name, around.element, this.#children, this.position);
    this.relevantWhen(place.definition.relevant, this, this.element);
    this.#children.hold(core, build(place, this.inside(this.element, row.instance)));
  }

  override path(): string {
    return `${super.path()}[${this.position.read()}]`;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  override release(): void {
    this.releaseDerived();
    this.#children.release();
  }
}
