import type { DocumentId } from '../ids.ts';
import { type Document, emptyDocument } from '../document/document.ts';
import type { ExportAudience } from '../privacy/export-note.ts';
import { sharedDocumentFor, type SharingRecipient } from '../privacy/sharing.ts';
import { makeReport, type NoReportReason } from './make-report.ts';
import type {
  Report,
  ReportAccess,
  ReportCell,
  ReportCode,
  ReportColumn,
  ReportRow,
  ReportTable,
  Section,
  SharingTerms,
} from './report.ts';
import { readReportedAssessment, type ReportedAssessment, type ReportSources } from './report-sources.ts';
import { readFindings } from '../assessment/finding.ts';
import { recommendationTable } from './assessment-tables.ts';
import { labelCell, listCell, recordRefOf, textCell } from './report-cells.ts';
import { confidentialityLabels, findingKindLabels } from './report-labels.ts';
import { isBelowMinimumCell, minimumCellSize } from '../privacy/cell-suppression.ts';

/** Who outside the programme a copy is for (domain.md E, rule 5). */
export type ExternalReader =
  | { readonly kind: 'state' }
  | { readonly kind: 'donor'; readonly stateAgrees: boolean }
  | { readonly kind: 'partner' };

const withheldCell: ReportCell = { kind: 'hidden', why: 'withheld' };
const smallCountCell: ReportCell = { kind: 'hidden', why: 'small' };

/**
 * What a reader outside the programme gets of a report, by what is shared of each field (domain.md E, rule 5). The State:
 * all of its own, but interviews, what is strictly confidential, and who pays. A donor: activities and what is
 * summed over at least the minimum cell of institutions; levels of one institution only where the State agrees, and then
 * still nothing that was written about it. A donor's rows name no records: an id leads to an institution. A partner: what the
 * report was made of, which is its items alone and what they rest on (`report-for.ts`).
 */
export function redactReport(report: Report, to: ExternalReader): Report {
  return {
    ...report,
    audience: to.kind,
    records: to.kind === 'donor' ? [] : report.records,
    header: redactHeader(report, to),
    sections: report.sections.map((section) => redactSection(section, to)),
  };
}

const isAccessGranted = (access: ReportAccess, to: ExternalReader): boolean => {
  switch (access) {
    case 'open':
      return true;
    case 'inside':
      return false;
    case 'state':
      return to.kind === 'state';
    case 'donor':
      return to.kind === 'donor';
    case 'state-partner':
      return to.kind !== 'donor';
    case 'donor-partner':
      return to.kind !== 'state';
    case 'rating':
    case 'aggregate':
      return to.kind === 'state' || isRatingAccessAgreed(to);
  }
};

/** Does the State agree that this reader sees ratings by institution? */
const isRatingAccessAgreed = (to: ExternalReader): boolean => to.kind === 'donor' && to.stateAgrees;

/** Functions of the team are nobody's business outside; coverage and confidence of a few institutions say something of each. */
function redactHeader({ header }: Report, to: ExternalReader): Report['header'] {
  const outside = { ...header, roles: [], mark: header.mark === 'SC' ? ('C' as const) : header.mark };
  if (to.kind === 'state') return outside;
  const isFew = isBelowMinimumCell(header.institutions) && !isRatingAccessAgreed(to);
  return {
    ...outside,
    ...(header.institution !== undefined && !isRatingAccessAgreed(to) && { institution: '' }),
    coverage: isFew ? null : header.coverage,
    confidence: { low: 0, medium: 0, high: 0 },
  };
}

function redactSection(section: Section, to: ExternalReader): Section {
  // Sums may be over enough institutions: each row is looked at.
  if (section.access !== 'aggregate' && !isAccessGranted(section.access, to)) return withheldSection(section);
  const { figure, ...rest } = section;
  // A picture shows all that its table does, or is not shown.
  const isWhole = section.access === 'open' || isAccessGranted(section.access, to);
  return { ...rest, table: redactTable(section, to), ...(figure !== undefined && isWhole && { figure }) };
}

/** The title stays, so that a reader knows that there is more. */
const withheldSection = ({ id, title, access, table }: Section): Section => ({
  id,
  title,
  access,
  withheld: true,
  table: { columns: table.columns.filter((column) => typeof column.title === 'string'), rows: [] },
});

const redactTable = ({ table, access }: Section, to: ExternalReader): ReportTable => ({
  columns: table.columns,
  rows: table.rows
    .filter((row) => isAccessGranted(row.access ?? 'open', to))
    .map((row) => redactRow(row, table.columns, access, to)),
});

function redactRow(
  row: ReportRow,
  columns: readonly ReportColumn[],
  access: ReportAccess,
  to: ExternalReader,
): ReportRow {
  const records = to.kind === 'donor' ? [] : row.records;
  // Sums over rows that are kept back would give them away.
  if (access === 'aggregate' && !isAccessGranted(access, to) && row.institutions === undefined)
    return { ...row, records, cells: row.cells.map((cell) => (isFigureCell(cell) ? smallCountCell : cell)) };
  return {
    ...row,
    // A row may be called by the id of a record; a code that it shows anyway gives nothing away.
    id: row.cells[0]?.kind === 'text' && row.cells[0].text === row.id ? row.id : 'row',
    records,
    cells: row.cells.map((cell, at) => redactCell(cell, columns[at]?.access ?? 'open', row, to)),
  };
}

function redactCell(
  cell: ReportCell,
  access: ReportAccess,
  { institutions }: ReportRow,
  to: ExternalReader,
): ReportCell {
  if (isAccessGranted(access, to)) return cell;
  if (access !== 'aggregate') return withheldCell;
  return institutions === undefined || institutions < minimumCellSize ? smallCountCell : cell;
}

const isFigureCell = ({ kind }: ReportCell): boolean =>
  kind === 'number' || kind === 'share' || kind === 'level' || kind === 'list';

/** What the items of a partner's plan rest on, of records that were cut to it (`sharedDocumentFor`): findings and recommendations. */
const planBasisSections = (readings: readonly ReportedAssessment[]): readonly Section[] => [
  {
    id: 'T5',
    title: 'report.r2.t4',
    access: 'state-partner',
    table: {
      columns: [
        { id: 'institution', title: 'report.column.institution' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'finding', title: 'report.column.finding' },
        { id: 'about', title: 'report.column.about' },
        { id: 'mark', title: 'report.column.mark' },
      ],
      rows: readings.flatMap(({ doc, document, institution }) =>
        readFindings(document).map((finding) => ({
          id: finding.id,
          cells: [
            textCell(institution),
            labelCell(findingKindLabels[finding.kind]),
            textCell(finding.text),
            listCell(finding.about.map(textCell)),
            labelCell(confidentialityLabels[finding.mark]),
          ],
          records: [recordRefOf(doc, `findings/${finding.id}`)],
        })),
      ),
    },
  },
  { ...recommendationTable(readings, { id: 'T6', title: 'report.r4.t2' }), access: 'state-partner' },
];

/** Which report, of which institution (R2), for whom. */
export interface ReportRequest {
  readonly code: ReportCode;
  readonly about?: DocumentId | undefined;
  readonly audience: ExportAudience;
  /** Needed for a partner: whose copy, and under which note. */
  readonly sharing?: SharingTerms | undefined;
}

/**
 * Why there is no copy for this reader: none of what it would be made from is shared with the State yet; a partner gets the plan
 * alone; nobody has said which entity it is for.
 */
export type NoCopyReason = NoReportReason | 'notShared' | 'notForPartner' | 'noEntity';

/**
 * A report as its reader gets it: the one way to a report that leaves Fieldbook, on the laptop and at headquarters. A
 * State's copy is made from nothing but what is shared with it (`sharing.ts`): its own drafts and finals, no interview. A
 * donor's sums are over all institutions, so it is made from everything and each cell is looked at (`outside-view.ts`). A
 * partner's copy is made from its items and what they rest on, and says under which note it has them.
 */
export function makeReportForReader(sources: ReportSources, ask: ReportRequest): Report | NoCopyReason {
  const { code, about, audience, sharing } = ask;
  if (audience === 'partner') return makePartnerCopy(sources, code, sharing);
  const reader = externalReaders[audience];
  const read = reader?.kind === 'state' ? sharedReportSources(sources, stateRecipientOf(sources)) : sources;
  if (assessmentReportCodes.has(code) && !hasSharedAssessment(sources, read, about)) return 'notShared';
  const report = makeReport(code, read, about);
  return typeof report === 'string' || reader === null ? report : redactReport(report, reader);
}

/** Of which institutions this reader may have R2, in the order of the records. */
export const institutionsShownTo = (
  sources: ReportSources,
  audience: ExportAudience,
): readonly DocumentId[] =>
  (audience === 'state' ? sharedReportSources(sources, stateRecipientOf(sources)) : sources).assessments.map(
    ({ document }) => document.doc,
  );

/**
 * How many of the assessments that no report can read are missing from this one. What the reader would not have anyway is
 * not; nor does a plan need any, unless its partner's items rest on one.
 */
export function countMissingAssessments(
  sources: ReportSources,
  leftOut: readonly Document[],
  ask: ReportRequest,
): number {
  const { code, audience, sharing } = ask;
  const shared = (to: SharingRecipient): number =>
    leftOut.filter((one) => sharedDocumentOf(sources, one, to) !== null).length;
  if (audience === 'partner')
    return code === 'R5' && sharing !== undefined ? shared({ kind: 'partner', entity: sharing.entity }) : 0;
  if (code === 'R5') return 0;
  return audience === 'state' ? shared(stateRecipientOf(sources)) : leftOut.length;
}

/** Reports that say nothing without an assessment. */
const assessmentReportCodes: ReadonlySet<ReportCode> = new Set(['R2', 'R3', 'R4']);

/** R5 over the items that an entity leads or supports, with the findings and recommendations that they rest on. */
function makePartnerCopy(
  sources: ReportSources,
  code: ReportCode,
  sharing: SharingTerms | undefined,
): Report | NoCopyReason {
  if (code !== 'R5') return 'notForPartner';
  if (sharing === undefined || sharing.entity.trim() === '') return 'noEntity';
  const read = sharedReportSources(sources, { kind: 'partner', entity: sharing.entity });
  const report = makeReport(code, read);
  if (typeof report === 'string') return report;
  const sections = [...report.sections, ...planBasisSections(read.assessments.map(readReportedAssessment))];
  return { ...redactReport({ ...report, sections }, { kind: 'partner' }), sharing };
}

const externalReaders: { readonly [A in Exclude<ExportAudience, 'partner'>]: ExternalReader | null } = {
  programme: null,
  state: { kind: 'state' },
  donor: { kind: 'donor', stateAgrees: false },
  'donor-agreed': { kind: 'donor', stateAgrees: true },
};

const stateRecipientOf = ({ facts }: ReportSources): SharingRecipient => ({
  kind: 'state',
  country: facts.country,
});

/** What of one record a State or a partner may be shown; a State nothing where the mission names none. */
const sharedDocumentOf = (
  { facts, plans }: ReportSources,
  document: Document,
  to: SharingRecipient,
): Document | null =>
  sharedDocumentFor(to, document, { country: facts.country === '' ? null : facts.country, plans });

/** The same of all records of the mission. */
function sharedReportSources(sources: ReportSources, to: SharingRecipient): ReportSources {
  const { mission, assessments, plans, workshops } = sources;
  const shared = (document: Document): Document | null => sharedDocumentOf(sources, document, to);
  const sharedOf = (documents: readonly Document[]): readonly Document[] =>
    documents.flatMap((document) => shared(document) ?? []);
  return {
    ...sources,
    mission: shared(mission) ?? emptyDocument(mission.doc, mission.kind),
    assessments: assessments.flatMap((source) => {
      const document = shared(source.document);
      return document === null ? [] : [{ ...source, document }];
    }),
    plans: sharedOf(plans),
    workshops: sharedOf(workshops),
  };
}

/** Where assessments are there and none may go to the State, no report of them does; nor is another's given for the one asked for. */
function hasSharedAssessment(
  all: ReportSources,
  shared: ReportSources,
  about: DocumentId | undefined,
): boolean {
  const isThere = ({ assessments }: ReportSources): boolean =>
    about === undefined ? assessments.length > 0 : assessments.some(({ document }) => document.doc === about);
  return isThere(shared) || !isThere(all);
}
