import type { Group, Note } from '../instrument.ts';
import { Children, type Held } from './children.ts';
import type { Core } from './core.ts';
import { Element, noContent } from './element.ts';
import type { FormGroup, FormNode, FormNote } from './form.ts';
import { type Around, NodeState } from './node-state.ts';
import type { Place } from './plan.ts';

/** Makes the nodes below a place. */
export type Build = (below: Place, around: Around) => readonly Held[];

/** A group in one row. */
export class GroupState extends NodeState<Group> implements FormGroup {
  readonly kind = 'group';
  readonly element: Element;
  readonly #children = new Children();

  constructor(core: Core, place: Place<Group>, around: Around, build: Build) {
    super(core, place, around);
    this.element = new Element(core, place.definition.name, around.element, this.#children);
    this.relevantWhen(place.definition.relevant, this, this.element);
    this.#children.hold(core, build(place, this.inside(this.element, around.row)));
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
    this.element = new Element(core, place.definition.name, around.element, noContent);
    this.relevantWhen(place.definition.relevant, this, this.element);
  }

  label(): string | null {
    return this.words(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.words(this.definition.hint, this, this.element);
  }
}
