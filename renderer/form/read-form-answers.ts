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
  const formShape = formShapeOf(instrument);
  const answerChanges = readAnswerChanges(formShape, Object.keys(document.registers), (path) =>
    valueAt(document, path),
  );
  const opened = openForm(instrument, readOnlyWorld, answerChanges);
  if (!opened.ok) return null;
  const formSession = new FormSession(opened.value, instrument);
  formSession.setLanguage(initialFormLanguage(instrument, language));
  return formSectionsOf(formSession.form).map((formSection) => ({
    part: `form.${formSection.key}`,
    title: formSectionTitle(formSection, loose),
    lines: [...readFormLines(formSection.nodes, '', formSession, formShape)],
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
  const isPlain = ({ subject }: FormLine): boolean => {
    const nodeDefinition = nodes.get(subject);
    return subject !== '' && !(nodeDefinition?.kind === 'question' && nodeDefinition.type === 'indicator');
  };
  return (readFormAnswers(document, instrument, words) ?? [])
    .map((section) => ({ ...section, lines: section.lines.filter(isPlain) }))
    .filter(({ lines }) => lines.length > 0);
}

/** Reading changes nothing: no randomness, dates or counters here. */
const readOnlyWorld = readOnlyEnvironment({ ms: 0, offsetMinutes: 0 });

function* readFormLines(
  formNodes: readonly FormNode[],
  row: string,
  formSession: FormSession,
  formShape: FormShape,
): Generator<FormLine> {
  for (const formNode of formNodes) {
    if (formNode.kind === 'note' || !formNode.isRelevant()) continue;
    if (formNode.kind === 'group') yield* readFormLines(formNode.nodes(), row, formSession, formShape);
    else if (formNode.kind === 'repeat') {
      for (const [at, formInstance] of formNode.instances().entries())
        yield* readFormLines(formInstance.nodes(), repeatRowName(row, formNode, at), formSession, formShape);
    } else if (isQuestionAsked(formNode) && !isHeadingQuestion(formNode))
      yield {
        subject: answerSubjectOf(answerPathOf(formShape, formNode.address)),
        row,
        question: questionLabelOf(formNode),
        answer: formatAnswerText(formSession, formNode, formNode.value()),
      };
  }
}

function repeatRowName(around: string, formRepeat: FormRepeat, at: number): string {
  const label = formRepeat.label();
  const name = `${(label !== null && plainTextOf(readMarkdown(label))) || formRepeat.definition.name} ${at + 1}`;
  return around === '' ? name : `${around} · ${name}`;
}

const answerSubjectOf = (path: string): string => path.split('/').slice(1, -1).join('/');
