import type { Question, QuestionType, Words } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { answerOf, fits, isBlank, textOf, valueType } from './answer-text.ts';
import type { Offer } from './choice-lists.ts';
import { type Core, derived, type Owner } from './core.ts';
import { Element } from './element.ts';
import type { AnswerValue, FormChoice, FormQuestion, Violation } from './form.ts';
import type { Derived } from './derived.ts';
import { Fact } from './graph.ts';
import { type Around, NodeState } from './node-state.ts';
import { isSameOffer, labelled, offerReader } from './offered-choices.ts';
import type { Place } from './plan.ts';

/** One question in one row. */
export class QuestionState extends NodeState<Question> implements FormQuestion {
  readonly kind = 'question';
  readonly element: Element;
  readonly recorded: Fact<AnswerValue | null, Owner>;
  readonly isRequired: () => boolean;
  readonly isReadOnly: () => boolean;
  /** What its values are, which for calculations is said apart. */
  readonly valueType: QuestionType;
  readonly #calculated: Derived<AnswerValue | null, Owner> | null;
  readonly #offered: () => readonly Offer[];
  readonly #isOffered: (code: string) => boolean;
  readonly #choices: Derived<readonly FormChoice[], Owner> | null;
  readonly #violation: Derived<Violation | null, Owner>;
  readonly #text: Derived<string, Owner> | null;

  constructor(core: Core, place: Place<Question>, around: Around) {
    super(core, place, around);
    const { definition } = place;
    this.valueType = valueType(definition.type, definition.extra?.['bind::type']);
    this.element = new Element(core, definition.name, around.element, this);
    this.recorded = new Fact(core.graph, core.answers.valueOf(definition.qid, around.row));
    this.relevantWhen(definition.relevant, this, this.element);
    this.isRequired = this.claim(definition.required, false, this, this.element);
    const isReadOnly = this.claim(definition.readOnly, false, this, this.element);
    this.isReadOnly = definition.calculation === undefined ? isReadOnly : () => true;
    this.#calculated = this.#calculation();

    const offers = this.#offerReader();
    this.#offered = offers.offered;
    this.#isOffered = offers.isOffered;
    this.#choices =
      definition.choices === undefined
        ? null
        : this.keep(derived(core, this, [], () => this.#labelled(), isSameChoices));
    this.#violation = this.keep(derived(core, this, null, this.#violationReader()));
    // Only what takes some work is worth a place of its own in the graph.
    this.#text =
      definition.choices === undefined ? null : this.keep(derived(core, null, '', () => this.#countedText()));
  }

  value(): AnswerValue | null {
    return this.#calculated === null ? this.recorded.read() : this.#calculated.read();
  }

  /** What expressions read: blank while it is irrelevant, and without choices that are not offered any longer. */
  text(): string {
    return this.#text === null ? this.#countedText() : this.#text.read();
  }

  violation(): Violation | null {
    return this.#violation.read();
  }

  choices(): readonly FormChoice[] {
    return this.#choices?.read() ?? [];
  }

  label(): string | null {
    return this.#say(this.definition.label);
  }

  hint(): string | null {
    return this.#say(this.definition.hint);
  }

  guidance(): string | null {
    return this.#say(this.definition.guidance);
  }

  constraintMessage(): string | null {
    return this.#say(this.definition.constraintMessage);
  }

  requiredMessage(): string | null {
    return this.#say(this.definition.requiredMessage);
  }

  elements(): readonly TreeNode[] {
    return [];
  }

  elementsNamed(): readonly TreeNode[] {
    return [];
  }

  #say(words: Words | undefined): string | null {
    return this.words(words, this, this.element);
  }

  #calculation(): Derived<AnswerValue | null, Owner> | null {
    const { calculation } = this.definition;
    if (calculation === undefined) return null;
    const compiled = this.core.expressions.at(calculation, this.place);
    const compute = (): AnswerValue | null =>
      this.isRelevant() ? answerOf(compiled.text(this.element), this.valueType) : null;
    // What is calculated once was recorded then.
    const once = (): AnswerValue | null => this.recorded.read() ?? compute();
    return this.keep(derived(this.core, this, null, isOnce(calculation) ? once : compute, isSameAnswer));
  }

  #offerReader(): { offered: () => readonly Offer[]; isOffered: (code: string) => boolean } {
    const { choices } = this.definition;
    const read = offerReader(this.core, this.place, this.element);
    if (choices === undefined) return { offered: read, isOffered: () => true };
    if ('list' in choices && choices.filter === undefined)
      return { offered: read, isOffered: (code) => this.core.lists.codesOf(choices.list).has(code) };
    const offered = this.keep(derived(this.core, this, [], read, isSameOffer));
    return {
      offered: () => offered.read(),
      isOffered: (code) => offered.read().some(({ name }) => name === code),
    };
  }

  #labelled(): readonly FormChoice[] {
    return this.#offered().map((offer) => labelled(this.core, this.place, offer, this.element));
  }

  #countedText(): string {
    if (!this.isRelevant()) return '';
    const value = this.value();
    if (value === null || this.definition.choices === undefined) return textOf(value);
    if (typeof value === 'object' && !('blob' in value))
      return value.filter((code) => this.#isOffered(code)).join(' ');
    const text = textOf(value);
    return this.#isOffered(text) ? text : '';
  }

  #violationReader(): () => Violation | null {
    const { constraint, type } = this.definition;
    const holds = constraint === undefined ? null : this.core.expressions.at(constraint, this.place);
    const answerType = this.#calculated === null ? type : 'calculate';
    return () => {
      if (!this.isRelevant()) return null;
      const value = this.value();
      if (value === null || isBlank(value)) return this.isRequired() ? 'required' : null;
      if (answerType !== 'calculate' && answerType !== 'indicator' && !fits(value, answerType)) return 'type';
      if (!this.#isAllOffered(value)) return 'choice';
      return holds === null || holds.boolean(this.element) ? null : 'constraint';
    };
  }

  #isAllOffered(value: AnswerValue): boolean {
    if (this.definition.choices === undefined) return true;
    const codes = typeof value === 'object' && !('blob' in value) ? value : [textOf(value)];
    return codes.every((code) => this.#isOffered(code));
  }
}

/** Whether a calculation is to keep its first value. */
export const isOnce = (calculation: string): boolean => /\bonce\s{0,9}\(/.test(calculation);

function isSameAnswer(a: AnswerValue | null, b: AnswerValue | null): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((code, at) => code === b[at]);
  return Object.is(a, b);
}

const isSameChoices = (a: readonly FormChoice[], b: readonly FormChoice[]): boolean =>
  a.length === b.length &&
  a.every(
    (one, at) =>
      one === b[at] || (one.name === b[at]?.name && one.label === b[at].label && one.choice === b[at].choice),
  );
