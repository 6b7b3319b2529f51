import type { ExpressionText, Node, Words } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { type Core, derived, inLanguage, type Owner } from './core.ts';
import type { Element } from './element.ts';
import type { Address, InstanceId } from './form.ts';
import type { Derived } from './derived.ts';
import type { Place } from './plan.ts';
import { hasValues } from './text-template.ts';

/** What a node knows of the node around it. */
export interface Around {
  readonly element: Element;
  /** The row of the innermost repeat around it. */
  readonly row: InstanceId | null;
  readonly isRelevant: () => boolean;
  path(): string;
}

/** Relevance and words, which every node of a form has. */
export class NodeState<Definition extends Node> {
  readonly definition: Definition;
  readonly address: Address;
  readonly place: Place<Definition>;
  protected readonly core: Core;
  protected readonly around: Around;
  readonly #derived: { release(): void }[] = [];
  /** Of the innermost node that has a condition: rows come by the hundred, and each of their answers asks. */
  #holds: () => boolean;
  readonly #texts = new Map<Words, Derived<string, Owner> | null>();

  constructor(core: Core, place: Place<Definition>, around: Around) {
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

  /** Relevance goes down: what is in an irrelevant group is irrelevant. */
  isRelevant(): boolean {
    return this.#holds();
  }

  /** Called once, when the element is there that the condition is asked from. */
  protected relevantWhen(condition: ExpressionText | undefined, owner: Owner, from: TreeNode): void {
    const constant = constantOf(condition, true);
    if (constant === true) return;
    const holds = constant === false ? null : this.core.expressions.at(condition ?? '', this.place);
    const relevance = this.keep(
      derived(
        this.core,
        owner,
        true,
        () => this.around.isRelevant() && holds !== null && holds.boolean(from),
      ),
    );
    this.#holds = () => relevance.read();
  }

  /** Words in the language that is set, filled in; null when the author gave none. */
  protected words(words: Words | undefined, owner: Owner, from: TreeNode): string | null {
    if (words === undefined) return null;
    let text = this.#texts.get(words);
    if (text === undefined) {
      text = isFilledIn(words) ? this.#filledIn(words, owner, from) : null;
      this.#texts.set(words, text);
    }
    return text === null ? this.#inLanguage(words) : text.read();
  }

  /** A yes or no that an expression of the definition gives. */
  protected claim(
    condition: ExpressionText | undefined,
    otherwise: boolean,
    owner: Owner,
    from: TreeNode,
  ): () => boolean {
    const constant = constantOf(condition, otherwise);
    if (constant !== null) return () => constant;
    const compiled = this.core.expressions.at(condition ?? '', this.place);
    const holds = this.keep(derived(this.core, owner, otherwise, () => compiled.boolean(from)));
    return () => holds.read();
  }

  /** What the nodes below know of this one, once it has its condition. */
  protected inside(element: Element, row: InstanceId | null): Around {
    return { element, row, isRelevant: this.#holds, path: () => this.path() };
  }

  protected keep<T extends { release(): void }>(one: T): T {
    this.#derived.push(one);
    return one;
  }

  /** Called when the row around it is gone: nothing may hold it any longer. */
  release(): void {
    this.releaseDerived();
    this.core.forget(this.address);
  }

  protected releaseDerived(): void {
    for (const one of this.#derived) one.release();
  }

  #inLanguage(words: Words): string | null {
    return inLanguage(words, this.core.language.read(), this.core.plan.instrument.defaultLanguage);
  }

  #filledIn(words: Words, owner: Owner, from: TreeNode): Derived<string, Owner> {
    return this.keep(
      derived(this.core, owner, '', () =>
        this.core.expressions.fill(this.#inLanguage(words) ?? '', this.place, from),
      ),
    );
  }
}

const isFilledIn = (words: Words): boolean => Object.values(words).some(hasValues);

/** Most conditions are none: only what depends on something is worth a place in the graph. */
function constantOf(condition: ExpressionText | undefined, otherwise: boolean): boolean | null {
  if (condition === undefined) return otherwise;
  const text = condition.trim();
  if (text === '') return otherwise;
  if (text === 'true()') return true;
  return text === 'false()' ? false : null;
}
