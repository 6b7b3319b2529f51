import type { Qid, Words } from '../instrument.ts';
import type { ChoiceLists } from './choice-lists.ts';
import type { Expressions } from './expressions.ts';
import type { Address, AnswerValue, FormInstance, FormNode, InstanceId } from './form.ts';
import { Derived } from './derived.ts';
import type { Fact, Graph } from './graph.ts';
import type { Plan } from './plan.ts';

/** Whose state may look different after a change. */
export type Owner = FormNode | FormInstance;

/** What all nodes of one form share. */
export interface Core {
  readonly plan: Plan;
  readonly graph: Graph<Owner>;
  readonly expressions: Expressions;
  readonly lists: ChoiceLists;
  readonly language: Fact<string, Owner>;
  readonly answers: RecordedAnswers;
  /** Numbers of document order; rows come and go, so they are given anew when asked for after a change. */
  readonly numbering: { version: number; renumber: () => void };
  /** A node went away with its row. */
  readonly forget: (address: Address) => void;
}

/** What was recorded, also for rows that are not known (yet). */
export interface RecordedAnswers {
  valueOf(qid: Qid, instance: InstanceId | null): AnswerValue | null;
  rowsOf(repeat: Qid, parent: InstanceId | null): readonly RecordedRow[];
}

export interface RecordedRow {
  readonly instance: InstanceId;
  readonly order: string;
}

/** A derived value that belongs to a node. */
export const derived = <T>(
  core: Core,
  owner: Owner | null,
  first: T,
  compute: () => T,
  isSame?: (before: T, after: T) => boolean,
): Derived<T, Owner> => new Derived(core.graph, owner, first, compute, isSame);

/** The words in the language that is set; else in the form's own, else in whichever there is. */
export function inLanguage(words: Words, language: string, fallback: string): string | null {
  return words[language] ?? words[fallback] ?? words[''] ?? Object.values(words)[0] ?? null;
}
