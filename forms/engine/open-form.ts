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
  isGroupNode,
  isNoteNode,
  isQuestionNode,
  isRepeatNode,
  type PlannedNode,
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
  formEnvironment: FormEnvironment,
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
    now: () => formEnvironment.now().ms,
    offsetMinutes: () => formEnvironment.now().offsetMinutes,
    random: formEnvironment.random,
    instance: (id) => form.lists.treeOf(id),
    text: (id): XPathValue => {
      const localizedText = instrument.texts?.[id];
      if (localizedText === undefined) return '';
      return form.fill(textInLanguage(localizedText, form.language.read(), instrument.defaultLanguage) ?? '');
    },
    version: instrument.version,
    choiceName: (value, element) => {
      const formChoices = form.behind(element)?.choices() ?? [];
      return formChoices.find(({ name }) => name === value)?.label ?? '';
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

  rowsOf(repeatId: QuestionId, parent: InstanceId | null): readonly RecordedRow[] {
    return this.#sorted.get(addressKeyOf({ qid: repeatId, instance: parent })) ?? [];
  }

  /**
   * Record one change.
   * @returns for rows, the addresses to update
   */
  recordChange(answerChange: AnswerChange): readonly AnswerAddress[] {
    switch (answerChange.kind) {
      case 'value':
        if (answerChange.value === null) this.#values.delete(addressKeyOf(answerChange.at));
        else this.#values.set(addressKeyOf(answerChange.at), answerChange.value);
        return [];
      case 'instance': {
        const { repeat, instance, order, parent } = answerChange;
        const moved = this.#takeOut(repeat, instance);
        const row = { instance, order, parent };
        const rows = this.#rows.get(repeat) ?? new Map<InstanceId, StoredRow>();
        this.#rows.set(repeat, rows.set(instance, row));
        const at = { qid: repeat, instance: parent };
        this.#sorted.set(addressKeyOf(at), insertStoredRow(this.#sorted.get(addressKeyOf(at)) ?? [], row));
        return moved === null || moved.instance === parent ? [at] : [at, moved];
      }
      case 'instanceRemoved': {
        const answerAddress = this.#takeOut(answerChange.repeat, answerChange.instance);
        return answerAddress === null ? [] : [answerAddress];
      }
    }
  }

  /**
   * Remove a row.
   * @returns its former position; null when there was none
   */
  #takeOut(repeatId: QuestionId, instanceId: InstanceId): AnswerAddress | null {
    const storedRow = this.#rows.get(repeatId)?.get(instanceId);
    if (storedRow === undefined) return null;
    this.#rows.get(repeatId)?.delete(instanceId);
    const at = { qid: repeatId, instance: storedRow.parent };
    const storedRows = this.#sorted.get(addressKeyOf(at)) ?? [];
    this.#sorted.set(
      addressKeyOf(at),
      storedRows.filter((one) => one !== storedRow),
    );
    return at;
  }
}

/** Insert a row at its position; rows of the same order go by id. The last position is tried first. */
function insertStoredRow(storedRows: readonly StoredRow[], storedRow: StoredRow): StoredRow[] {
  let at = storedRows.length;
  for (
    let previousRow = storedRows[at - 1];
    previousRow !== undefined && isRowBehind(previousRow, storedRow);
    previousRow = storedRows[at - 1]
  )
    at -= 1;
  return storedRows.toSpliced(at, 0, storedRow);
}

const isRowBehind = (storedRow: StoredRow, otherRow: StoredRow): boolean =>
  storedRow.order > otherRow.order ||
  (storedRow.order === otherRow.order && storedRow.instance > otherRow.instance);

/** Ids contain no slash, so a key means one address. */
const addressKeyOf = ({ qid, instance }: AnswerAddress): string => `${qid}/${instance ?? ''}`;

/**
 * Open an instrument with the answers so far. Refused, with the problems, when one of its expressions is invalid:
 * half a form would hide questions silently.
 */
export function openForm(
  instrument: Instrument,
  formEnvironment: FormEnvironment,
  answerChanges: readonly AnswerChange[],
): Result<Form, readonly Diagnostic[]> {
  const formState = new FormState(instrument, formEnvironment, answerChanges);
  return formState.problems.length === 0 ? ok(formState) : refuse(formState.problems);
}

class FormState implements Form {
  readonly #core: FormCore;
  readonly #store = new RecordedAnswerStore();
  readonly #questions = new Map<string, QuestionState>();
  readonly #repeats = new Map<string, RepeatState>();
  readonly #behind = new Map<XPathNode, QuestionState>();
  readonly #children = new FormChildren();
  readonly #events: FormEvents;

  constructor(
    instrument: Instrument,
    formEnvironment: FormEnvironment,
    answerChanges: readonly AnswerChange[],
  ) {
    for (const answerChange of answerChanges) this.#store.recordChange(answerChange);
    const signalGraph = new SignalGraph<SignalOwner>();
    const formPlan = planForm(instrument);
    const language = new InputSignal<string, SignalOwner>(signalGraph, instrument.defaultLanguage);
    const lists = new ChoiceLists(instrument, language);
    const formRootNode = new FormRootNode();
    const numbering = {
      version: 0,
      renumber: () => signalGraph.computeUntracked(() => formElement.renumber(0)),
    };
    const evaluationContext = createEvaluationContext(instrument, formEnvironment, {
      root: formRootNode,
      lists,
      language,
      behind: (node) => this.#behind.get(node),
      fill: (words) => this.#core.expressions.fillPlaceholders(words, formPlan.root, formElement),
    });
    this.#core = {
      plan: formPlan,
      graph: signalGraph,
      language,
      lists,
      numbering,
      answers: this.#store,
      expressions: new FormExpressions(formPlan, evaluationContext),
      forget: (answerAddress) => this.#forget(answerAddress),
    };
    this.#events = new FormEvents(this.#core, formEnvironment, {
      record: (answerChange) => this.#record(answerChange),
      repeatAt: (answerAddress) => this.#repeats.get(addressKeyOf(answerAddress)),
    });
    const formElement: FormElement = new FormElement(
      this.#core,
      instrument.rootName,
      formRootNode,
      this.#children,
    );
    formRootNode.setElement(formElement);
    const around = {
      element: formElement,
      row: null,
      isRelevant: () => true,
      path: () => `/${instrument.rootName}`,
    };
    this.#children.setNodes(this.#core, this.#build(formPlan.root, around));
    this.#events.settle('recorded', []);
  }

  get problems(): readonly Diagnostic[] {
    return this.#core.expressions.problems;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  question(answerAddress: AnswerAddress): FormQuestion | undefined {
    return this.#questions.get(addressKeyOf(answerAddress));
  }

  applyChanges(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate {
    return this.#taking((answerChanges) => {
      const freshRowStates = changes.flatMap((change) => this.#record(change));
      if (by === 'typed')
        for (const rowState of freshRowStates)
          this.#events.initializeRow(rowState, 'new-instance', answerChanges);
      this.#events.settle(by, answerChanges);
    });
  }

  begin(): FormUpdate {
    return this.#taking((answerChanges) => this.#events.beginAssessment(this.#children.nodes, answerChanges));
  }

  setLanguage(language: string): void {
    this.#core.language.write(language);
  }

  language(): string {
    return this.#core.language.peek();
  }

  violations(): readonly { readonly question: FormQuestion; readonly why: AnswerViolation }[] {
    const found: { question: FormQuestion; why: AnswerViolation }[] = [];
    for (const formQuestion of relevantQuestions(this.nodes())) {
      const why = formQuestion.violation();
      if (why !== null) found.push({ question: formQuestion, why });
    }
    return found;
  }

  hiddenAnswers(): readonly FormQuestion[] {
    return [...this.#questions.values()].filter(
      (questionState) =>
        questionState.recorded.peek() !== null &&
        questionState.definition.calculation === undefined &&
        questionState.definition.type !== 'calculate' &&
        !questionState.isRelevant(),
    );
  }

  #taking(work: (answerChanges: AnswerChange[]) => void): FormUpdate {
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
  #record(answerChange: AnswerChange): readonly RowState[] {
    const addresses = this.#store.recordChange(answerChange);
    if (answerChange.kind === 'value') {
      const questionState = this.#questions.get(addressKeyOf(answerChange.at));
      if (questionState === undefined) return [];
      questionState.recorded.write(answerChange.value);
      this.#core.graph.touched.add(questionState);
      return [];
    }
    return addresses.flatMap(
      (answerAddress) =>
        this.#repeats
          .get(addressKeyOf(answerAddress))
          ?.updateRows(this.#store.rowsOf(answerAddress.qid, answerAddress.instance)) ?? [],
    );
  }

  #build(below: PlannedNode, parentContext: ParentContext): readonly HeldFormNode[] {
    return below.children.map((plannedNode) => this.#node(plannedNode, parentContext));
  }

  #node(plannedNode: PlannedNode, parentContext: ParentContext): HeldFormNode {
    if (isQuestionNode(plannedNode)) {
      const questionState = new QuestionState(this.#core, plannedNode, parentContext);
      this.#questions.set(addressKeyOf(questionState.address), questionState);
      this.#behind.set(questionState.element, questionState);
      this.#events.watchActions(questionState);
      return questionState;
    }
    if (isNoteNode(plannedNode)) return new NoteState(this.#core, plannedNode, parentContext);
    const build = (inside: PlannedNode, within: ParentContext): readonly HeldFormNode[] =>
      this.#build(inside, within);
    if (isGroupNode(plannedNode)) return new GroupState(this.#core, plannedNode, parentContext, build);
    if (!isRepeatNode(plannedNode)) throw new Error('The place names no node of the instrument');
    const repeatState = new RepeatState(this.#core, plannedNode, parentContext, build);
    this.#repeats.set(addressKeyOf(repeatState.address), repeatState);
    this.#events.watchCount(repeatState);
    return repeatState;
  }

  #forget(answerAddress: AnswerAddress): void {
    const key = addressKeyOf(answerAddress);
    const questionState = this.#questions.get(key);
    if (questionState !== undefined) {
      this.#events.forget(questionState);
      this.#behind.delete(questionState.element);
    }
    const repeatState = this.#repeats.get(key);
    if (repeatState !== undefined) this.#events.forgetCount(repeatState);
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
