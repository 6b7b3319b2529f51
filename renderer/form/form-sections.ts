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
  const [firstFormNode] = nodes;
  const label = node.label() ?? (firstFormNode?.kind === 'note' ? firstFormNode.label() : null);
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
  const shownFormNodes = top.filter((node) => !(node.kind === 'question' && !isQuestionAsked(node)));
  const [onlyFormNode] = shownFormNodes;
  const isWrapped =
    shownFormNodes.length === 1 &&
    onlyFormNode?.kind === 'group' &&
    onlyFormNode.nodes().some(({ kind }) => kind === 'group');
  return splitNodesAtGroups(isWrapped && onlyFormNode?.kind === 'group' ? onlyFormNode.nodes() : top);
}

function splitNodesAtGroups(formNodes: readonly FormNode[]): readonly FormSection[] {
  const formSections: FormSection[] = [];
  let loose: FormNode[] = [];
  const endLoose = (): void => {
    const [firstFormNode] = loose;
    if (firstFormNode) formSections.push({ key: firstFormNode.address.qid, node: null, nodes: loose });
    loose = [];
  };
  for (const formNode of formNodes) {
    if (formNode.kind === 'group' || formNode.kind === 'repeat') {
      if (!hasVisibleNode(formNode)) continue;
      endLoose();
      formSections.push({
        key: formNode.address.qid,
        node: formNode,
        nodes: formNode.kind === 'group' ? formNode.nodes() : [formNode],
      });
    } else if (formNode.kind === 'note' || isQuestionAsked(formNode)) loose.push(formNode);
  }
  endLoose();
  return formSections;
}

/** Whether there is anything to see or answer; a group of calculations, such as `meta`, has nothing. */
const hasVisibleNode = (formNode: FormNode): boolean =>
  formNode.kind === 'group'
    ? formNode.nodes().some(hasVisibleNode)
    : formNode.kind !== 'question' || isQuestionAsked(formNode);

/** Progress of a page. */
export interface SectionCounts {
  readonly asked: number;
  readonly answered: number;
  /** Answers that break a rule, and missing required ones. */
  readonly problems: number;
  readonly isRelevant: boolean;
}

/** Count the questions of a section. A section that is not asked has only zeros. */
export function sectionCountsOf(formSession: FormSession, formSection: FormSection): SectionCounts {
  const isRelevant = formSection.node?.isRelevant() ?? true;
  let asked = 0;
  let answered = 0;
  let problems = 0;
  if (isRelevant)
    for (const formQuestion of askedQuestionsIn(formSection.nodes)) {
      asked += 1;
      if (formQuestion.value() !== null) answered += 1;
      if (formSession.hasShownProblem(formQuestion)) problems += 1;
    }
  return { asked, answered, problems, isRelevant };
}

/** Questions that a person is asked now, in order: stops of Enter. Indicators are among them. */
export function* askedQuestionsIn(formNodes: readonly FormNode[]): Generator<FormQuestion> {
  for (const formNode of formNodes) {
    if (formNode.kind === 'note' || !formNode.isRelevant()) continue;
    if (formNode.kind === 'question') {
      if (isQuestionAsked(formNode) && !isDerivedQuestion(formNode) && !isHeadingQuestion(formNode))
        yield formNode;
    } else if (formNode.kind === 'group') yield* askedQuestionsIn(formNode.nodes());
    else
      for (const formInstance of formNode.instances())
        if (formInstance.isRelevant()) yield* askedQuestionsIn(formInstance.nodes());
  }
}
