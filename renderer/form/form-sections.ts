import type { Form, FormGroup, FormNode, FormQuestion, FormRepeat } from '#forms/engine/form.ts';
import { isDerivedQuestion, isHeadingQuestion, isQuestionAsked } from './answer-input.ts';
import type { FormSession } from './form-session.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';

/**
 * Title of a section: its own label, else its first words, else its name. (The label of a table-list is one
 * of its notes.) Questions in no group have the screen's title.
 */
export function formSectionTitle({ node, nodes }: FormSection, otherwise: string): string {
  if (node === null) return otherwise;
  const [first] = nodes;
  const label = node.label() ?? (first?.kind === 'note' ? first.label() : null);
  return (label !== null && plainTextOf(readMarkdown(label))) || node.definition.name;
}

/** One page of a form: a group or repeat of the outermost level, or questions between those. */
export interface FormSection {
  readonly key: string;
  /** Null for questions in no group. */
  readonly node: FormGroup | FormRepeat | null;
  readonly nodes: readonly FormNode[];
}

/** The pages of a form, in order. A single group around everything is no page but the whole. */
export function formSectionsOf(form: Form): readonly FormSection[] {
  const top = form.nodes();
  const shown = top.filter((node) => !(node.kind === 'question' && !isQuestionAsked(node)));
  const [only] = shown;
  const isWrapped =
    shown.length === 1 && only?.kind === 'group' && only.nodes().some(({ kind }) => kind === 'group');
  return splitNodesAtGroups(isWrapped && only?.kind === 'group' ? only.nodes() : top);
}

function splitNodesAtGroups(nodes: readonly FormNode[]): readonly FormSection[] {
  const sections: FormSection[] = [];
  let loose: FormNode[] = [];
  const endLoose = (): void => {
    const [first] = loose;
    if (first) sections.push({ key: first.address.qid, node: null, nodes: loose });
    loose = [];
  };
  for (const node of nodes) {
    if (node.kind === 'group' || node.kind === 'repeat') {
      if (!hasVisibleNode(node)) continue;
      endLoose();
      sections.push({ key: node.address.qid, node, nodes: node.kind === 'group' ? node.nodes() : [node] });
    } else if (node.kind === 'note' || isQuestionAsked(node)) loose.push(node);
  }
  endLoose();
  return sections;
}

/** Whether there is anything to see or answer; a group of calculations, such as `meta`, has nothing. */
const hasVisibleNode = (node: FormNode): boolean =>
  node.kind === 'group'
    ? node.nodes().some(hasVisibleNode)
    : node.kind !== 'question' || isQuestionAsked(node);

/** Progress of a page. */
export interface SectionCounts {
  readonly asked: number;
  readonly answered: number;
  /** Answers that break a rule, and missing required ones. */
  readonly problems: number;
  readonly isRelevant: boolean;
}

/** Count the questions of a section. A section that is not asked has only zeros. */
export function sectionCountsOf(session: FormSession, section: FormSection): SectionCounts {
  const isRelevant = section.node?.isRelevant() ?? true;
  let asked = 0;
  let answered = 0;
  let problems = 0;
  if (isRelevant)
    for (const question of askedQuestionsIn(section.nodes)) {
      asked += 1;
      if (question.value() !== null) answered += 1;
      if (session.hasShownProblem(question)) problems += 1;
    }
  return { asked, answered, problems, isRelevant };
}

/** Questions that a person is asked now, in order: stops of Enter. Indicators are among them. */
export function* askedQuestionsIn(nodes: readonly FormNode[]): Generator<FormQuestion> {
  for (const node of nodes) {
    if (node.kind === 'note' || !node.isRelevant()) continue;
    if (node.kind === 'question') {
      if (isQuestionAsked(node) && !isDerivedQuestion(node) && !isHeadingQuestion(node)) yield node;
    } else if (node.kind === 'group') yield* askedQuestionsIn(node.nodes());
    else for (const row of node.instances()) if (row.isRelevant()) yield* askedQuestionsIn(row.nodes());
  }
}
