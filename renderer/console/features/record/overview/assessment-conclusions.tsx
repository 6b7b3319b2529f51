import { type ReactElement, useMemo } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { useLanguage } from '#renderer/i18n';
import { useNowMs } from '#renderer/ui';
import './assessment-overview-view.css';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { Document } from '#domain/document/document.ts';
import { buildConclusionSections } from '#domain/report/make-report.ts';
import type { Section } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { createReportLabels, type ReportLabels } from '#renderer/report/report-labels.ts';
import { ReportSectionView } from '#renderer/report/report-view.tsx';

/**
 * Conclusions of this assessment. Null for an instrument without ratings.
 * @param instrument Null for the built-in one.
 */
export function useAssessmentConclusions(
  document: Document,
  instrument: Instrument | null,
): AssessmentConclusions | null {
  const language = useLanguage();
  const today = utcDayAtMs(useNowMs());
  return useMemo(() => {
    if (document.kind !== assessmentKind) return null;
    const { sources } = collectReportSources({
      named: { title: '', country: '', from: null, to: null },
      documents: [document],
      instrumentOf: () => instrument ?? undefined,
      language,
      roles: [],
      today,
    });
    const [assessmentSource] = sources.assessments;
    if (assessmentSource === undefined) return null;
    return {
      sections: buildConclusionSections(sources),
      labels: createReportLabels(
        language,
        assessmentSource.model.scale.map(({ label }) => label),
      ),
    };
  }, [document, instrument, language, today]);
}

/** Conclusions of an assessment, in the words of its reports. */
export interface AssessmentConclusions {
  readonly sections: readonly Section[];
  readonly labels: ReportLabels;
}

/** Gaps by priority, findings and recommendations, as the reports of this assessment have them. */
export function ConclusionsView({ sections, labels }: AssessmentConclusions): ReactElement {
  return (
    <div className="fb-report console-conclusions" lang={labels.language} dir={labels.direction}>
      {sections.map((section) => (
        <ReportSectionView
          key={section.id}
          titled={{ section, title: labels.word(section.title), tableTitle: '' }}
          labels={labels}
        />
      ))}
    </div>
  );
}
