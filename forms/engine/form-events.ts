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
function preloadExpressionOf({ preload }: QuestionDefinition, environment: FormEnvironment): string | null {
  switch (preload) {
    case 'start':
      return 'now()';
    case 'today':
      return 'today()';
    case 'uid':
      return "concat('uuid:', uuid())";
    case 'deviceid':
      return quoteDeviceText(environment.deviceId);
    case 'username':
      return quoteDeviceText(environment.username);
    case 'email':
      return quoteDeviceText(environment.email);
    case 'phonenumber':
      return quoteDeviceText(environment.phoneNumber);
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
  record(change: AnswerChange): readonly RowState[];
  repeatAt(address: AnswerAddress): RepeatState | undefined;
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

  constructor(core: FormCore, environment: FormEnvironment, reach: FormMutator) {
    this.#core = core;
    this.#environment = environment;
    this.#reach = reach;
  }

  /** Watch the triggers of a question's actions. */
  watchActions(question: QuestionState): void {
    const { actions, calculation } = question.definition;
    if (calculation !== undefined && isOnceCalculation(calculation)) this.#onceOnly.add(question);
    const watches = (actions ?? []).flatMap((action) => {
      if (action.on !== 'changed') return [];
      const sources = (action.of ?? []).map((qid) =>
        this.#core.expressions.compilePathTo(qid, question.place),
      );
      const source = createComputed<string | null>(this.#core, null, null, () =>
        question.isRelevant() ? sources.map((nodes) => nodes.joined(question.element)).join('\n') : null,
      ).watch();
      this.#changedBy.set(source, { question, action, source, before: '' });
      return [source];
    });
    if (watches.length > 0) this.#watches.set(question, watches);
  }

  watchCount(repeat: RepeatState): void {
    if (repeat.count !== null) this.#countOf.set(repeat.count.watch(), repeat);
  }

  forgetCount(repeat: RepeatState): void {
    if (repeat.count !== null) this.#countOf.delete(repeat.count);
    this.#owedRows.delete(repeat);
  }

  forget(question: QuestionState): void {
    this.#onceOnly.delete(question);
    for (const source of this.#watches.get(question) ?? []) {
      source.release();
      this.#changedBy.delete(source);
    }
    this.#watches.delete(question);
  }

  /** A new assessment: first rows, defaults, facts of the device, and the actions of a first load. */
  beginAssessment(nodes: readonly FormNode[], writes: AnswerChange[]): void {
    this.#fill(nodes, 'first-load', {}, writes);
    this.settle('typed', writes, 'first-load');
  }

  /** Initialize an added row: its first values, and the first rows of its own repeats. */
  initializeRow(row: RowState, event: BeginEvent, writes: AnswerChange[], given: GivenRowValues = {}): void {
    this.#fill(row.nodes(), event, given, writes);
  }

  /**
   * Run the effects of changes until none is left. Answers recorded elsewhere trigger nothing. A count that follows
   * from its own rows gets one row, and more only if that ends. So `count(${person}) + 1` gets its next row when an
   * answer changes it.
   */
  settle(by: 'typed' | 'recorded', writes: AnswerChange[], event: BeginEvent = 'new-instance'): void {
    if (by === 'recorded') return this.#followQuietly();
    this.#carryOut(writes, event, maximumEventRounds, new Set());
    if (this.#owedRows.size === 0) return;
    const kept = writes.length;
    const undo: AnswerChange[] = [];
    this.#undo = undo;
    const isSettled = this.#carryOut(writes, event, maximumConsecutiveRows, null);
    this.#undo = null;
    if (isSettled) return;
    writes.length = kept;
    for (const change of undo.toReversed()) this.#reach.record(change);
    this.#followQuietly();
    this.#owedRows.clear();
  }

  /** Return true when nothing is left. A repeat in `grown` gets no further row; null for no such bound. */
  #carryOut(
    writes: AnswerChange[],
    event: BeginEvent,
    most: number,
    grown: Set<RepeatState> | null,
  ): boolean {
    for (let round = 0; round < most; round += 1) {
      const { fired, counted } = this.#drain('typed');
      this.#hideBeyond(counted);
      for (const repeat of counted) this.#owedRows.add(repeat);
      const rows = this.#makeOwedRows(event, writes, grown);
      for (const { question, action } of fired) this.#act(question, action, writes);
      const kept = this.#keepOnce(writes);
      if (fired.length === 0 && counted.length === 0 && !rows && !kept) return true;
    }
    return false;
  }

  #followQuietly(): void {
    for (let round = 0; round < maximumEventRounds; round += 1) {
      const { counted } = this.#drain('recorded');
      this.#hideBeyond(counted);
      for (const repeat of counted) if (!repeat.countsOwnRows()) this.#owedRows.add(repeat);
      if (counted.length === 0) return;
    }
  }

  #drain(by: 'typed' | 'recorded'): DrainedEvents {
    const fired: WatchedAction[] = [];
    const counted: RepeatState[] = [];
    const { due } = this.#core.graph;
    for (const one of due) {
      due.delete(one);
      const repeat = this.#countOf.get(one);
      if (repeat !== undefined) counted.push(repeat);
      const watched = this.#changedBy.get(one);
      if (watched === undefined) continue;
      const now = watched.source.read();
      if (now === null || now === watched.before) continue;
      watched.before = now;
      if (by === 'typed') fired.push(watched);
    }
    return { fired, counted };
  }

  #hideBeyond(counted: readonly RepeatState[]): void {
    for (const repeat of counted) {
      repeat.limitToCount();
      // Its own rows have triggered it meanwhile, and it has run.
      if (repeat.count !== null) this.#core.graph.due.delete(repeat.count);
    }
  }

  #makeOwedRows(event: BeginEvent, writes: AnswerChange[], grown: Set<RepeatState> | null): boolean {
    let made = false;
    for (const repeat of this.#owedRows) {
      const missing = (repeat.count?.read() ?? 0) - repeat.rows.peek().length;
      if (missing > 0 && grown?.has(repeat)) continue;
      this.#owedRows.delete(repeat);
      if (this.#reach.repeatAt(repeat.address) !== repeat) continue;
      if (missing > 0) grown?.add(repeat);
      for (let made = 0; made < missing; made += 1) {
        const given =
          event === 'first-load' ? repeat.definition.initial?.[repeat.rows.peek().length] : undefined;
        this.#addRow(repeat, null, event, given ?? {}, writes);
      }
      if (missing > 0) made = true;
    }
    return made;
  }

  #keepOnce(writes: AnswerChange[]): boolean {
    const kept = [...this.#onceOnly].filter((question) => {
      const value = question.recorded.peek() === null ? question.value() : null;
      if (value !== null) this.#write(question, value, writes);
      return value !== null;
    });
    return kept.length > 0;
  }

  #fill(nodes: readonly FormNode[], event: BeginEvent, given: GivenRowValues, writes: AnswerChange[]): void {
    const questions: QuestionState[] = [];
    const visit = (node: FormNode | FormInstance): void => {
      if (node instanceof QuestionState) questions.push(node);
      else if (node instanceof RepeatState) this.#firstRows(node, event, given[node.definition.name], writes);
      else if (node.kind === 'group') node.nodes().forEach(visit);
    };
    nodes.forEach(visit);
    for (const question of questions) {
      const value = given[question.definition.name] ?? question.definition.default;
      const first = typeof value === 'string' ? parseAnswerText(value, question.valueType) : null;
      const known = first ?? this.#known(question);
      if (known !== null && question.recorded.peek() === null) this.#write(question, known, writes);
    }
    this.#actAtFirst(questions, event, writes);
  }

  #known(question: QuestionState): AnswerValue | null {
    const expression = preloadExpressionOf(question.definition, this.#environment);
    if (expression === null) return null;
    const text = this.#core.expressions.compileAt(expression, question.place).text(question.element);
    return parseAnswerText(text, question.valueType);
  }

  #firstRows(
    repeat: RepeatState,
    event: BeginEvent,
    rows: InitialRow[string] | undefined,
    writes: AnswerChange[],
  ): void {
    // In a row that is added later, the repeats begin empty.
    if (event !== 'first-load' || repeat.count !== null || repeat.rows.peek().length > 0) return;
    const begun = typeof rows === 'object' ? rows : (repeat.definition.initial ?? [{}]);
    for (const given of begun) this.#addRow(repeat, this.#environment.newInstanceId(), event, given, writes);
  }

  /** Ids of rows from a count follow from their number: two devices that make them offline make the same rows. */
  #addRow(
    repeat: RepeatState,
    id: string | null,
    event: BeginEvent,
    given: GivenRowValues,
    writes: AnswerChange[],
  ): void {
    const rows = repeat.rows.peek();
    const { parent } = repeat;
    const taken = new Set(rows.map(({ instance }) => instance));
    let number = rows.length + 1;
    const counted = (): string => (parent === null ? `n${number}` : `${parent}.${number}`);
    while (id === null && taken.has(counted())) number += 1;
    const change: AnswerChange = {
      kind: 'instance',
      repeat: repeat.definition.qid,
      instance: id ?? counted(),
      parent,
      order: generateKeyBetween(rows.at(-1)?.order ?? null, null),
    };
    writes.push(change);
    this.#undo?.push({ kind: 'instanceRemoved', repeat: change.repeat, instance: change.instance });
    for (const row of this.#reach.record(change)) this.initializeRow(row, event, writes, given);
  }

  /** Computed first values may depend on each other: they are recomputed until they no longer change. */
  #actAtFirst(questions: readonly QuestionState[], event: BeginEvent, writes: AnswerChange[]): void {
    const computed = questions.flatMap((question) =>
      (question.definition.actions ?? [])
        .filter(({ on }) => on === event)
        .map((action) => ({ question, before: noActionText, value: this.#valueOf(question, action) })),
    );
    for (let round = 0; round < maximumEventRounds; round += 1) {
      let isSettled = true;
      for (const one of computed) {
        const text = one.value.read();
        if (text === null || text === one.before) continue;
        one.before = text;
        this.#writeText(one.question, text, writes);
        isSettled = false;
      }
      if (isSettled) break;
    }
    for (const { value } of computed) value.release();
  }

  #valueOf(question: QuestionState, action: FormAction): ComputedSignal<string | null, SignalOwner> {
    const compiled = this.#core.expressions.compileAt(action.value, question.place);
    return createComputed(this.#core, null, noActionText, () =>
      question.isRelevant() ? compiled.text(question.element) : null,
    );
  }

  #act(question: QuestionState, action: FormAction, writes: AnswerChange[]): void {
    const compiled = this.#core.expressions.compileAt(action.value, question.place);
    this.#writeText(question, action.value.trim() === '' ? '' : compiled.text(question.element), writes);
  }

  #writeText(question: QuestionState, text: string, writes: AnswerChange[]): void {
    const value = parseAnswerText(text, question.valueType);
    if (value !== null || question.recorded.peek() !== null) this.#write(question, value, writes);
  }

  #write(question: QuestionState, value: AnswerValue | null, writes: AnswerChange[]): void {
    const change: AnswerChange = { kind: 'value', at: question.address, value };
    writes.push(change);
    this.#undo?.push({ ...change, value: question.recorded.peek() });
    this.#reach.record(change);
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
