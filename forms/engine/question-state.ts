import type { LocalizedText, QuestionDefinition, QuestionType } from '../model/instrument.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import {
  answerToText,
  calculatedValueType,
  fitsQuestionType,
  isBlankAnswer,
  parseAnswerText,
} from './answer-text.ts';
import { areSameOffers, type ChoiceOffer, createOfferReader, labelChoiceOffer } from './choice-offers.ts';
import type { AnswerValue, AnswerViolation, FormChoice, FormQuestion } from './form.ts';
import { createComputed, type FormCore, type NodePlace, type SignalOwner } from './form-core.ts';
import { FormElement } from './form-tree.ts';
import { NodeState, type ParentContext } from './node-state.ts';
import { type ComputedSignal, InputSignal } from './signal-graph.ts';

/** One question in one row. */
export class QuestionState extends NodeState<QuestionDefinition> implements FormQuestion {
  readonly kind = 'question';
  readonly element: FormElement;
  readonly recorded: InputSignal<AnswerValue | null, SignalOwner>;
  readonly isRequired: () => boolean;
  readonly isReadOnly: () => boolean;
  /** Type of its values; calculations give it apart. */
  readonly valueType: QuestionType;
  readonly #calculated: ComputedSignal<AnswerValue | null, SignalOwner> | null;
  readonly #offered: () => readonly ChoiceOffer[];
  readonly #isOffered: (code: string) => boolean;
  readonly #choices: ComputedSignal<readonly FormChoice[], SignalOwner> | null;
  readonly #violation: ComputedSignal<AnswerViolation | null, SignalOwner>;
  readonly #text: ComputedSignal<string, SignalOwner> | null;

  constructor(core: FormCore, place: NodePlace<QuestionDefinition>, around: ParentContext) {
    super(core, place, around);
    const { definition } = place;
    this.valueType = calculatedValueType(definition.type, definition.extra?.['bind::type']);
    this.element = new FormElement(core, definition.name, around.element, this);
    this.recorded = new InputSignal(core.graph, core.answers.valueOf(definition.qid, around.row));
    this.setRelevance(definition.relevant, this, this.element);
    this.isRequired = this.createConditionReader(definition.required, false, this, this.element);
    const isReadOnly = this.createConditionReader(definition.readOnly, false, this, this.element);
    this.isReadOnly = definition.calculation === undefined ? isReadOnly : () => true;
    this.#calculated = this.#calculation();

    const offers = this.#offerReader();
    this.#offered = offers.offered;
    this.#isOffered = offers.isOffered;
    this.#choices =
      definition.choices === undefined
        ? null
        : this.keepUntilRelease(createComputed(core, this, [], () => this.#labelled(), isSameChoices));
    this.#violation = this.keepUntilRelease(createComputed(core, this, null, this.#violationReader()));
    // Only a value with some work is worth a place of its own in the graph.
    this.#text =
      definition.choices === undefined
        ? null
        : this.keepUntilRelease(createComputed(core, null, '', () => this.#countedText()));
  }

  value(): AnswerValue | null {
    return this.#calculated === null ? this.recorded.read() : this.#calculated.read();
  }

  /** Value for expressions: blank while it is irrelevant, and without choices that are no longer offered. */
  text(): string {
    return this.#text === null ? this.#countedText() : this.#text.read();
  }

  violation(): AnswerViolation | null {
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

  elements(): readonly XPathNode[] {
    return [];
  }

  elementsNamed(): readonly XPathNode[] {
    return [];
  }

  #say(words: LocalizedText | undefined): string | null {
    return this.localizedTextOf(words, this, this.element);
  }

  #calculation(): ComputedSignal<AnswerValue | null, SignalOwner> | null {
    const { calculation } = this.definition;
    if (calculation === undefined) return null;
    const compiled = this.core.expressions.compileAt(calculation, this.place);
    const compute = (): AnswerValue | null =>
      this.isRelevant() ? parseAnswerText(compiled.text(this.element), this.valueType) : null;
    // A calculation with `once` was recorded then.
    const once = (): AnswerValue | null => this.recorded.read() ?? compute();
    return this.keepUntilRelease(
      createComputed(this.core, this, null, isOnceCalculation(calculation) ? once : compute, isSameAnswer),
    );
  }

  #offerReader(): { offered: () => readonly ChoiceOffer[]; isOffered: (code: string) => boolean } {
    const { choices } = this.definition;
    const read = createOfferReader(this.core, this.place, this.element);
    if (choices === undefined) return { offered: read, isOffered: () => true };
    if ('list' in choices && choices.filter === undefined)
      return { offered: read, isOffered: (code) => this.core.lists.codesOf(choices.list).has(code) };
    const offered = this.keepUntilRelease(createComputed(this.core, this, [], read, areSameOffers));
    return {
      offered: () => offered.read(),
      isOffered: (code) => offered.read().some(({ name }) => name === code),
    };
  }

  #labelled(): readonly FormChoice[] {
    return this.#offered().map((offer) => labelChoiceOffer(this.core, this.place, offer, this.element));
  }

  #countedText(): string {
    if (!this.isRelevant()) return '';
    const value = this.value();
    if (value === null || this.definition.choices === undefined) return answerToText(value);
    if (typeof value === 'object' && !('blob' in value))
      return value.filter((code) => this.#isOffered(code)).join(' ');
    const text = answerToText(value);
    return this.#isOffered(text) ? text : '';
  }

  #violationReader(): () => AnswerViolation | null {
    const { constraint, type } = this.definition;
    const holds = constraint === undefined ? null : this.core.expressions.compileAt(constraint, this.place);
    const answerType = this.#calculated === null ? type : 'calculate';
    return () => {
      if (!this.isRelevant()) return null;
      const value = this.value();
      if (value === null || isBlankAnswer(value)) return this.isRequired() ? 'required' : null;
      if (answerType !== 'calculate' && answerType !== 'indicator' && !fitsQuestionType(value, answerType))
        return 'type';
      if (!this.#isAllOffered(value)) return 'choice';
      return holds === null || holds.boolean(this.element) ? null : 'constraint';
    };
  }

  #isAllOffered(value: AnswerValue): boolean {
    if (this.definition.choices === undefined) return true;
    const codes = typeof value === 'object' && !('blob' in value) ? value : [answerToText(value)];
    return codes.every((code) => this.#isOffered(code));
  }
}

/** Return whether a calculation keeps its first value. */
export const isOnceCalculation = (calculation: string): boolean => /\bonce\s{0,9}\(/.test(calculation);

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
