import type { MessageKey } from '#renderer/i18n';

/** Pages of a workshop that consist of sections of reports. */
const workshopReportParts = ['overview', 'participants', 'learning', 'actions'] as const;
export type WorkshopReportPart = (typeof workshopReportParts)[number];

export const isWorkshopReportPart = (part: string): part is WorkshopReportPart =>
  workshopReportParts.some((workshopReportPart) => workshopReportPart === part);

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
