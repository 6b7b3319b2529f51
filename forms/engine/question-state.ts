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
import { createComputed, type FormCore, type PlannedNode, type SignalOwner } from './form-core.ts';
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

  constructor(
    formCore: FormCore,
    plannedNode: PlannedNode<QuestionDefinition>,
    parentContext: ParentContext,
  ) {
    super(formCore, plannedNode, parentContext);
    const { definition } = plannedNode;
    this.valueType = calculatedValueType(definition.type, definition.extra?.['bind::type']);
    this.element = new FormElement(formCore, definition.name, parentContext.element, this);
    this.recorded = new InputSignal(
      formCore.graph,
      formCore.answers.valueOf(definition.qid, parentContext.row),
    );
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
        : this.keepUntilRelease(createComputed(formCore, this, [], () => this.#labelled(), isSameChoices));
    this.#violation = this.keepUntilRelease(createComputed(formCore, this, null, this.#violationReader()));
    // Only a value with some work is worth a vertex of its own in the graph.
    this.#text =
      definition.choices === undefined
        ? null
        : this.keepUntilRelease(createComputed(formCore, null, '', () => this.#countedText()));
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

  #say(localizedText: LocalizedText | undefined): string | null {
    return this.localizedTextOf(localizedText, this, this.element);
  }

  #calculation(): ComputedSignal<AnswerValue | null, SignalOwner> | null {
    const { calculation } = this.definition;
    if (calculation === undefined) return null;
    const boundExpression = this.core.expressions.compileAt(calculation, this.plannedNode);
    const compute = (): AnswerValue | null =>
      this.isRelevant() ? parseAnswerText(boundExpression.text(this.element), this.valueType) : null;
    // A calculation with `once` was recorded then.
    const once = (): AnswerValue | null => this.recorded.read() ?? compute();
    return this.keepUntilRelease(
      createComputed(this.core, this, null, isOnceCalculation(calculation) ? once : compute, isSameAnswer),
    );
  }

  #offerReader(): { offered: () => readonly ChoiceOffer[]; isOffered: (code: string) => boolean } {
    const { choices } = this.definition;
    const read = createOfferReader(this.core, this.plannedNode, this.element);
    if (choices === undefined) return { offered: read, isOffered: () => true };
    if ('list' in choices && choices.filter === undefined)
      return { offered: read, isOffered: (code) => this.core.lists.codesOf(choices.list).has(code) };
    const offeredSignal = this.keepUntilRelease(createComputed(this.core, this, [], read, areSameOffers));
    return {
      offered: () => offeredSignal.read(),
      isOffered: (code) => offeredSignal.read().some(({ name }) => name === code),
    };
  }

  #labelled(): readonly FormChoice[] {
    return this.#offered().map((choiceOffer) =>
      labelChoiceOffer(this.core, this.plannedNode, choiceOffer, this.element),
    );
  }

  #countedText(): string {
    if (!this.isRelevant()) return '';
    const answerValue = this.value();
    if (answerValue === null || this.definition.choices === undefined) return answerToText(answerValue);
    if (typeof answerValue === 'object' && !('blob' in answerValue))
      return answerValue.filter((code) => this.#isOffered(code)).join(' ');
    const text = answerToText(answerValue);
    return this.#isOffered(text) ? text : '';
  }

  #violationReader(): () => AnswerViolation | null {
    const { constraint, type } = this.definition;
    const holds =
      constraint === undefined ? null : this.core.expressions.compileAt(constraint, this.plannedNode);
    const answerType = this.#calculated === null ? type : 'calculate';
    return () => {
      if (!this.isRelevant()) return null;
      const answerValue = this.value();
      if (answerValue === null || isBlankAnswer(answerValue)) return this.isRequired() ? 'required' : null;
      if (
        answerType !== 'calculate' &&
        answerType !== 'indicator' &&
        !fitsQuestionType(answerValue, answerType)
      )
        return 'type';
      if (!this.#isAllOffered(answerValue)) return 'choice';
      return holds === null || holds.boolean(this.element) ? null : 'constraint';
    };
  }

  #isAllOffered(answerValue: AnswerValue): boolean {
    if (this.definition.choices === undefined) return true;
    const codes =
      typeof answerValue === 'object' && !('blob' in answerValue) ? answerValue : [answerToText(answerValue)];
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
    (formChoice, at) =>
      formChoice === b[at] ||
      (formChoice.name === b[at]?.name &&
        formChoice.label === b[at].label &&
        formChoice.choice === b[at].choice),
  );
