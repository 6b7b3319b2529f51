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

/** One node of an instrument, with its position: the part that is the same for all rows. */
export interface PlannedNode<Definition extends NodeDefinition | null = NodeDefinition | null> {
  readonly definition: Definition;
  readonly parent: PlannedNode | null;
  /** Names from the root's own on. */
  readonly path: readonly string[];
  /** Repeats around it, outermost first; a repeat is not around itself. */
  readonly repeats: readonly PlannedNode<RepeatDefinition>[];
  readonly children: readonly PlannedNode[];
  /** Grows in document order. */
  readonly order: number;
}

/** An instrument for a form: its nodes with their positions. */
export interface FormPlan {
  readonly instrument: Instrument;
  readonly root: PlannedNode<null>;
  readonly byQid: ReadonlyMap<QuestionId, PlannedNode>;
  readonly byName: ReadonlyMap<string, readonly PlannedNode[]>;
}

/** Plan a form: every node gets its position. */
export function planForm(instrument: Instrument): FormPlan {
  const byQid = new Map<QuestionId, PlannedNode>();
  const byName = new Map<string, PlannedNode[]>();
  let order = 0;

  const planNode = (
    nodeDefinition: NodeDefinition,
    parent: PlannedNode,
    repeats: readonly PlannedNode<RepeatDefinition>[],
  ): PlannedNode => {
    const childNodes: PlannedNode[] = [];
    order += 1;
    const made = {
      definition: nodeDefinition,
      parent,
      path: [...parent.path, nodeDefinition.name],
      repeats,
      children: childNodes,
      order,
    };
    byQid.set(nodeDefinition.qid, made);
    const alike = byName.get(nodeDefinition.name);
    if (alike === undefined) byName.set(nodeDefinition.name, [made]);
    else alike.push(made);
    if ('nodes' in nodeDefinition) {
      const inside = isRepeatNode(made) ? [...repeats, made] : repeats;
      for (const child of nodeDefinition.nodes) childNodes.push(planNode(child, made, inside));
    }
    return made;
  };

  const children: PlannedNode[] = [];
  const root: PlannedNode<null> = {
    definition: null,
    parent: null,
    path: [instrument.rootName],
    repeats: [],
    children,
    order: 0,
  };
  for (const nodeDefinition of instrument.nodes) children.push(planNode(nodeDefinition, root, []));
  return { instrument, root, byQid, byName };
}

export const isQuestionNode = (plannedNode: PlannedNode): plannedNode is PlannedNode<QuestionDefinition> =>
  plannedNode.definition?.kind === 'question';
export const isNoteNode = (plannedNode: PlannedNode): plannedNode is PlannedNode<NoteDefinition> =>
  plannedNode.definition?.kind === 'note';
export const isGroupNode = (plannedNode: PlannedNode): plannedNode is PlannedNode<GroupDefinition> =>
  plannedNode.definition?.kind === 'group';
export const isRepeatNode = (plannedNode: PlannedNode): plannedNode is PlannedNode<RepeatDefinition> =>
  plannedNode.definition?.kind === 'repeat';

/** The node that `${name}` means at a node: of several with that name, the one with the longest common path. */
export function findNodeByName(
  formPlan: FormPlan,
  name: string,
  plannedNode: PlannedNode,
): PlannedNode | null {
  const candidates = formPlan.byName.get(name) ?? [];
  let bestNode: PlannedNode | null = null;
  let bestShared = -1;
  for (const candidate of candidates) {
    const shared = countSharedSteps(candidate.path, plannedNode.path);
    if (shared <= bestShared) continue;
    bestNode = candidate;
    bestShared = shared;
  }
  if (bestNode === null && name === formPlan.instrument.rootName) return formPlan.root;
  return bestNode;
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
  target: PlannedNode,
  plannedNode: PlannedNode,
): PlannedNode<RepeatDefinition> | null {
  const around = isRepeatNode(plannedNode) ? [...plannedNode.repeats, plannedNode] : plannedNode.repeats;
  return target.repeats.findLast((repeat) => around.includes(repeat)) ?? null;
}
