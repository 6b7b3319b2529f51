import type { ReactNode } from 'react';
import type { Document } from '#domain/document/document.ts';
import { makeLearningReport } from '#domain/report/learning-report.ts';
import type { Report } from '#domain/report/report.ts';
import { collectReportSources, type MissionRecords } from '#domain/report/report-sources.ts';
import { makeWorkshopReport } from '#domain/report/workshop-report.ts';
import type { WorkshopReportCode } from '#domain/report-codes.ts';
import type { ScreenLanguage } from '#renderer/i18n';
import { createReportLabels, type ReportLabels } from '#renderer/report/report-labels.ts';

/** Reports of a workshop from which its pages at headquarters take each figure. */
export interface WorkshopReports {
  readonly R6: Report;
  readonly R7: Report;
  readonly labels: ReportLabels;
}

/** Reports of the workshop on the screen, and the way to the reports themselves. */
export interface WorkshopReading {
  /** Show content of the reports, or a placeholder while they are loading or could not be fetched. */
  readonly showReports: (content: (workshopReports: WorkshopReports) => ReactNode) => ReactNode;
  readonly hrefOfReport: (reportCode: WorkshopReportCode) => string;
}

/**
 * Make the reports of a workshop.
 * @param missionRecords of its mission; the action plan is one of them
 * @param workshop its newest state
 */
export function readWorkshopReports(
  missionRecords: MissionRecords,
  workshop: Document,
  language: ScreenLanguage,
): WorkshopReports {
  const { sources } = collectReportSources({ ...missionRecords, language });
  const R6 = makeWorkshopReport(sources, workshop);
  return {
    R6,
    R7: makeLearningReport(sources, workshop),
    labels: createReportLabels(language, R6.header.scale),
  };
}
