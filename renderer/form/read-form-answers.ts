import {
  answerPathOf,
  type FormShape,
  formShapeOf,
  readAnswerChanges,
} from '#domain/assessment/answer-registers.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type FormNode, type FormRepeat, readOnlyEnvironment } from '#forms/engine/form.ts';
import type { FormLine, FormSectionReading } from '#forms/engine/form-lines.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { isHeadingQuestion, isQuestionAsked } from './answer-input.ts';
import { formatAnswerText, questionLabelOf } from './answer-text.ts';
import { initialFormLanguage } from './form-language.ts';
import { formSectionsOf, formSectionTitle } from './form-sections.ts';
import { FormSession } from './form-session.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';

/** Read an assessment by its form; null for a form that this version cannot open. */
export function readFormAnswers(
  document: Document,
  instrument: Instrument,
  { language, loose }: { readonly language: string; readonly loose: string },
): readonly FormSectionReading[] | null {
  const shape = formShapeOf(instrument);
  const answers = readAnswerChanges(shape, Object.keys(document.registers), (path) =>
    valueAt(document, path),
  );
  const opened = openForm(instrument, readOnlyWorld, answers);
  if (!opened.ok) return null;
  const session = new FormSession(opened.value, instrument);
  session.setLanguage(initialFormLanguage(instrument, language));
  return formSectionsOf(session.form).map((section) => ({
    part: `form.${section.key}`,
    title: formSectionTitle(section, loose),
    lines: [...readFormLines(section.nodes, '', session, shape)],
  }));
}

/**
 * Read the plain questions of an instrument with ratings, beside its indicators and its screening, by page.
 */
export function readPlainQuestions(
  document: Document,
  instrument: Instrument,
  words: Parameters<typeof readFormAnswers>[2],
): readonly FormSectionReading[] {
  const { nodes } = formShapeOf(instrument);
  // The screening is apart from the answers, and no comment names it.
  const isPlain = ({ place }: FormLine): boolean => {
    const node = nodes.get(place);
    return place !== '' && !(node?.kind === 'question' && node.type === 'indicator');
  };
  return (readFormAnswers(document, instrument, words) ?? [])
    .map((section) => ({ ...section, lines: section.lines.filter(isPlain) }))
    .filter(({ lines }) => lines.length > 0);
}

/** Reading changes nothing: no randomness, dates or counters here. */
const readOnlyWorld = readOnlyEnvironment({ ms: 0, offsetMinutes: 0 });

function* readFormLines(
  nodes: readonly FormNode[],
  row: string,
  session: FormSession,
  shape: FormShape,
): Generator<FormLine> {
  for (const node of nodes) {
    if (node.kind === 'note' || !node.isRelevant()) continue;
    if (node.kind === 'group') yield* readFormLines(node.nodes(), row, session, shape);
    else if (node.kind === 'repeat') {
      for (const [at, instance] of node.instances().entries())
        yield* readFormLines(instance.nodes(), repeatRowName(row, node, at), session, shape);
    } else if (isQuestionAsked(node) && !isHeadingQuestion(node))
      yield {
        place: answerPlaceOf(answerPathOf(shape, node.address)),
        row,
        question: questionLabelOf(node),
        answer: formatAnswerText(session, node, node.value()),
      };
  }
}

function repeatRowName(around: string, repeat: FormRepeat, at: number): string {
  const label = repeat.label();
  const name = `${(label !== null && plainTextOf(readMarkdown(label))) || repeat.definition.name} ${at + 1}`;
  return around === '' ? name : `${around} · ${name}`;
}

const answerPlaceOf = (path: string): string => path.split('/').slice(1, -1).join('/');
