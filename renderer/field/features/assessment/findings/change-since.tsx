import { useMemo, type ReactElement } from 'react';
import { textAtPath } from '#domain/assessment/text-at-path.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { defaultModel, instrumentRef, type MaturityModel } from '#domain/instrument/maturity-model.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import { defaultPolicy } from '#domain/instrument/scoring-policy.ts';
import { figureSection } from '#domain/report/figure-section.ts';
import { changes } from '#domain/report/figures.ts';
import { type AssessmentSource, readSource } from '#domain/report/report-sources.ts';
import { useDocuments } from '#renderer/field/app/use-documents.ts';
import { useInstrument } from '#renderer/field/app/use-instrument.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { createReportWords } from '#renderer/report/report-words.ts';
import { ChangeSinceView } from './change-since-view.tsx';

interface ChangeSinceProps {
  readonly log: LogId;
  readonly document: Document;
  readonly model: MaturityModel;
}

/** What a follow-up shows to have changed since the assessment that it follows (B6.13), as report R3 has it. */
export function ChangeSince({ log, document, model }: ChangeSinceProps): ReactElement | null {
  const follows = DocumentId.safeParse(textAtPath(document, 'follows')).data;
  const found = useDocuments(follows === undefined ? [] : [{ log, doc: follows }]);
  const before = follows && found.get(follows)?.document;
  if (before === undefined || textAtPath(document, 'type') !== 'follow-up') return null;
  return <ChangeBetween before={before} after={document} model={model} />;
}

interface ChangeBetweenProps {
  readonly before: Document;
  readonly after: Document;
  readonly model: MaturityModel;
}

function ChangeBetween({ before, after, model }: ChangeBetweenProps): ReactElement {
  const language = useLanguage();
  const say = useSay();
  const beforeModel = useModel(textAtPath(before, 'instrument'));
  const section = useMemo(() => {
    if (beforeModel === null) return null;
    const readings = [readSource(sourceOf(before, beforeModel)), readSource(sourceOf(after, model))];
    const figure = changes(readings);
    return figure.lines.length === 0 ? null : figureSection('F1', 'report.r3.f4', 'rating', figure);
  }, [before, after, model, beforeModel]);
  const words = useMemo(
    () =>
      createReportWords(
        language,
        model.scale.map(({ label }) => label),
      ),
    [language, model],
  );
  const title = textAtPath(before, 'title') || say('finding.untitled');
  return <ChangeSinceView title={title} section={section} words={words} />;
}

/** The questions that an assessment was rated by; null while they are not here. */
function useModel(ref: string): MaturityModel | null {
  const found = useInstrument(ref);
  return useMemo(() => {
    if (ref === instrumentRef(defaultModel) || ref === '') return defaultModel;
    return found.kind === 'here' ? maturityModelOf(found.instrument) : null;
  }, [ref, found]);
}

const sourceOf = (document: Document, model: MaturityModel): AssessmentSource => ({
  document,
  model,
  policy: defaultPolicy,
  languages: [model.language],
});
