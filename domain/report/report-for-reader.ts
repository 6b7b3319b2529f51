import { readFindings } from '../assessment/finding.ts';
import { type Document, emptyDocument } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { schemaOfKind } from '../kinds/document-kinds.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import type { ExportAudience } from '../mission/export-note.ts';
import { findPathRulesBelow, type PathRule } from '../path-rules/kind-schema.ts';
import { type AudienceMember, isInAudience } from '../path-rules/path-audience.ts';
import { isBelowMinimumCell, minimumCellSize } from '../privacy/cell-suppression.ts';
import { type SharingRecipient, sharedDocumentFor, withoutInsideFields } from '../privacy/sharing.ts';
import type { ReportCode } from '../report-codes.ts';
import { recommendationTable } from './assessment-tables.ts';
import { makeReport, type NoReportReason } from './make-report.ts';
import type {
  RecordTitle,
  Report,
  ReportAccess,
  ReportCell,
  ReportColumn,
  ReportRow,
  ReportTable,
  Section,
  SharingTerms,
} from './report.ts';
import {
  type AssessmentSource,
  labelCell,
  listCell,
  type ReportedAssessment,
  type ReportSources,
  readReportedAssessment,
  recordRefOf,
  smallCountCell,
  textCell,
} from './report-sources.ts';

/** Kind of each record of a report. */
type RecordKinds = ReadonlyMap<DocumentId, string>;

const recordKindsOf = (titles: readonly RecordTitle[]): RecordKinds =>
  new Map(titles.map(({ doc, kind }) => [doc, kind]));

/** A field or item that a row names, as the rules that decide on it: several for an item with parts. */
type NamedField = readonly PathRule[];

/** Fields that a row names, by the kinds of their records. A field without a rule is nobody's. */
function namedFieldsOf({ records }: ReportRow, kinds: RecordKinds): readonly NamedField[] {
  return records.flatMap(({ doc, paths = [] }) => {
    const kind = DocumentKind.safeParse(kinds.get(doc)).data;
    const schema = (kind && schemaOfKind(kind)) ?? [];
    return paths.map((path) => findPathRulesBelow(schema, path));
  });
}

/** Return whether a row has a field that no outsider may see. No access that it states opens it. */
const restsOnInsideField = (row: ReportRow, kinds: RecordKinds): boolean =>
  namedFieldsOf(row, kinds).some((field) => field.every(({ sharedWith }) => sharedWith.length === 0));

/** Return whether a reader outside is shown every field that a row names. A row that names none is nobody's. */
function isEveryFieldShared(row: ReportRow, kinds: RecordKinds, to: AudienceMember): boolean {
  const fields = namedFieldsOf(row, kinds);
  return (
    fields.length > 0 && fields.every((field) => field.some(({ sharedWith }) => isInAudience(sharedWith, to)))
  );
}

/** Reader of a copy outside the programme (docs/requirements.md E5). */
export type ExternalReader =
  | { readonly kind: 'state' }
  | { readonly kind: 'donor'; readonly stateAgrees: boolean }
  | { readonly kind: 'partner' };

const withheldCell: ReportCell = { kind: 'hidden', why: 'withheld' };

/**
 * Redact a report for a reader outside the programme, by the sharing of each field (docs/requirements.md E5). The
 * State gets all of its own but interviews, strictly confidential items and funding. A donor gets activities, and
 * sums over at least the minimum cell of institutions. It gets no ids of records, which lead to an institution.
 * Levels of one institution, without texts, only where the State agrees. A partner's report is made from its items
 * alone.
 */
export function redactReport(report: Report, to: ExternalReader): Report {
  const kinds = recordKindsOf(report.records);
  return {
    ...report,
    audience: to.kind,
    records: to.kind === 'donor' ? [] : report.records,
    header: redactHeader(report, to),
    sections: report.sections
      .filter(({ isInternal }) => isInternal !== true)
      .map((section) => redactSection(section, kinds, to)),
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

/** Return whether the State agrees that this reader sees ratings by institution. */
const isRatingAccessAgreed = (to: ExternalReader): boolean => to.kind === 'donor' && to.stateAgrees;

/** Functions of the team are internal; coverage and confidence of a few institutions reveal each of them. */
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

function redactSection(section: Section, kinds: RecordKinds, to: ExternalReader): Section {
  // Sums may cover enough institutions: each row is checked.
  if (section.access !== 'aggregate' && !isAccessGranted(section.access, to)) return withheldSection(section);
  const { figure, ...rest } = section;
  const table = redactTable(section, kinds, to);
  // A picture shows everything in its table, or is not shown.
  const isWhole = isAccessGranted(section.access, to) && table.rows.length === section.table.rows.length;
  return { ...rest, table, ...(figure !== undefined && isWhole && { figure }) };
}

/** The title is kept, so a reader knows that there is more. */
const withheldSection = ({ id, title, access, table }: Section): Section => ({
  id,
  title,
  access,
  withheld: true,
  table: { columns: table.columns.filter((column) => typeof column.title === 'string'), rows: [] },
});

const redactTable = ({ table, access }: Section, kinds: RecordKinds, to: ExternalReader): ReportTable => ({
  columns: table.columns,
  rows: table.rows
    .filter((row) => isRowShown(row, access, kinds, to))
    .map((row) => redactRow(row, table.columns, access, to)),
});

/**
 * Return whether a reader is shown a row of a section that is shown. In a section for everybody a row is as open as
 * the fields that it names, unless it states its readers. Other sections state them.
 */
function isRowShown(row: ReportRow, section: ReportAccess, kinds: RecordKinds, to: ExternalReader): boolean {
  if (restsOnInsideField(row, kinds)) return false;
  if (row.access !== undefined) return isAccessGranted(row.access, to);
  return section !== 'open' || isEveryFieldShared(row, kinds, to);
}

function redactRow(
  row: ReportRow,
  columns: readonly ReportColumn[],
  access: ReportAccess,
  to: ExternalReader,
): ReportRow {
  const records = to.kind === 'donor' ? [] : row.records;
  // Sums over withheld rows would reveal them.
  if (access === 'aggregate' && !isAccessGranted(access, to) && row.institutions === undefined)
    return { ...row, records, cells: row.cells.map((cell) => (isFigureCell(cell) ? smallCountCell : cell)) };
  return {
    ...row,
    // A row may have the id of a record as its name; a code that it shows anyway reveals nothing.
    id: row.cells[0]?.kind === 'text' && row.cells[0].text === row.id ? row.id : 'row',
    records,
    cells: row.cells.map((cell, at) => redactCell(cell, columns[at]?.access ?? access, row, to)),
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

/**
 * Findings and recommendations behind a partner's plan items, from records that were reduced to them
 * (`sharedDocumentFor`).
 */
const planBasisSections = (readings: readonly ReportedAssessment[]): readonly Section[] => [
  {
    id: 'T5',
    title: 'report.r2.t4',
    access: 'state-partner',
    table: {
      columns: [
        { id: 'institution', title: 'path.institution.name' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'finding', title: 'report.column.finding' },
        { id: 'about', title: 'report.column.about' },
        { id: 'mark', title: 'path.confidentiality' },
      ],
      rows: readings.flatMap(({ doc, document, institution }) =>
        readFindings(document).map((finding) => ({
          id: finding.id,
          cells: [
            textCell(institution),
            labelCell(valueLabelKeys.findingKind[finding.kind]),
            textCell(finding.text),
            listCell(finding.about.map(textCell)),
            labelCell(valueLabelKeys.confidentiality[finding.mark]),
          ],
          records: [recordRefOf(doc, `findings/${finding.id}`)],
        })),
      ),
    },
  },
  { ...recommendationTable(readings, { id: 'T6', title: 'report.r4.t2' }), access: 'state-partner' },
];

/** A requested report: its code, its institution (R2) and its reader. */
interface ReportRequest {
  readonly code: ReportCode;
  readonly about?: DocumentId | undefined;
  readonly audience: ExportAudience;
  /** Required for a partner: its entity and its sharing note. */
  readonly sharing?: SharingTerms | undefined;
}

/**
 * Reason why there is no copy for this reader. `notShared`: none of its sources is shared with the State yet.
 * `notForPartner`: a partner gets the plan alone. `noEntity`: no entity is given.
 */
export type NoCopyReason = NoReportReason | 'notShared' | 'notForPartner' | 'noEntity';

/**
 * Make a report for its reader, on the laptop and at headquarters. No other report leaves Fieldbook. A State's copy
 * is made only from records shared with it (domain/privacy/sharing.ts). A donor's sums are over all institutions, so
 * each cell is checked (`redactReport`). A partner's copy is made from its items and their sources, and names its
 * sharing note.
 */
export function makeReportForReader(sources: ReportSources, ask: ReportRequest): Report | NoCopyReason {
  const { code, about, audience, sharing } = ask;
  if (audience === 'partner') return makePartnerCopy(sources, code, sharing);
  const reader = externalReaders[audience];
  const read = readableSources(sources, reader);
  if (assessmentReportCodes.has(code) && !hasSharedAssessment(sources, read, about)) return 'notShared';
  const report = makeReport(code, read, about);
  return typeof report === 'string' || reader === null ? report : redactReport(report, reader);
}

/** Institutions for which this reader may have R2, in the order of the records. */
export const institutionsShownTo = (
  sources: ReportSources,
  audience: ExportAudience,
): readonly DocumentId[] =>
  (audience === 'state' ? sharedReportSources(sources, stateRecipientOf(sources)) : sources).assessments.map(
    ({ document }) => document.doc,
  );

/**
 * Number of unreadable assessments that this report lacks. Assessments that the reader would not get anyway do not
 * count. A plan and a workshop need none, unless its partner's items come from one.
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
  if (code === 'R5' || code === 'R6' || code === 'R7') return 0;
  return audience === 'state' ? shared(stateRecipientOf(sources)) : leftOut.length;
}

/** Reports that need an assessment. */
const assessmentReportCodes: ReadonlySet<ReportCode> = new Set(['R2', 'R3', 'R4']);

/** R5 over the items that an entity leads or supports, with their findings and recommendations. */
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

/** Sources of a copy. Sums for a donor are over fields that it does not see, but never over one of nobody. */
function readableSources(sources: ReportSources, reader: ExternalReader | null): ReportSources {
  if (reader === null) return sources;
  if (reader.kind === 'state') return sharedReportSources(sources, stateRecipientOf(sources));
  return mapSources(sources, withoutInsideFields);
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

/** Part of one record for a State or a partner; nothing for a State where the mission names none. */
const sharedDocumentOf = (
  { facts, plans }: ReportSources,
  document: Document,
  to: SharingRecipient,
): Document | null =>
  sharedDocumentFor(to, document, { country: facts.country === '' ? null : facts.country, plans });

/** The same of all records of the mission. */
const sharedReportSources = (sources: ReportSources, to: SharingRecipient): ReportSources =>
  mapSources(sources, (document) => sharedDocumentOf(sources, document, to));

/** The sources with each record replaced, or left out for null. */
function mapSources(
  sources: ReportSources,
  replaced: (document: Document) => Document | null,
): ReportSources {
  const { mission, assessments, earlier, plans, workshops } = sources;
  const replacedSources = (all: readonly AssessmentSource[]): readonly AssessmentSource[] =>
    all.flatMap((source) => {
      const document = replaced(source.document);
      return document === null ? [] : [{ ...source, document }];
    });
  const replacedAll = (documents: readonly Document[]): readonly Document[] =>
    documents.flatMap((document) => replaced(document) ?? []);
  return {
    ...sources,
    mission: replaced(mission) ?? emptyDocument(mission.doc, mission.kind),
    assessments: replacedSources(assessments),
    earlier: replacedSources(earlier),
    plans: replacedAll(plans),
    workshops: replacedAll(workshops),
  };
}

/**
 * Return false where assessments exist and none may go to the State: then no report of them goes either. Nor does
 * another's replace the requested one.
 */
function hasSharedAssessment(
  all: ReportSources,
  shared: ReportSources,
  about: DocumentId | undefined,
): boolean {
  const isThere = ({ assessments }: ReportSources): boolean =>
    about === undefined ? assessments.length > 0 : assessments.some(({ document }) => document.doc === about);
  return isThere(shared) || !isThere(all);
}
