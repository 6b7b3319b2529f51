/** Reports from assessments, plans and workshops (docs/requirements.md D). */
export const reportCodes = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'] as const;
export type ReportCode = (typeof reportCodes)[number];

/** Reports about one workshop. */
const workshopReportCodes = ['R6', 'R7', 'R8'] as const satisfies readonly ReportCode[];
export type WorkshopReportCode = (typeof workshopReportCodes)[number];

export const isWorkshopReport = (reportCode: ReportCode): reportCode is WorkshopReportCode =>
  (workshopReportCodes as readonly ReportCode[]).includes(reportCode); // a wider list takes any code
