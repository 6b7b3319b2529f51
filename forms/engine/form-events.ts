import { generateKeyBetween } from 'fractional-indexing';
import type { FormAction, InitialRow, QuestionDefinition } from '../model/instrument.ts';
import { parseAnswerText } from './answer-text.ts';
import type {
  AnswerAddress,
  AnswerChange,
  AnswerValue,
  FormEnvironment,
  FormInstance,
  FormNode,
} from './form.ts';
import { createComputed, type FormCore, type SignalOwner } from './form-core.ts';
import { isOnceCalculation, QuestionState } from './question-state.ts';
import { RepeatState, type RowState } from './repeat-state.ts';
import type { ComputedSignal, SignalDependent } from './signal-graph.ts';

/** Expression for a fact of the device at the start of an assessment; `end` is written at finalizing. */
function preloadExpressionOf(
  { preload }: QuestionDefinition,
  formEnvironment: FormEnvironment,
): string | null {
  switch (preload) {
    case 'start':
      return 'now()';
    case 'today':
      return 'today()';
    case 'uid':
      return "concat('uuid:', uuid())";
    case 'deviceid':
      return quoteDeviceText(formEnvironment.deviceId);
    case 'username':
      return quoteDeviceText(formEnvironment.username);
    case 'email':
      return quoteDeviceText(formEnvironment.email);
    case 'phonenumber':
      return quoteDeviceText(formEnvironment.phoneNumber);
    default:
      return null;
  }
}

/** XPath 1.0 has no escapes in texts; no name of a person or device needs both kinds of quotes. */
const quoteDeviceText = (text: string): string =>
  text.includes('"') ? `'${text.replaceAll("'", '')}'` : `"${text}"`;

/** Writes of an event to its form. */
interface FormMutator {
  /**
   * Apply a change.
   * @returns new rows
   */
  record(answerChange: AnswerChange): readonly RowState[];
  repeatAt(answerAddress: AnswerAddress): RepeatState | undefined;
}

type BeginEvent = 'first-load' | 'new-instance';

// Actions that trigger each other end here; their writes so far are kept.
const maximumEventRounds = 50;

// A count that still requires one more row after this number of its own has no end.
const maximumConsecutiveRows = 10;

/** Writes of the form itself: first values, rows of counts, and actions after changes. */
export class FormEvents {
  readonly #core: FormCore;
  readonly #environment: FormEnvironment;
  readonly #reach: FormMutator;
  readonly #changedBy = new Map<SignalDependent<SignalOwner>, WatchedAction>();
  readonly #watches = new Map<QuestionState, readonly ComputedSignal<string | null, SignalOwner>[]>();
  readonly #countOf = new Map<SignalDependent<SignalOwner>, RepeatState>();
  readonly #owedRows = new Set<RepeatState>();
  readonly #onceOnly = new Set<QuestionState>();
  /** Changes that undo the writes of a trial, oldest first; null while there is none. */
  #undo: AnswerChange[] | null = null;

  constructor(formCore: FormCore, formEnvironment: FormEnvironment, reach: FormMutator) {
    this.#core = formCore;
    this.#environment = formEnvironment;
    this.#reach = reach;
  }

  /** Watch the triggers of a question's actions. */
  watchActions(questionState: QuestionState): void {
    const { actions, calculation } = questionState.definition;
    if (calculation !== undefined && isOnceCalculation(calculation)) this.#onceOnly.add(questionState);
    const watches = (actions ?? []).flatMap((formAction) => {
      if (formAction.on !== 'changed') return [];
      const sources = (formAction.of ?? []).map((questionId) =>
        this.#core.expressions.compilePathTo(questionId, questionState.plannedNode),
      );
      const source = createComputed<string | null>(this.#core, null, null, () =>
        questionState.isRelevant()
          ? sources.map((nodes) => nodes.joined(questionState.element)).join('\n')
          : null,
      ).watch();
      this.#changedBy.set(source, { question: questionState, action: formAction, source, before: '' });
      return [source];
    });
    if (watches.length > 0) this.#watches.set(questionState, watches);
  }

  watchCount(repeatState: RepeatState): void {
    if (repeatState.count !== null) this.#countOf.set(repeatState.count.watch(), repeatState);
  }

  forgetCount(repeatState: RepeatState): void {
    if (repeatState.count !== null) this.#countOf.delete(repeatState.count);
    this.#owedRows.delete(repeatState);
  }

  forget(questionState: QuestionState): void {
    this.#onceOnly.delete(questionState);
    for (const source of this.#watches.get(questionState) ?? []) {
      source.release();
      this.#changedBy.delete(source);
    }
    this.#watches.delete(questionState);
  }

  /** A new assessment: first rows, defaults, facts of the device, and the actions of a first load. */
  beginAssessment(formNodes: readonly FormNode[], answerChanges: AnswerChange[]): void {
    this.#fill(formNodes, 'first-load', {}, answerChanges);
    this.settle('typed', answerChanges, 'first-load');
  }

  /** Initialize an added row: its first values, and the first rows of its own repeats. */
  initializeRow(
    rowState: RowState,
    event: BeginEvent,
    answerChanges: AnswerChange[],
    rowValues: GivenRowValues = {},
  ): void {
    this.#fill(rowState.nodes(), event, rowValues, answerChanges);
  }

  /**
   * Run the effects of changes until none is left. Answers recorded elsewhere trigger nothing. A count that follows
   * from its own rows gets one row, and more only if that ends. So `count(${person}) + 1` gets its next row when an
   * answer changes it.
   */
  settle(by: 'typed' | 'recorded', answerChanges: AnswerChange[], event: BeginEvent = 'new-instance'): void {
    if (by === 'recorded') return this.#followQuietly();
    this.#carryOut(answerChanges, event, maximumEventRounds, new Set());
    if (this.#owedRows.size === 0) return;
    const kept = answerChanges.length;
    const undo: AnswerChange[] = [];
    this.#undo = undo;
    const isSettled = this.#carryOut(answerChanges, event, maximumConsecutiveRows, null);
    this.#undo = null;
    if (isSettled) return;
    answerChanges.length = kept;
    for (const answerChange of undo.toReversed()) this.#reach.record(answerChange);
    this.#followQuietly();
    this.#owedRows.clear();
  }

  /** Return true when nothing is left. A repeat in `grown` gets no further row; null for no such bound. */
  #carryOut(
    answerChanges: AnswerChange[],
    event: BeginEvent,
    most: number,
    grown: Set<RepeatState> | null,
  ): boolean {
    for (let round = 0; round < most; round += 1) {
      const { fired, counted } = this.#drain('typed');
      this.#hideBeyond(counted);
      for (const repeatState of counted) this.#owedRows.add(repeatState);
      const rows = this.#makeOwedRows(event, answerChanges, grown);
      for (const { question, action } of fired) this.#act(question, action, answerChanges);
      const kept = this.#keepOnce(answerChanges);
      if (fired.length === 0 && counted.length === 0 && !rows && !kept) return true;
    }
    return false;
  }

  #followQuietly(): void {
    for (let round = 0; round < maximumEventRounds; round += 1) {
      const { counted } = this.#drain('recorded');
      this.#hideBeyond(counted);
      for (const repeatState of counted) if (!repeatState.countsOwnRows()) this.#owedRows.add(repeatState);
      if (counted.length === 0) return;
    }
  }

  #drain(by: 'typed' | 'recorded'): DrainedEvents {
    const fired: WatchedAction[] = [];
    const counted: RepeatState[] = [];
    const { due } = this.#core.graph;
    for (const signalDependent of due) {
      due.delete(signalDependent);
      const repeatState = this.#countOf.get(signalDependent);
      if (repeatState !== undefined) counted.push(repeatState);
      const watchedAction = this.#changedBy.get(signalDependent);
      if (watchedAction === undefined) continue;
      const now = watchedAction.source.read();
      if (now === null || now === watchedAction.before) continue;
      watchedAction.before = now;
      if (by === 'typed') fired.push(watchedAction);
    }
    return { fired, counted };
  }

  #hideBeyond(counted: readonly RepeatState[]): void {
    for (const repeatState of counted) {
      repeatState.limitToCount();
      // Its own rows have triggered it meanwhile, and it has run.
      if (repeatState.count !== null) this.#core.graph.due.delete(repeatState.count);
    }
  }

  #makeOwedRows(event: BeginEvent, answerChanges: AnswerChange[], grown: Set<RepeatState> | null): boolean {
    let made = false;
    for (const repeatState of this.#owedRows) {
      const missing = (repeatState.count?.read() ?? 0) - repeatState.rows.peek().length;
      if (missing > 0 && grown?.has(repeatState)) continue;
      this.#owedRows.delete(repeatState);
      if (this.#reach.repeatAt(repeatState.address) !== repeatState) continue;
      if (missing > 0) grown?.add(repeatState);
      for (let made = 0; made < missing; made += 1) {
        const rowValues =
          event === 'first-load'
            ? repeatState.definition.initial?.[repeatState.rows.peek().length]
            : undefined;
        this.#addRow(repeatState, null, event, rowValues ?? {}, answerChanges);
      }
      if (missing > 0) made = true;
    }
    return made;
  }

  #keepOnce(answerChanges: AnswerChange[]): boolean {
    const keptQuestionStates = [...this.#onceOnly].filter((questionState) => {
      const answerValue = questionState.recorded.peek() === null ? questionState.value() : null;
      if (answerValue !== null) this.#write(questionState, answerValue, answerChanges);
      return answerValue !== null;
    });
    return keptQuestionStates.length > 0;
  }

  #fill(
    formNodes: readonly FormNode[],
    event: BeginEvent,
    rowValues: GivenRowValues,
    answerChanges: AnswerChange[],
  ): void {
    const questionStates: QuestionState[] = [];
    const visit = (node: FormNode | FormInstance): void => {
      if (node instanceof QuestionState) questionStates.push(node);
      else if (node instanceof RepeatState)
        this.#firstRows(node, event, rowValues[node.definition.name], answerChanges);
      else if (node.kind === 'group') node.nodes().forEach(visit);
    };
    formNodes.forEach(visit);
    for (const questionState of questionStates) {
      const value = rowValues[questionState.definition.name] ?? questionState.definition.default;
      const firstAnswerValue =
        typeof value === 'string' ? parseAnswerText(value, questionState.valueType) : null;
      const knownAnswerValue = firstAnswerValue ?? this.#known(questionState);
      if (knownAnswerValue !== null && questionState.recorded.peek() === null)
        this.#write(questionState, knownAnswerValue, answerChanges);
    }
    this.#actAtFirst(questionStates, event, answerChanges);
  }

  #known(questionState: QuestionState): AnswerValue | null {
    const expression = preloadExpressionOf(questionState.definition, this.#environment);
    if (expression === null) return null;
    const text = this.#core.expressions
      .compileAt(expression, questionState.plannedNode)
      .text(questionState.element);
    return parseAnswerText(text, questionState.valueType);
  }

  #firstRows(
    repeatState: RepeatState,
    event: BeginEvent,
    rows: InitialRow[string] | undefined,
    answerChanges: AnswerChange[],
  ): void {
    // In a row that is added later, the repeats begin empty.
    if (event !== 'first-load' || repeatState.count !== null || repeatState.rows.peek().length > 0) return;
    const begun = typeof rows === 'object' ? rows : (repeatState.definition.initial ?? [{}]);
    for (const rowValues of begun)
      this.#addRow(repeatState, this.#environment.newInstanceId(), event, rowValues, answerChanges);
  }

  /** Ids of rows from a count follow from their number: two devices that make them offline make the same rows. */
  #addRow(
    repeatState: RepeatState,
    id: string | null,
    event: BeginEvent,
    rowValues: GivenRowValues,
    answerChanges: AnswerChange[],
  ): void {
    const rowStates = repeatState.rows.peek();
    const { parent } = repeatState;
    const taken = new Set(rowStates.map(({ instance }) => instance));
    let number = rowStates.length + 1;
    const counted = (): string => (parent === null ? `n${number}` : `${parent}.${number}`);
    while (id === null && taken.has(counted())) number += 1;
    const answerChange: AnswerChange = {
      kind: 'instance',
      repeat: repeatState.definition.qid,
      instance: id ?? counted(),
      parent,
      order: generateKeyBetween(rowStates.at(-1)?.order ?? null, null),
    };
    answerChanges.push(answerChange);
    this.#undo?.push({
      kind: 'instanceRemoved',
      repeat: answerChange.repeat,
      instance: answerChange.instance,
    });
    for (const rowState of this.#reach.record(answerChange))
      this.initializeRow(rowState, event, answerChanges, rowValues);
  }

  /** Computed first values may depend on each other: they are recomputed until they no longer change. */
  #actAtFirst(
    questionStates: readonly QuestionState[],
    event: BeginEvent,
    answerChanges: AnswerChange[],
  ): void {
    const computed = questionStates.flatMap((questionState) =>
      (questionState.definition.actions ?? [])
        .filter(({ on }) => on === event)
        .map((formAction) => ({
          question: questionState,
          before: noActionText,
          value: this.#valueOf(questionState, formAction),
        })),
    );
    for (let round = 0; round < maximumEventRounds; round += 1) {
      let isSettled = true;
      for (const one of computed) {
        const text = one.value.read();
        if (text === null || text === one.before) continue;
        one.before = text;
        this.#writeText(one.question, text, answerChanges);
        isSettled = false;
      }
      if (isSettled) break;
    }
    for (const { value } of computed) value.release();
  }

  #valueOf(questionState: QuestionState, formAction: FormAction): ComputedSignal<string | null, SignalOwner> {
    const boundExpression = this.#core.expressions.compileAt(formAction.value, questionState.plannedNode);
    return createComputed(this.#core, null, noActionText, () =>
      questionState.isRelevant() ? boundExpression.text(questionState.element) : null,
    );
  }

  #act(questionState: QuestionState, formAction: FormAction, answerChanges: AnswerChange[]): void {
    const boundExpression = this.#core.expressions.compileAt(formAction.value, questionState.plannedNode);
    this.#writeText(
      questionState,
      formAction.value.trim() === '' ? '' : boundExpression.text(questionState.element),
      answerChanges,
    );
  }

  #writeText(questionState: QuestionState, text: string, answerChanges: AnswerChange[]): void {
    const answerValue = parseAnswerText(text, questionState.valueType);
    if (answerValue !== null || questionState.recorded.peek() !== null)
      this.#write(questionState, answerValue, answerChanges);
  }

  #write(questionState: QuestionState, value: AnswerValue | null, answerChanges: AnswerChange[]): void {
    const answerChange: AnswerChange = { kind: 'value', at: questionState.address, value };
    answerChanges.push(answerChange);
    this.#undo?.push({ ...answerChange, value: questionState.recorded.peek() });
    this.#reach.record(answerChange);
  }
}

const noActionText: string | null = null;

type GivenRowValues = InitialRow;

interface DrainedEvents {
  readonly fired: readonly WatchedAction[];
  readonly counted: readonly RepeatState[];
}

interface WatchedAction {
  readonly question: QuestionState;
  readonly action: FormAction;
  readonly source: ComputedSignal<string | null, SignalOwner>;
  before: string;
}
