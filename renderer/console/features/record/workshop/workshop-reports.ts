import type { ReactNode } from 'react';
import type { Document } from '#domain/document/document.ts';
import { makeLearningReport } from '#domain/report/learning-report.ts';
import { collectReportSources, type MissionRecords } from '#domain/report/report-sources.ts';
import type { Report } from '#domain/report/report.ts';
import type { WorkshopReportCode } from '#domain/report-codes.ts';
import { makeWorkshopReport } from '#domain/report/workshop-report.ts';
import type { MessageKey, ScreenLanguage } from '#renderer/i18n';
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
  readonly showReports: (content: (reports: WorkshopReports) => ReactNode) => ReactNode;
  readonly hrefOfReport: (code: WorkshopReportCode) => string;
}

/**
 * Make the reports of a workshop.
 * @param records of its mission; the action plan is one of them
 * @param workshop its newest state
 */
export function readWorkshopReports(
  records: MissionRecords,
  workshop: Document,
  language: ScreenLanguage,
): WorkshopReports {
  const { sources } = collectReportSources({ ...records, language });
  const R6 = makeWorkshopReport(sources, workshop);
  return {
    R6,
    R7: makeLearningReport(sources, workshop),
    labels: createReportLabels(language, R6.header.scale),
  };
}

/** Pages of a workshop that consist of sections of reports. */
const workshopReportParts = ['overview', 'participants', 'learning', 'actions'] as const;
export type WorkshopReportPart = (typeof workshopReportParts)[number];

export const isWorkshopReportPart = (part: string): part is WorkshopReportPart =>
  workshopReportParts.some((one) => one === part);

export const workshopPartLabels: { readonly [P in WorkshopReportPart]: MessageKey } = {
  overview: 'console.part.overview',
  participants: 'console.part.participants',
  learning: 'console.part.learning',
  actions: 'console.part.actions',
};

/** Report of each page, with its sections in the order of the page. */
export const workshopPartSections: {
  readonly [P in WorkshopReportPart]: {
    readonly code: 'R6' | 'R7';
    readonly sections: readonly string[];
  };
} = {
  overview: { code: 'R6', sections: ['T0', 'T1', 'T2', 'T5'] },
  participants: { code: 'R6', sections: ['F1', 'T4', 'T3', 'F2'] },
  learning: { code: 'R7', sections: ['T1', 'F1', 'T2', 'F2', 'T3', 'T4'] },
  actions: { code: 'R6', sections: ['T6', 'T7'] },
};
