import type { ReactElement } from 'react';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report } from '#domain/report/report.ts';
import { redactReport } from '#domain/report/report-for-reader.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import type { ReportCode } from '#domain/report-codes.ts';
import { useLanguage } from '#renderer/i18n';
import type { StoriesAbout } from '../ui/gallery/story-registry.ts';
import { createReportLabels } from './report-labels.ts';
import { ReportView } from './report-view.tsx';
import { sampleRecords } from './sample/sample-mission.ts';

export const about: StoriesAbout = { title: 'Reports' };

const { sources } = collectReportSources(sampleRecords);

function Shown({
  code,
  adapt,
}: {
  readonly code: ReportCode;
  readonly adapt?: (report: Report) => Report;
}): ReactElement {
  const language = useLanguage();
  const made = makeReport(code, sources);
  if (typeof made === 'string') throw new Error(`The sample has no ${code}: ${made}`);
  const report = adapt?.(made) ?? made;
  return (
    <ReportView report={report} labels={createReportLabels(language, report.header.scale)} hasAppendix />
  );
}

export const MissionNote = (): ReactElement => <Shown code="R1" />;
export const InstitutionAssessment = (): ReactElement => <Shown code="R2" />;
export const StateSynthesis = (): ReactElement => <Shown code="R3" />;
export const Priorities = (): ReactElement => <Shown code="R4" />;
export const DivisionOfLabour = (): ReactElement => <Shown code="R5" />;
export const WorkshopReport = (): ReactElement => <Shown code="R6" />;
export const DonorCopy = (): ReactElement => (
  <Shown code="R3" adapt={(report) => redactReport(report, { kind: 'donor', stateAgrees: false })} />
);
