import type {
  ExpressionText,
  GroupDefinition,
  LocalizedText,
  NodeDefinition,
  NoteDefinition,
} from '../model/instrument.ts';
import { hasPlaceholders } from '../model/text-template.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { AnswerAddress, FormGroup, FormNode, FormNote, InstanceId } from './form.ts';
import {
  createComputed,
  type FormCore,
  type NodePlace,
  type SignalOwner,
  textInLanguage,
} from './form-core.ts';
import { emptyElementContent, FormChildren, FormElement, type HeldFormNode } from './form-tree.ts';
import type { ComputedSignal } from './signal-graph.ts';

/** Context that a node gets from the node around it. */
export interface ParentContext {
  readonly element: FormElement;
  /** The row of the innermost repeat around it. */
  readonly row: InstanceId | null;
  readonly isRelevant: () => boolean;
  path(): string;
}

/** Relevance and texts, which every node of a form has. */
export class NodeState<Definition extends NodeDefinition> {
  readonly definition: Definition;
  readonly address: AnswerAddress;
  readonly place: NodePlace<Definition>;
  protected readonly core: FormCore;
  protected readonly around: ParentContext;
  readonly #derived: { release(): void }[] = [];
  /** Of the innermost node that has a condition: rows come by the hundred, and each of their answers asks. */
  #holds: () => boolean;
  readonly #texts = new Map<LocalizedText, ComputedSignal<string, SignalOwner> | null>();

  constructor(core: FormCore, place: NodePlace<Definition>, around: ParentContext) {
    this.core = core;
    this.place = place;
    this.definition = place.definition;
    this.around = around;
    this.#holds = around.isRelevant;
    this.address = { qid: place.definition.qid, instance: around.row };
  }

  path(): string {
    return `${this.around.path()}/${this.definition.name}`;
  }

  /** Relevance is inherited: the content of an irrelevant group is irrelevant. */
  isRelevant(): boolean {
    return this.#holds();
  }

  /** Called once the element exists at which the condition is evaluated. */
  protected setRelevance(condition: ExpressionText | undefined, owner: SignalOwner, from: XPathNode): void {
    const constant = constantConditionOf(condition, true);
    if (constant === true) return;
    const holds = constant === false ? null : this.core.expressions.compileAt(condition ?? '', this.place);
    const relevance = this.keepUntilRelease(
      createComputed(
        this.core,
        owner,
        true,
        () => this.around.isRelevant() && holds !== null && holds.boolean(from),
      ),
    );
    this.#holds = () => relevance.read();
  }

  /** Text in the current language, filled in; null when the author gave none. */
  protected localizedTextOf(
    words: LocalizedText | undefined,
    owner: SignalOwner,
    from: XPathNode,
  ): string | null {
    if (words === undefined) return null;
    let text = this.#texts.get(words);
    if (text === undefined) {
      text = hasPlaceholderText(words) ? this.#filledIn(words, owner, from) : null;
      this.#texts.set(words, text);
    }
    return text === null ? this.#inLanguage(words) : text.read();
  }

  /** Boolean result of an expression of the definition. */
  protected createConditionReader(
    condition: ExpressionText | undefined,
    otherwise: boolean,
    owner: SignalOwner,
    from: XPathNode,
  ): () => boolean {
    const constant = constantConditionOf(condition, otherwise);
    if (constant !== null) return () => constant;
    const compiled = this.core.expressions.compileAt(condition ?? '', this.place);
    const holds = this.keepUntilRelease(
      createComputed(this.core, owner, otherwise, () => compiled.boolean(from)),
    );
    return () => holds.read();
  }

  /** Context for the nodes below, once the condition of this one is set. */
  protected childContext(element: FormElement, row: InstanceId | null): ParentContext {
    return { element, row, isRelevant: this.#holds, path: () => this.path() };
  }

  protected keepUntilRelease<T extends { release(): void }>(one: T): T {
    this.#derived.push(one);
    return one;
  }

  /** Called when the row around it is gone: afterwards nothing may hold it. */
  release(): void {
    this.releaseDerived();
    this.core.forget(this.address);
  }

  protected releaseDerived(): void {
    for (const one of this.#derived) one.release();
  }

  #inLanguage(words: LocalizedText): string | null {
    return textInLanguage(words, this.core.language.read(), this.core.plan.instrument.defaultLanguage);
  }

  #filledIn(words: LocalizedText, owner: SignalOwner, from: XPathNode): ComputedSignal<string, SignalOwner> {
    return this.keepUntilRelease(
      createComputed(this.core, owner, '', () =>
        this.core.expressions.fillPlaceholders(this.#inLanguage(words) ?? '', this.place, from),
      ),
    );
  }
}

const hasPlaceholderText = (words: LocalizedText): boolean => Object.values(words).some(hasPlaceholders);

/** Most conditions are constant: only one with dependencies is worth a place in the graph. */
function constantConditionOf(condition: ExpressionText | undefined, otherwise: boolean): boolean | null {
  if (condition === undefined) return otherwise;
  const text = condition.trim();
  if (text === '') return otherwise;
  if (text === 'true()') return true;
  return text === 'false()' ? false : null;
}

/** Build the nodes below a place. */
export type BuildChildNodes = (below: NodePlace, around: ParentContext) => readonly HeldFormNode[];

/** A group in one row. */
export class GroupState extends NodeState<GroupDefinition> implements FormGroup {
  readonly kind = 'group';
  readonly element: FormElement;
  readonly #children = new FormChildren();

  constructor(
    core: FormCore,
    place: NodePlace<GroupDefinition>,
    around: ParentContext,
    build: BuildChildNodes,
  ) {
    super(core, place, around);
    this.element = new FormElement(core, place.definition.name, around.element, this.#children);
    this.setRelevance(place.definition.relevant, this, this.element);
    this.#children.setNodes(core, build(place, this.childContext(this.element, around.row)));
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  label(): string | null {
    return this.localizedTextOf(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.localizedTextOf(this.definition.hint, this, this.element);
  }

  override release(): void {
    super.release();
    this.#children.release();
  }
}

/** Text between questions: an element without value. */
export class NoteState extends NodeState<NoteDefinition> implements FormNote {
  readonly kind = 'note';
  readonly element: FormElement;

  constructor(core: FormCore, place: NodePlace<NoteDefinition>, around: ParentContext) {
    super(core, place, around);
    this.element = new FormElement(core, place.definition.name, around.element, emptyElementContent);
    this.setRelevance(place.definition.relevant, this, this.element);
  }

  label(): string | null {
    return this.localizedTextOf(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.localizedTextOf(this.definition.hint, this, this.element);
  }
}
