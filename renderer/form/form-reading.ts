import { type Document, valueAt } from '#domain/document/document.ts';
import { changesAt, pathOfAnswer } from '#domain/instrument/form/answer-registers.ts';
import type { FormNode, FormRepeat } from '#domain/instrument/form/form.ts';
import { nobodysWorld } from '#domain/instrument/form/nobody.ts';
import { type FormShape, shapeOf } from '#domain/instrument/form/form-shape.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { FormLine, FormSectionReading } from '#domain/instrument/form/form-lines.ts';
import { wordsOfAnswer, wordsOfQuestion } from './answer-words.ts';
import { firstLanguage } from './form-language.ts';
import { FormSession } from './form-session.ts';
import { readMarkdown, wordsOf } from './markdown.ts';
import { isAsked, isHeading } from './question-kind.ts';
import { sectionTitle } from './section-title.ts';
import { sectionsOf } from './sections.ts';

/** Reads an assessment by the form that it was made with; null for a form that this version cannot open. */
export function readForm(
  document: Document,
  instrument: Instrument,
  { language, loose }: { readonly language: string; readonly loose: string },
): readonly FormSectionReading[] | null {
  const shape = shapeOf(instrument);
  const answers = changesAt(shape, Object.keys(document.registers), (path) => valueAt(document, path));
  const opened = openForm(instrument, nobody, answers);
  if (!opened.ok) return null;
  const session = new FormSession(opened.value, instrument);
  session.setLanguage(firstLanguage(instrument, language));
  return sectionsOf(session.form).map((section) => ({
    part: `form.${section.key}`,
    title: sectionTitle(section, loose),
    lines: [...linesIn(section.nodes, '', session, shape)],
  }));
}

/** Reads what an instrument that rates asks beside its indicators and its screening: its plain questions, by page. */
export function readPlainQuestions(
  document: Document,
  instrument: Instrument,
  words: Parameters<typeof readForm>[2],
): readonly FormSectionReading[] {
  const { nodes } = shapeOf(instrument);
  // The screening stands apart from the answers, and no point names it.
  const isPlain = ({ place }: FormLine): boolean => {
    const node = nodes.get(place);
    return place !== '' && !(node?.kind === 'question' && node.type === 'indicator');
  };
  return (readForm(document, instrument, words) ?? [])
    .map((section) => ({ ...section, lines: section.lines.filter(isPlain) }))
    .filter(({ lines }) => lines.length > 0);
}

/** What is read is changed by nobody: nothing here is drawn, dated or counted. */
const nobody = nobodysWorld({ ms: 0, offsetMinutes: 0 });

function* linesIn(
  nodes: readonly FormNode[],
  row: string,
  session: FormSession,
  shape: FormShape,
): Generator<FormLine> {
  for (const node of nodes) {
    if (node.kind === 'note' || !node.isRelevant()) continue;
    if (node.kind === 'group') yield* linesIn(node.nodes(), row, session, shape);
    else if (node.kind === 'repeat') {
      for (const [at, instance] of node.instances().entries())
        yield* linesIn(instance.nodes(), rowName(row, node, at), session, shape);
    } else if (isAsked(node) && !isHeading(node))
      yield {
        place: placeOf(pathOfAnswer(shape, node.address)),
        row,
        question: wordsOfQuestion(node),
        answer: wordsOfAnswer(session, node, node.value()),
      };
  }
}

function rowName(around: string, repeat: FormRepeat, at: number): string {
  const label = repeat.label();
  const name = `${(label !== null && wordsOf(readMarkdown(label))) || repeat.definition.name} ${at + 1}`;
  return around === '' ? name : `${around} · ${name}`;
}

const placeOf = (path: string): string => path.split('/').slice(1, -1).join('/');
