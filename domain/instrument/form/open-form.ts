import type { TreeNode } from '../expression/tree-node.ts';
import type { Diagnostic } from '../import/diagnostic.ts';
import type { Instrument } from '../instrument.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { Children, type Held } from './children.ts';
import { ChoiceLists } from './choice-lists.ts';
import type { Core, Owner } from './core.ts';
import { Element, RootNode } from './element.ts';
import { Events } from './events.ts';
import { Expressions } from './expressions.ts';
import type {
  Address,
  AnswerChange,
  Environment,
  Form,
  FormInstance,
  FormNode,
  FormQuestion,
  Taken,
  Violation,
} from './form.ts';
import { worldOf } from './form-world.ts';
import { Fact, Graph } from './graph.ts';
import { GroupState, NoteState } from './group-state.ts';
import type { Around } from './node-state.ts';
import { isGroup, isNote, isQuestion, isRepeat, type Place, planOf } from './plan.ts';
import { QuestionState } from './question-state.ts';
import { AnswerStore, keyOf } from './recorded-answers.ts';
import { RepeatState } from './repeat-state.ts';
import type { RowState } from './row-state.ts';

/**
 * Opens an instrument with what was answered so far. Refused, with the problems, when one of its expressions cannot be
 * understood: half a form would hide questions without a word.
 */
export function openForm(
  instrument: Instrument,
  environment: Environment,
  answers: readonly AnswerChange[],
): Result<Form, readonly Diagnostic[]> {
  const form = new FormState(instrument, environment, answers);
  return form.problems.length === 0 ? ok(form) : refuse(form.problems);
}

class FormState implements Form {
  readonly #core: Core;
  readonly #store = new AnswerStore();
  readonly #questions = new Map<string, QuestionState>();
  readonly #repeats = new Map<string, RepeatState>();
  readonly #behind = new Map<TreeNode, QuestionState>();
  readonly #children = new Children();
  readonly #events: Events;

  constructor(instrument: Instrument, environment: Environment, answers: readonly AnswerChange[]) {
    for (const answer of answers) this.#store.record(answer);
    const graph = new Graph<Owner>();
    const plan = planOf(instrument);
    const language = new Fact<string, Owner>(graph, instrument.defaultLanguage);
    const lists = new ChoiceLists(instrument, language);
    const root = new RootNode();
    const numbering = { version: 0, renumber: () => graph.unnoted(() => element.renumber(0)) };
    const world = worldOf(instrument, environment, {
      root,
      lists,
      language,
      behind: (node) => this.#behind.get(node),
      fill: (words) => this.#core.expressions.fill(words, plan.root, element),
    });
    this.#core = {
      plan,
      graph,
      language,
      lists,
      numbering,
      answers: this.#store,
      expressions: new Expressions(plan, world),
      forget: (address) => this.#forget(address),
    };
    this.#events = new Events(this.#core, environment, {
      record: (change) => this.#record(change),
      repeatAt: (address) => this.#repeats.get(keyOf(address)),
    });
    const element: Element = new Element(this.#core, instrument.rootName, root, this.#children);
    root.hold(element);
    const around = { element, row: null, isRelevant: () => true, path: () => `/${instrument.rootName}` };
    this.#children.hold(this.#core, this.#build(plan.root, around));
    this.#events.settle('recorded', []);
  }

  get problems(): readonly Diagnostic[] {
    return this.#core.expressions.problems;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  question(at: Address): FormQuestion | undefined {
    return this.#questions.get(keyOf(at));
  }

  take(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): Taken {
    return this.#taking((writes) => {
      const fresh = changes.flatMap((change) => this.#record(change));
      if (by === 'typed') for (const row of fresh) this.#events.rowMade(row, 'new-instance', writes);
      this.#events.settle(by, writes);
    });
  }

  begin(): Taken {
    return this.#taking((writes) => this.#events.begin(this.#children.nodes, writes));
  }

  setLanguage(language: string): void {
    this.#core.language.write(language);
  }

  language(): string {
    return this.#core.language.peek();
  }

  violations(): readonly { readonly question: FormQuestion; readonly why: Violation }[] {
    const found: { question: FormQuestion; why: Violation }[] = [];
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

  #taking(work: (writes: AnswerChange[]) => void): Taken {
    const { touched } = this.#core.graph;
    const writes: AnswerChange[] = [];
    work(writes);
    const changed = new Set(touched);
    touched.clear();
    return { changed, writes };
  }

  /** Puts one change into effect; gives the rows that are new. */
  #record(change: AnswerChange): readonly RowState[] {
    const places = this.#store.record(change);
    if (change.kind === 'value') {
      const question = this.#questions.get(keyOf(change.at));
      if (question === undefined) return [];
      question.recorded.write(change.value);
      this.#core.graph.touched.add(question);
      return [];
    }
    return places.flatMap(
      (at) => this.#repeats.get(keyOf(at))?.follow(this.#store.rowsOf(at.qid, at.instance)) ?? [],
    );
  }

  #build(below: Place, around: Around): readonly Held[] {
    return below.children.map((place) => this.#node(place, around));
  }

  #node(place: Place, around: Around): Held {
    if (isQuestion(place)) {
      const question = new QuestionState(this.#core, place, around);
      this.#questions.set(keyOf(question.address), question);
      this.#behind.set(question.element, question);
      this.#events.watch(question);
      return question;
    }
    if (isNote(place)) return new NoteState(this.#core, place, around);
    const build = (inside: Place, within: Around): readonly Held[] => this.#build(inside, within);
    if (isGroup(place)) return new GroupState(this.#core, place, around, build);
    if (!isRepeat(place)) throw new Error('A place of an instrument that is no node');
    const repeat = new RepeatState(this.#core, place, around, build);
    this.#repeats.set(keyOf(repeat.address), repeat);
    this.#events.watchCount(repeat);
    return repeat;
  }

  #forget(address: Address): void {
    const key = keyOf(address);
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
