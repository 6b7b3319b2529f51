import { type ReactElement, useMemo } from 'react';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { buildFigureSection } from '#domain/report/figure-table.ts';
import { ratingChangesFigure } from '#domain/report/report-figures.ts';
import { type AssessmentSource, readReportedAssessment } from '#domain/report/report-sources.ts';
import {
  defaultMaturityModel,
  type MaturityModel,
  maturityModelRef,
} from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { useFollowedAssessment } from '#renderer/field/app/documents/followed-assessment.ts';
import { useInstrument } from '#renderer/field/app/documents/use-instrument.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { FollowUpComparisonView } from './findings-page-view.tsx';

interface FollowUpComparisonProps {
  readonly log: LogId;
  readonly document: Document;
  readonly model: MaturityModel;
}

/** Changes of a follow-up since the assessment that it follows (B6.13), as in report R3. */
export function FollowUpComparison({ log, document, model }: FollowUpComparisonProps): ReactElement | null {
  const before = useFollowedAssessment(log, document);
  if (before === null || plainTextAt(document, 'type') !== 'follow-up') return null;
  return <AssessmentComparison before={before.document} after={document} model={model} />;
}

interface AssessmentComparisonProps {
  readonly before: Document;
  readonly after: Document;
  readonly model: MaturityModel;
}

function AssessmentComparison({ before, after, model }: AssessmentComparisonProps): ReactElement {
  const language = useLanguage();
  const translate = useTranslate();
  const beforeModel = useMaturityModel(plainTextAt(before, 'instrument'));
  const section = useMemo(() => {
    if (beforeModel === null) return null;
    const reportedAssessments = [
      readReportedAssessment(assessmentSourceOf(before, beforeModel)),
      readReportedAssessment(assessmentSourceOf(after, model)),
    ];
    const figure = ratingChangesFigure(reportedAssessments);
    return figure.lines.length === 0 ? null : buildFigureSection('F1', 'report.r3.f4', 'rating', figure);
  }, [before, after, model, beforeModel]);
  const labels = useMemo(
    () =>
      createReportLabels(
        language,
        model.scale.map(({ label }) => label),
      ),
    [language, model],
  );
  const title = plainTextAt(before, 'title') || translate('finding.untitled');
  return <FollowUpComparisonView title={title} section={section} labels={labels} />;
}

/** Questions of an assessment's rating; null while they are not here. */
function useMaturityModel(ref: string): MaturityModel | null {
  const foundInstrument = useInstrument(ref);
  return useMemo(() => {
    if (ref === maturityModelRef(defaultMaturityModel) || ref === '') return defaultMaturityModel;
    return foundInstrument.kind === 'here' ? maturityModelOf(foundInstrument.instrument) : null;
  }, [ref, foundInstrument]);
}

const assessmentSourceOf = (document: Document, maturityModel: MaturityModel): AssessmentSource => ({
  document,
  model: maturityModel,
  policy: defaultScoringPolicy,
  languages: [maturityModel.language],
});
