import type { Group, Note } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { Children, type Held } from './children.ts';
import type { Core } from './core.ts';
import { Element } from './element.ts';
import type { FormGroup, FormNode, FormNote } from './form.ts';
import { type Around, NodeState } from './node-state.ts';
import type { Place } from './plan.ts';

/** Makes the nodes below a place. */
export type Build = (below: Place, around: Around) => readonly Held[];

/** A group in one row. */
export class GroupState extends NodeState<Group> implements FormGroup {
  readonly kind = 'group';
  readonly element: Element;
  readonly #children: Children;

  constructor(core: Core, place: Place<Group>, around: Around, build: Build) {
    super(core, place, around);
    this.element = new Element(core, place.definition.name, around.element, this);
    this.relevantWhen(place.definition.relevant, this, this.element);
    const inside: Around = {
      element: this.element,
      row: around.row,
      isRelevant: () => this.isRelevant(),
      path: () => this.path(),
    };
    this.#children = new Children(core, build(place, inside));
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  label(): string | null {
    return this.words(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.words(this.definition.hint, this, this.element);
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
    super.release();
    this.#children.release();
  }
}

/** Words between questions: an element without value. */
export class NoteState extends NodeState<Note> implements FormNote {
  readonly kind = 'note';
  readonly element: Element;

  constructor(core: Core, place: Place<Note>, around: Around) {
    super(core, place, around);
    this.element = new Element(core, place.definition.name, around.element, this);
    this.relevantWhen(place.definition.relevant, this, this.element);
  }

  label(): string | null {
    return this.words(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.words(this.definition.hint, this, this.element);
  }

  text(): string {
    return '';
  }

  elements(): readonly TreeNode[] {
    return [];
  }

  elementsNamed(): readonly TreeNode[] {
    return [];
  }
}
