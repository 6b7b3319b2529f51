import type { DocumentId } from '#domain/ids.ts';
import type { NoteLink } from '#domain/interview/interview-note.ts';
import type { InstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { NoteLine } from '#renderer/store/api/device-only-api.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';

/** An interview note as the mission lists it. */
export interface NoteRow extends Omit<NoteLine, 'links'> {
  readonly href: string;
  /** Questions that it is evidence for, each once. */
  readonly questions: readonly string[];
}

/** Rows of the list, with the names that the register of institutions has now. */
export const noteRowsOf = (
  logId: DocumentSummary['log'],
  noteLines: readonly NoteLine[],
  nameOf: InstitutionNames['nameOf'],
): readonly NoteRow[] =>
  noteLines.map(({ links, ...line }) => ({
    ...line,
    institution: nameOf(logId, { 'institution/name': line.institution }),
    href: fieldAddressOf({ screen: 'note', log: logId, note: line.id }),
    questions: [...new Set(links.map(({ question }) => question))],
  }));

/** Evidence made of a note, for the list beside it. */
export interface NoteLinkTarget {
  readonly id: string;
  readonly question: string;
  readonly institution: string;
  /** Null when the assessment is not on this laptop any more. */
  readonly href: string | null;
}

/** Targets of a note's links, with the institution and the address of each question. */
export const noteLinkTargetsOf = (
  noteLinks: readonly NoteLink[],
  documentSummaries: readonly DocumentSummary[],
): readonly NoteLinkTarget[] =>
  noteLinks.map(({ doc, question, evidence }) => {
    const documentSummary = documentSummaries.find((one) => one.doc === doc);
    return {
      id: evidence,
      question,
      institution: assessmentInstitutionName(documentSummaries, doc),
      href: documentSummary
        ? fieldAddressOf({ screen: 'assessment', log: documentSummary.log, doc, question })
        : null,
    };
  });

/** Institution of an assessment, from the lists. */
export function assessmentInstitutionName(
  documentSummaries: readonly DocumentSummary[],
  documentId: DocumentId,
): string {
  const documentSummary = documentSummaries.find((one) => one.doc === documentId);
  const name = documentSummary?.facts['institution/name'];
  return typeof name === 'string' && name !== '' ? name : (documentSummary?.title ?? '');
}
