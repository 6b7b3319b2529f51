import { ok, type Result, refuse } from '#base/result.ts';
import type { Diagnostic, Instrument, QuestionId } from '../model/instrument.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { EvaluationContext } from '../xpath/compiled.ts';
import type { XPathValue } from '../xpath/value.ts';
import { ChoiceLists } from './choice-offers.ts';
import type {
  AnswerAddress,
  AnswerChange,
  AnswerValue,
  AnswerViolation,
  Form,
  FormEnvironment,
  FormInstance,
  FormNode,
  FormQuestion,
  FormUpdate,
  InstanceId,
} from './form.ts';
import {
  type FormCore,
  isGroupPlace,
  isNotePlace,
  isQuestionPlace,
  isRepeatPlace,
  type NodePlace,
  planForm,
  type RecordedAnswers,
  type RecordedRow,
  type SignalOwner,
  textInLanguage,
} from './form-core.ts';
import { FormEvents } from './form-events.ts';
import { FormExpressions } from './form-expressions.ts';
import { FormChildren, FormElement, FormRootNode, type HeldFormNode } from './form-tree.ts';
import { GroupState, NoteState, type ParentContext } from './node-state.ts';
import { QuestionState } from './question-state.ts';
import { RepeatState, type RowState } from './repeat-state.ts';
import { InputSignal, SignalGraph } from './signal-graph.ts';

/** Create the context of a form's expressions besides its answers. */
function createEvaluationContext(
  instrument: Instrument,
  environment: FormEnvironment,
  form: {
    readonly root: XPathNode;
    readonly lists: ChoiceLists;
    readonly language: InputSignal<string, SignalOwner>;
    readonly behind: (element: XPathNode) => QuestionState | undefined;
    readonly fill: (words: string) => string;
  },
): EvaluationContext {
  return {
    root: form.root,
    now: () => environment.now().ms,
    offsetMinutes: () => environment.now().offsetMinutes,
    random: environment.random,
    instance: (id) => form.lists.treeOf(id),
    text: (id): XPathValue => {
      const words = instrument.texts?.[id];
      if (words === undefined) return '';
      return form.fill(textInLanguage(words, form.language.read(), instrument.defaultLanguage) ?? '');
    },
    version: instrument.version,
    choiceName: (value, element) => {
      const choices = form.behind(element)?.choices() ?? [];
      return choices.find(({ name }) => name === value)?.label ?? '';
    },
  };
}

interface StoredRow extends RecordedRow {
  readonly parent: InstanceId | null;
}

/** Recorded answers, also those for which the form has no question or row (any more). */
class RecordedAnswerStore implements RecordedAnswers {
  readonly #values = new Map<string, AnswerValue>();
  readonly #rows = new Map<QuestionId, Map<InstanceId, StoredRow>>();
  /** By repeat and parent, in order. */
  readonly #sorted = new Map<string, StoredRow[]>();

  valueOf(qid: QuestionId, instance: InstanceId | null): AnswerValue | null {
    return this.#values.get(addressKeyOf({ qid, instance })) ?? null;
  }

  rowsOf(repeat: QuestionId, parent: InstanceId | null): readonly RecordedRow[] {
    return this.#sorted.get(addressKeyOf({ qid: repeat, instance: parent })) ?? [];
  }

  /**
   * Record one change.
   * @returns for rows, the places to update
   */
  recordChange(change: AnswerChange): readonly AnswerAddress[] {
    switch (change.kind) {
      case 'value':
        if (change.value === null) this.#values.delete(addressKeyOf(change.at));
        else this.#values.set(addressKeyOf(change.at), change.value);
        return [];
      case 'instance': {
        const { repeat, instance, order, parent } = change;
        const moved = this.#takeOut(repeat, instance);
        const row = { instance, order, parent };
        const rows = this.#rows.get(repeat) ?? new Map<InstanceId, StoredRow>();
        this.#rows.set(repeat, rows.set(instance, row));
        const at = { qid: repeat, instance: parent };
        this.#sorted.set(addressKeyOf(at), insertStoredRow(this.#sorted.get(addressKeyOf(at)) ?? [], row));
        return moved === null || moved.instance === parent ? [at] : [at, moved];
      }
      case 'instanceRemoved': {
        const at = this.#takeOut(change.repeat, change.instance);
        return at === null ? [] : [at];
      }
    }
  }

  /**
   * Remove a row.
   * @returns its former place; null when there was none
   */
  #takeOut(repeat: QuestionId, instance: InstanceId): AnswerAddress | null {
    const row = this.#rows.get(repeat)?.get(instance);
    if (row === undefined) return null;
    this.#rows.get(repeat)?.delete(instance);
    const at = { qid: repeat, instance: row.parent };
    const rows = this.#sorted.get(addressKeyOf(at)) ?? [];
    this.#sorted.set(
      addressKeyOf(at),
      rows.filter((one) => one !== row),
    );
    return at;
  }
}

/** Insert a row at its place; rows of the same order go by id. The last place is tried first. */
function insertStoredRow(rows: readonly StoredRow[], row: StoredRow): StoredRow[] {
  let at = rows.length;
  for (let before = rows[at - 1]; before !== undefined && isRowBehind(before, row); before = rows[at - 1])
    at -= 1;
  return rows.toSpliced(at, 0, row);
}

const isRowBehind = (one: StoredRow, other: StoredRow): boolean =>
  one.order > other.order || (one.order === other.order && one.instance > other.instance);

/** Ids contain no slash, so a key means one place. */
const addressKeyOf = ({ qid, instance }: AnswerAddress): string => `${qid}/${instance ?? ''}`;

/**
 * Open an instrument with the answers so far. Refused, with the problems, when one of its expressions is invalid:
 * half a form would hide questions silently.
 */
export function openForm(
  instrument: Instrument,
  environment: FormEnvironment,
  answers: readonly AnswerChange[],
): Result<Form, readonly Diagnostic[]> {
  const form = new FormState(instrument, environment, answers);
  return form.problems.length === 0 ? ok(form) : refuse(form.problems);
}

class FormState implements Form {
  readonly #core: FormCore;
  readonly #store = new RecordedAnswerStore();
  readonly #questions = new Map<string, QuestionState>();
  readonly #repeats = new Map<string, RepeatState>();
  readonly #behind = new Map<XPathNode, QuestionState>();
  readonly #children = new FormChildren();
  readonly #events: FormEvents;

  constructor(instrument: Instrument, environment: FormEnvironment, answers: readonly AnswerChange[]) {
    for (const answer of answers) this.#store.recordChange(answer);
    const graph = new SignalGraph<SignalOwner>();
    const plan = planForm(instrument);
    const language = new InputSignal<string, SignalOwner>(graph, instrument.defaultLanguage);
    const lists = new ChoiceLists(instrument, language);
    const root = new FormRootNode();
    const numbering = { version: 0, renumber: () => graph.computeUntracked(() => element.renumber(0)) };
    const world = createEvaluationContext(instrument, environment, {
      root,
      lists,
      language,
      behind: (node) => this.#behind.get(node),
      fill: (words) => this.#core.expressions.fillPlaceholders(words, plan.root, element),
    });
    this.#core = {
      plan,
      graph,
      language,
      lists,
      numbering,
      answers: this.#store,
      expressions: new FormExpressions(plan, world),
      forget: (address) => this.#forget(address),
    };
    this.#events = new FormEvents(this.#core, environment, {
      record: (change) => this.#record(change),
      repeatAt: (address) => this.#repeats.get(addressKeyOf(address)),
    });
    const element: FormElement = new FormElement(this.#core, instrument.rootName, root, this.#children);
    root.setElement(element);
    const around = { element, row: null, isRelevant: () => true, path: () => `/${instrument.rootName}` };
    this.#children.setNodes(this.#core, this.#build(plan.root, around));
    this.#events.settle('recorded', []);
  }

  get problems(): readonly Diagnostic[] {
    return this.#core.expressions.problems;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  question(at: AnswerAddress): FormQuestion | undefined {
    return this.#questions.get(addressKeyOf(at));
  }

  applyChanges(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate {
    return this.#taking((writes) => {
      const fresh = changes.flatMap((change) => this.#record(change));
      if (by === 'typed') for (const row of fresh) this.#events.initializeRow(row, 'new-instance', writes);
      this.#events.settle(by, writes);
    });
  }

  begin(): FormUpdate {
    return this.#taking((writes) => this.#events.beginAssessment(this.#children.nodes, writes));
  }

  setLanguage(language: string): void {
    this.#core.language.write(language);
  }

  language(): string {
    return this.#core.language.peek();
  }

  violations(): readonly { readonly question: FormQuestion; readonly why: AnswerViolation }[] {
    const found: { question: FormQuestion; why: AnswerViolation }[] = [];
    for (const question of relevantQuestions(this.nodes())) {
      const why = question.violation();
      if (why !== null) found.push({ question, why });
    }
    return found;
  }

  hiddenAnswers(): readonly FormQuestion[] {
    return [...this.#questions.values()].filter(
      (question) =>
        question.recorded.peek() !== null &&
        question.definition.calculation === undefined &&
        question.definition.type !== 'calculate' &&
        !question.isRelevant(),
    );
  }

  #taking(work: (writes: AnswerChange[]) => void): FormUpdate {
    const { touched } = this.#core.graph;
    const writes: AnswerChange[] = [];
    work(writes);
    const changed = new Set(touched);
    touched.clear();
    return { changed, writes };
  }

  /**
   * Apply one change.
   * @returns new rows
   */
  #record(change: AnswerChange): readonly RowState[] {
    const places = this.#store.recordChange(change);
    if (change.kind === 'value') {
      const question = this.#questions.get(addressKeyOf(change.at));
      if (question === undefined) return [];
      question.recorded.write(change.value);
      this.#core.graph.touched.add(question);
      return [];
    }
    return places.flatMap(
      (at) => this.#repeats.get(addressKeyOf(at))?.updateRows(this.#store.rowsOf(at.qid, at.instance)) ?? [],
    );
  }

  #build(below: NodePlace, around: ParentContext): readonly HeldFormNode[] {
    return below.children.map((place) => this.#node(place, around));
  }

  #node(place: NodePlace, around: ParentContext): HeldFormNode {
    if (isQuestionPlace(place)) {
      const question = new QuestionState(this.#core, place, around);
      this.#questions.set(addressKeyOf(question.address), question);
      this.#behind.set(question.element, question);
      this.#events.watchActions(question);
      return question;
    }
    if (isNotePlace(place)) return new NoteState(this.#core, place, around);
    const build = (inside: NodePlace, within: ParentContext): readonly HeldFormNode[] =>
      this.#build(inside, within);
    if (isGroupPlace(place)) return new GroupState(this.#core, place, around, build);
    if (!isRepeatPlace(place)) throw new Error('The place names no node of the instrument');
    const repeat = new RepeatState(this.#core, place, around, build);
    this.#repeats.set(addressKeyOf(repeat.address), repeat);
    this.#events.watchCount(repeat);
    return repeat;
  }

  #forget(address: AnswerAddress): void {
    const key = addressKeyOf(address);
    const question = this.#questions.get(key);
    if (question !== undefined) {
      this.#events.forget(question);
      this.#behind.delete(question.element);
    }
    const repeat = this.#repeats.get(key);
    if (repeat !== undefined) this.#events.forgetCount(repeat);
    this.#questions.delete(key);
    this.#repeats.delete(key);
  }
}

function* relevantQuestions(nodes: readonly (FormNode | FormInstance)[]): Generator<FormQuestion> {
  for (const node of nodes) {
    if (node.kind === 'question') yield node;
    else if (node.kind === 'repeat') yield* relevantQuestions(node.instances());
    else if (node.kind !== 'note' && node.isRelevant()) yield* relevantQuestions(node.nodes());
  }
}
