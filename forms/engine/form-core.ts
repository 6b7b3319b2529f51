import type {
  GroupDefinition,
  Instrument,
  LocalizedText,
  NodeDefinition,
  NoteDefinition,
  QuestionDefinition,
  QuestionId,
  RepeatDefinition,
} from '../model/instrument.ts';
import type { ChoiceLists } from './choice-offers.ts';
import type { AnswerAddress, AnswerValue, FormInstance, FormNode, InstanceId } from './form.ts';
import type { FormExpressions } from './form-expressions.ts';
import { ComputedSignal, type InputSignal, type SignalGraph } from './signal-graph.ts';

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
  readonly forget: (answerAddress: AnswerAddress) => void;
}

/** Recorded answers, also for rows that are not known (yet). */
export interface RecordedAnswers {
  valueOf(questionId: QuestionId, instanceId: InstanceId | null): AnswerValue | null;
  rowsOf(repeatId: QuestionId, parent: InstanceId | null): readonly RecordedRow[];
}

export interface RecordedRow {
  readonly instance: InstanceId;
  readonly order: string;
}

/** A derived value that belongs to a node. */
export const createComputed = <T>(
  formCore: FormCore,
  signalOwner: SignalOwner | null,
  first: T,
  compute: () => T,
  isSame?: (before: T, after: T) => boolean,
): ComputedSignal<T, SignalOwner> => new ComputedSignal(formCore.graph, signalOwner, first, compute, isSame);

/** Text in the current language, else in the form's own, else in any other. */
export function textInLanguage(
  localizedText: LocalizedText,
  language: string,
  fallback: string,
): string | null {
  return (
    localizedText[language] ??
    localizedText[fallback] ??
    localizedText[''] ??
    Object.values(localizedText)[0] ??
    null
  );
}

/** One node of an instrument, with its place: the part that is the same for all rows. */
export interface NodePlace<Definition extends NodeDefinition | null = NodeDefinition | null> {
  readonly definition: Definition;
  readonly parent: NodePlace | null;
  /** Names from the root's own on. */
  readonly path: readonly string[];
  /** Repeats around it, outermost first; a repeat is not around itself. */
  readonly repeats: readonly NodePlace<RepeatDefinition>[];
  readonly children: readonly NodePlace[];
  /** Grows in document order. */
  readonly order: number;
}

/** An instrument for a form: its nodes with their places. */
export interface FormPlan {
  readonly instrument: Instrument;
  readonly root: NodePlace<null>;
  readonly byQid: ReadonlyMap<QuestionId, NodePlace>;
  readonly byName: ReadonlyMap<string, readonly NodePlace[]>;
}

/** Plan a form: every node gets its place. */
export function planForm(instrument: Instrument): FormPlan {
  const byQid = new Map<QuestionId, NodePlace>();
  const byName = new Map<string, NodePlace[]>();
  let order = 0;

  const place = (
    nodeDefinition: NodeDefinition,
    parent: NodePlace,
    repeats: readonly NodePlace<RepeatDefinition>[],
  ): NodePlace => {
    const childPlaces: NodePlace[] = [];
    order += 1;
    const made = {
      definition: nodeDefinition,
      parent,
      path: [...parent.path, nodeDefinition.name],
      repeats,
      children: childPlaces,
      order,
    };
    byQid.set(nodeDefinition.qid, made);
    const alike = byName.get(nodeDefinition.name);
    if (alike === undefined) byName.set(nodeDefinition.name, [made]);
    else alike.push(made);
    if ('nodes' in nodeDefinition) {
      const inside = isRepeatPlace(made) ? [...repeats, made] : repeats;
      for (const child of nodeDefinition.nodes) childPlaces.push(place(child, made, inside));
    }
    return made;
  };

  const children: NodePlace[] = [];
  const root: NodePlace<null> = {
    definition: null,
    parent: null,
    path: [instrument.rootName],
    repeats: [],
    children,
    order: 0,
  };
  for (const nodeDefinition of instrument.nodes) children.push(place(nodeDefinition, root, []));
  return { instrument, root, byQid, byName };
}

export const isQuestionPlace = (nodePlace: NodePlace): nodePlace is NodePlace<QuestionDefinition> =>
  nodePlace.definition?.kind === 'question';
export const isNotePlace = (nodePlace: NodePlace): nodePlace is NodePlace<NoteDefinition> =>
  nodePlace.definition?.kind === 'note';
export const isGroupPlace = (nodePlace: NodePlace): nodePlace is NodePlace<GroupDefinition> =>
  nodePlace.definition?.kind === 'group';
export const isRepeatPlace = (nodePlace: NodePlace): nodePlace is NodePlace<RepeatDefinition> =>
  nodePlace.definition?.kind === 'repeat';

/** The node that `${name}` means at a place: of several with that name, the one with the longest common path. */
export function findPlaceByName(formPlan: FormPlan, name: string, nodePlace: NodePlace): NodePlace | null {
  const candidates = formPlan.byName.get(name) ?? [];
  let bestNodePlace: NodePlace | null = null;
  let bestShared = -1;
  for (const candidate of candidates) {
    const shared = countSharedSteps(candidate.path, nodePlace.path);
    if (shared <= bestShared) continue;
    bestNodePlace = candidate;
    bestShared = shared;
  }
  if (bestNodePlace === null && name === formPlan.instrument.rootName) return formPlan.root;
  return bestNodePlace;
}

/** Number of common names at the beginnings of two paths. */
function countSharedSteps(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/**
 * The innermost repeat around both a node and its reference: the reference means their common row. A reference to the
 * repeat itself means all its rows, so for it only repeats further out count.
 */
export function findCommonRepeat(
  target: NodePlace,
  nodePlace: NodePlace,
): NodePlace<RepeatDefinition> | null {
  const around = isRepeatPlace(nodePlace) ? [...nodePlace.repeats, nodePlace] : nodePlace.repeats;
  return target.repeats.findLast((repeat) => around.includes(repeat)) ?? null;
}
