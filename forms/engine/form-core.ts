import type { QuestionId, LocalizedText } from '../model/instrument.ts';
import type { ChoiceLists } from './choice-offers.ts';
import type { FormExpressions } from './form-expressions.ts';
import type { AnswerAddress, AnswerValue, FormInstance, FormNode, InstanceId } from './form.ts';
import { ComputedSignal, type InputSignal, type SignalGraph } from './signal-graph.ts';
import type { FormPlan } from './form-plan.ts';

/** Node or row that may look different after a change. */
export type SignalOwner = FormNode | FormInstance;

/** Shared parts of all nodes of one form. */
export interface FormCore {
  readonly plan: FormPlan;
  readonly graph: SignalGraph<SignalOwner>;
  readonly expressions: FormExpressions;
  readonly lists: ChoiceLists;
  readonly language: InputSignal<string, SignalOwner>;
  readonly answers: RecordedAnswers;
  /** Numbers of document order; rows come and go, so they are renewed on the first use after a change. */
  readonly numbering: { version: number; renumber: () => void };
  /** A node went away with its row. */
  readonly forget: (address: AnswerAddress) => void;
}

/** Recorded answers, also for rows that are not known (yet). */
export interface RecordedAnswers {
  valueOf(qid: QuestionId, instance: InstanceId | null): AnswerValue | null;
  rowsOf(repeat: QuestionId, parent: InstanceId | null): readonly RecordedRow[];
}

export interface RecordedRow {
  readonly instance: InstanceId;
  readonly order: string;
}

/** A derived value that belongs to a node. */
export const createComputed = <T>(
  core: FormCore,
  owner: SignalOwner | null,
  first: T,
  compute: () => T,
  isSame?: (before: T, after: T) => boolean,
): ComputedSignal<T, SignalOwner> => new ComputedSignal(core.graph, owner, first, compute, isSame);

/** Text in the current language, else in the form's own, else in any other. */
export function textInLanguage(words: LocalizedText, language: string, fallback: string): string | null {
  return words[language] ?? words[fallback] ?? words[''] ?? Object.values(words)[0] ?? null;
}
