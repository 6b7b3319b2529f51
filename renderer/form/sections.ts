import type { Form, FormGroup, FormNode, FormQuestion, FormRepeat } from '#domain/instrument/form/form.ts';
import { isAsked, isDerived, isHeading } from './question-kind.ts';

/** One page of a form: a group or repeat of the outermost level, or questions that stand between those. */
export interface FormSection {
  readonly key: string;
  /** Null for questions that stand in no group. */
  readonly node: FormGroup | FormRepeat | null;
  readonly nodes: readonly FormNode[];
}

/** The pages of a form, in order. A single group around everything is no page but the whole. */
export function sectionsOf(form: Form): readonly FormSection[] {
  const top = form.nodes();
  const shown = top.filter((node) => !(node.kind === 'question' && !isAsked(node)));
  const [only] = shown;
  const isWrapped =
    shown.length === 1 && only?.kind === 'group' && only.nodes().some(({ kind }) => kind === 'group');
  return splitAtGroups(isWrapped && only?.kind === 'group' ? only.nodes() : top);
}

function splitAtGroups(nodes: readonly FormNode[]): readonly FormSection[] {
  const sections: FormSection[] = [];
  let loose: FormNode[] = [];
  const endLoose = (): void => {
    const [first] = loose;
    if (first) sections.push({ key: first.address.qid, node: null, nodes: loose });
    loose = [];
  };
  for (const node of nodes) {
    if (node.kind === 'group' || node.kind === 'repeat') {
      if (!hasAnything(node)) continue;
      endLoose();
      sections.push({ key: node.address.qid, node, nodes: node.kind === 'group' ? node.nodes() : [node] });
    } else if (node.kind === 'note' || isAsked(node)) loose.push(node);
  }
  endLoose();
  return sections;
}

/** Anything to see or answer; a group of calculations, such as `meta`, has nothing. */
const hasAnything = (node: FormNode): boolean =>
  node.kind === 'group' ? node.nodes().some(hasAnything) : node.kind !== 'question' || isAsked(node);

/** How far a page has come. */
export interface SectionCounts {
  readonly asked: number;
  readonly answered: number;
  /** Answers that break a rule, and those that must be given and are not. */
  readonly problems: number;
  readonly isRelevant: boolean;
}

export function countsOf(section: FormSection): SectionCounts {
  const isRelevant = section.node?.isRelevant() ?? true;
  let asked = 0;
  let answered = 0;
  let problems = 0;
  if (isRelevant)
    for (const question of askedIn(section.nodes)) {
      asked += 1;
      if (question.value() !== null) answered += 1;
      if (question.violation() !== null) problems += 1;
    }
  return { asked, answered, problems, isRelevant };
}

/** The questions that a person is asked now, in order: stops of Enter. Indicators are among them. */
export function* askedIn(nodes: readonly FormNode[]): Generator<FormQuestion> {
  for (const node of nodes) {
    if (node.kind === 'note' || !node.isRelevant()) continue;
    if (node.kind === 'question') {
      if (isAsked(node) && !isDerived(node) && !isHeading(node)) yield node;
    } else if (node.kind === 'group') yield* askedIn(node.nodes());
    else for (const row of node.instances()) if (row.isRelevant()) yield* askedIn(row.nodes());
  }
}
