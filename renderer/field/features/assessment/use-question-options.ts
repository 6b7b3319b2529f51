import { useMemo } from 'react';
import type { Document } from '#domain/document/document.ts';
import { placedNodes } from '#domain/instrument/difference/placed-nodes.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { defaultInstrument, maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import { readForm, readPlainQuestions } from '#renderer/form/form-reading.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { SelectOption } from '#renderer/ui/select.tsx';
import { type FormSectionReading, nameOfLine } from '#domain/instrument/form/form-lines.ts';

/**
 * What can be chosen as the question that something is about, by what a point names? Indicators by code and title, questions
 * of a form by what they ask, with the row that they stand in. Null is the instrument that Fieldbook brings along.
 */
export function useQuestionOptions(
  instrument: Instrument | null,
  document: Document,
): readonly SelectOption<string>[] {
  const language = useLanguage();
  const say = useSay();
  return useMemo(() => {
    if (instrument === null) return indicatorsOf(defaultInstrument);
    const words = { language, loose: say('form.section.loose') };
    if (maturityModelOf(instrument) === null) return linesOf(readForm(document, instrument, words) ?? []);
    return [...indicatorsOf(instrument), ...linesOf(readPlainQuestions(document, instrument, words))];
  }, [instrument, document, language, say]);
}

const linesOf = (sections: readonly FormSectionReading[]): readonly SelectOption<string>[] =>
  sections.flatMap(({ lines }) => lines.map((line) => ({ id: line.place, label: nameOfLine(line) })));

const indicatorsOf = (instrument: Instrument): readonly SelectOption<string>[] =>
  [...placedNodes(instrument).values()].flatMap(({ node }) =>
    node.kind === 'question' && node.type === 'indicator'
      ? [{ id: node.qid, label: `${node.qid} ${node.label?.[instrument.defaultLanguage] ?? node.name}` }]
      : [],
  );
