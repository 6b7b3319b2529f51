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
  type PlannedNode,
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
  readonly plannedNode: PlannedNode<Definition>;
  protected readonly core: FormCore;
  protected readonly around: ParentContext;
  readonly #derived: { release(): void }[] = [];
  /** Of the innermost node that has a condition: rows come by the hundred, and each of their answers asks. */
  #holds: () => boolean;
  readonly #texts = new Map<LocalizedText, ComputedSignal<string, SignalOwner> | null>();

  constructor(formCore: FormCore, plannedNode: PlannedNode<Definition>, parentContext: ParentContext) {
    this.core = formCore;
    this.plannedNode = plannedNode;
    this.definition = plannedNode.definition;
    this.around = parentContext;
    this.#holds = parentContext.isRelevant;
    this.address = { qid: plannedNode.definition.qid, instance: parentContext.row };
  }

  path(): string {
    return `${this.around.path()}/${this.definition.name}`;
  }

  /** Relevance is inherited: the content of an irrelevant group is irrelevant. */
  isRelevant(): boolean {
    return this.#holds();
  }

  /** Called once the element exists at which the condition is evaluated. */
  protected setRelevance(
    expressionText: ExpressionText | undefined,
    signalOwner: SignalOwner,
    startNode: XPathNode,
  ): void {
    const constant = constantConditionOf(expressionText, true);
    if (constant === true) return;
    const holds =
      constant === false ? null : this.core.expressions.compileAt(expressionText ?? '', this.plannedNode);
    const relevance = this.keepUntilRelease(
      createComputed(
        this.core,
        signalOwner,
        true,
        () => this.around.isRelevant() && holds !== null && holds.boolean(startNode),
      ),
    );
    this.#holds = () => relevance.read();
  }

  /** Text in the current language, filled in; null when the author gave none. */
  protected localizedTextOf(
    localizedText: LocalizedText | undefined,
    signalOwner: SignalOwner,
    startNode: XPathNode,
  ): string | null {
    if (localizedText === undefined) return null;
    let text = this.#texts.get(localizedText);
    if (text === undefined) {
      text = hasPlaceholderText(localizedText) ? this.#filledIn(localizedText, signalOwner, startNode) : null;
      this.#texts.set(localizedText, text);
    }
    return text === null ? this.#inLanguage(localizedText) : text.read();
  }

  /** Boolean result of an expression of the definition. */
  protected createConditionReader(
    expressionText: ExpressionText | undefined,
    otherwise: boolean,
    signalOwner: SignalOwner,
    startNode: XPathNode,
  ): () => boolean {
    const constant = constantConditionOf(expressionText, otherwise);
    if (constant !== null) return () => constant;
    const boundExpression = this.core.expressions.compileAt(expressionText ?? '', this.plannedNode);
    const holds = this.keepUntilRelease(
      createComputed(this.core, signalOwner, otherwise, () => boundExpression.boolean(startNode)),
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

  #inLanguage(localizedText: LocalizedText): string | null {
    return textInLanguage(
      localizedText,
      this.core.language.read(),
      this.core.plan.instrument.defaultLanguage,
    );
  }

  #filledIn(
    localizedText: LocalizedText,
    signalOwner: SignalOwner,
    startNode: XPathNode,
  ): ComputedSignal<string, SignalOwner> {
    return this.keepUntilRelease(
      createComputed(this.core, signalOwner, '', () =>
        this.core.expressions.fillPlaceholders(
          this.#inLanguage(localizedText) ?? '',
          this.plannedNode,
          startNode,
        ),
      ),
    );
  }
}

const hasPlaceholderText = (localizedText: LocalizedText): boolean =>
  Object.values(localizedText).some(hasPlaceholders);

/** Most conditions are constant: only one with dependencies is worth a vertex in the graph. */
function constantConditionOf(expressionText: ExpressionText | undefined, otherwise: boolean): boolean | null {
  if (expressionText === undefined) return otherwise;
  const text = expressionText.trim();
  if (text === '') return otherwise;
  if (text === 'true()') return true;
  return text === 'false()' ? false : null;
}

/** Build the nodes below a planned node. */
export type BuildChildNodes = (below: PlannedNode, parentContext: ParentContext) => readonly HeldFormNode[];

/** A group in one row. */
export class GroupState extends NodeState<GroupDefinition> implements FormGroup {
  readonly kind = 'group';
  readonly element: FormElement;
  readonly #children = new FormChildren();

  constructor(
    formCore: FormCore,
    plannedNode: PlannedNode<GroupDefinition>,
    parentContext: ParentContext,
    buildChildNodes: BuildChildNodes,
  ) {
    super(formCore, plannedNode, parentContext);
    this.element = new FormElement(
      formCore,
      plannedNode.definition.name,
      parentContext.element,
      this.#children,
    );
    this.setRelevance(plannedNode.definition.relevant, this, this.element);
    this.#children.setNodes(
      formCore,
      buildChildNodes(plannedNode, this.childContext(this.element, parentContext.row)),
    );
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

  constructor(formCore: FormCore, plannedNode: PlannedNode<NoteDefinition>, parentContext: ParentContext) {
    super(formCore, plannedNode, parentContext);
    this.element = new FormElement(
      formCore,
      plannedNode.definition.name,
      parentContext.element,
      emptyElementContent,
    );
    this.setRelevance(plannedNode.definition.relevant, this, this.element);
  }

  label(): string | null {
    return this.localizedTextOf(this.definition.label, this, this.element);
  }

  hint(): string | null {
    return this.localizedTextOf(this.definition.hint, this, this.element);
  }
}
