import type { Confidentiality } from '#domain/assessment/finding.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { ExportAudience, ExportNote, SharingNote } from '#domain/mission/export-note.ts';
import type { Report } from '#domain/report/report.ts';
import { isWorkshopReport, type ReportCode } from '#domain/report-codes.ts';
import type { ReportLanguage } from '#renderer/i18n';
import type { ReportFormat } from '../write/create-report-file.ts';

/** Choices of a person for a report. */
export interface ReportChoice {
  readonly code: ReportCode;
  /** R2: its assessment. R6 to R8: their workshop. */
  readonly about: DocumentId | null;
  readonly language: ReportLanguage;
  readonly audience: ExportAudience;
  /** Purpose of a copy for an outsider. */
  readonly purpose: string;
  /** Partner: the entity, and the last day on which it may use its copy. */
  readonly entity: string;
  readonly until: string | null;
  /** Whether a document ends with the source records of each figure. A workbook always has them. */
  readonly hasAppendix: boolean;
}

/** First choice of a report: for the programme itself, without an appendix. */
export const initialReportChoice = (code: ReportCode, language: ReportLanguage): ReportChoice => ({
  code,
  about: null,
  language,
  audience: 'programme',
  purpose: '',
  entity: '',
  until: null,
  hasAppendix: false,
});

/** The information-sharing note; null where the copy needs none, and while it is not whole. */
export const sharingNoteOf = ({ audience, entity, until }: ReportChoice): SharingNote | null =>
  audience !== 'partner' || entity === '' || until === null ? null : { entity, until, onward: 'no' };

/** Record of the export, written before the file of this report is made. */
export function exportNoteOf(reportChoice: ReportChoice, format: ReportFormat, report: Report): ExportNote {
  const { code, about, audience, language, purpose } = reportChoice;
  const mark: Confidentiality = report.header.mark;
  return {
    what: code,
    about: code === 'R2' || isWorkshopReport(code) ? about : null,
    audience,
    mark,
    format,
    language,
    purpose: audience === 'programme' ? '' : purpose.trim(),
    sharing: sharingNoteOf(reportChoice),
  };
}
