import type { Instrument } from '#forms/model/instrument.ts';
import {
  AssessmentStatus,
  AssessmentType,
  assessmentKind,
  type MaturityLevel,
  type RatingConfidence,
} from '../assessment/assessment.ts';
import { readIndicatorAnswers, readScreeningAnswers } from '../assessment/read-answer.ts';
import type { RecommendationWords } from '../assessment/recommendation-parts.ts';
import { type Document, emptyDocument, plainTextAt, type Register, valueAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/op.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';
import { DocumentId } from '../ids.ts';
import { firstOfKind } from '../kinds/records-of-kind.ts';
import { missionKind } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import { actionPlanKind } from '../plan/action-plan.ts';
import type { NamedInstitution } from '../privacy/find-institutions.ts';
import {
  type InstitutionRegister,
  institutionNamesIn,
  namedInstitutionsOf,
  type RecordedInstitution,
} from '../programme/institutions.ts';
import {
  countedAnswerOf,
  type IndicatorAnswers,
  type ScreeningByQuestion,
} from '../scoring/applicability.ts';
import {
  defaultMaturityModel,
  type Indicator,
  type MaturityModel,
  maturityModelRef,
} from '../scoring/maturity-model.ts';
import { maturityModelOf, modelLanguagesOf } from '../scoring/needs-assessment.ts';
import { isIndicatorApplicable } from '../scoring/score.ts';
import { defaultScoringPolicy, type ScoringPolicy, scoringPolicyOf } from '../scoring/scoring-policy.ts';
import { workshopKind } from '../workshop/workshop.ts';
import type { RecordRef, RecordTitle, ReportCell } from './report.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** Records of a mission on a laptop or at headquarters. */
export interface MissionRecords {
  /** Its name in lists: a mission may have a name before it has a document of its own. */
  readonly named: MissionFacts;
  readonly documents: readonly Document[];
  /** Assessments of other missions that those of this one follow, as far as they can be read here. */
  readonly earlier?: readonly Document[];
  /** A published instrument by its reference; undefined where it is not here. */
  readonly instrumentOf: (ref: string) => Instrument | undefined;
  /** Wanted language of the instruments, where they have it. */
  readonly language?: string;
  /** Register of institutions; without it reports show the texts of the records. */
  readonly register?: InstitutionRegister;
  readonly roles: readonly Role[];
  readonly today: string;
}

interface CollectedSources {
  readonly sources: ReportSources;
  /** Assessments that are in no report: their instrument is not here, or rates nothing. */
  readonly leftOut: readonly Document[];
}

/** Sort the records of a mission into sources of reports. Removed records are in none. */
export function collectReportSources(missionRecords: MissionRecords): CollectedSources {
  const present = missionRecords.documents
    .filter((document) => !isRemovedWithoutConflict(document))
    .toSorted(compareByDocumentId);
  const named = firstOfKind(present, 'mission');
  const country = plainTextAt(named, 'country') || missionRecords.named.country;
  const { register, language = 'en' } = missionRecords;
  const nameOf = register && institutionNamesIn(register, language);
  const withPresentName = (document: Document): Document =>
    nameOf === undefined ? document : withInstitutionNames(document, country || null, nameOf);
  const live = present.map(withPresentName);
  const ofKind = (kind: string): readonly Document[] => live.filter((document) => document.kind === kind);
  const assessments = ofKind(assessmentKind);
  const assessmentSources = assessments.flatMap(
    (document) => assessmentSourceFrom(document, missionRecords) ?? [],
  );
  const read = new Set(assessmentSources.map(({ document }) => document));
  const mission = ofKind(missionKind)[0] ?? emptyDocument(unrecordedDocumentId, missionKind);
  return {
    sources: {
      mission,
      facts: missionFactsOf(mission, missionRecords.named),
      assessments: assessmentSources,
      earlier: (missionRecords.earlier ?? [])
        .toSorted(compareByDocumentId)
        .map(withPresentName)
        .flatMap((document) => assessmentSourceFrom(document, missionRecords) ?? []),
      plans: ofKind(actionPlanKind),
      workshops: ofKind(workshopKind),
      institutions: register === undefined ? [] : namedInstitutionsOf(register.entries.values()),
      roles: missionRecords.roles,
      today: missionRecords.today,
      language: missionRecords.language ?? '',
    },
    leftOut: assessments.filter((document) => !read.has(document)),
  };
}

/** Names of institutions in assessments, of participants, meetings and notes. Each may have an entry of the register. */
const institutionNamePattern =
  /^(?:institution\/name|(?:participants|meetings|entries)\/[^/]+\/institution)$/;

const entryPathOf = (path: string): string =>
  path === 'institution/name' ? 'institution/ref' : `${path}-ref`;

/**
 * Copy of a record with the names that lists, reports and exports show. The record itself keeps its texts, and names in
 * conflict stay as they are.
 * @param keepsNotes true for a screen on which people write in the texts of notes
 */
export function withInstitutionNames(
  document: Document,
  country: string | null,
  nameOf: (recordedInstitution: RecordedInstitution) => string,
  keepsNotes = false,
): Document {
  const paths =
    document.kind === assessmentKind ? [pathOf('institution', 'name')] : Object.keys(document.registers);
  const renamed = paths.flatMap((path): readonly (readonly [string, Register])[] => {
    const isName = institutionNamePattern.test(path) && !(keepsNotes && path.startsWith('entries/'));
    const previousRegister = isName ? document.registers[path as Path] : undefined;
    const [head, ...otherHeads] = previousRegister?.heads ?? [];
    if (head === undefined || otherHeads.length > 0) return [];
    const name = plainTextAt(document, path);
    const present = nameOf({ ref: plainTextAt(document, entryPathOf(path)) || null, name, country });
    return present === name ? [] : [[path, { ...previousRegister, heads: [{ ...head, value: present }] }]];
  });
  return renamed.length === 0
    ? document
    : { ...document, registers: { ...document.registers, ...Object.fromEntries(renamed) } };
}

/** An id for no record: it is never drawn. */
const unrecordedDocumentId = DocumentId.parse('00000000-0000-0000-0000-000000000000');

function missionFactsOf(mission: Document, named: MissionFacts): MissionFacts {
  const said = (path: string): string => plainTextAt(mission, path);
  return {
    title: said('title') || named.title,
    country: said('country') || named.country,
    from: said('from') || named.from,
    to: said('to') || named.to,
  };
}

/** Instrument reference of an assessment; empty for Fieldbook's own. */
export function pinnedInstrumentRef(document: Document): string {
  const ref = plainTextAt(document, 'instrument');
  return ref === maturityModelRef(defaultMaturityModel) ? '' : ref;
}

function assessmentSourceFrom(
  document: Document,
  { instrumentOf, language = '' }: MissionRecords,
): AssessmentSource | null {
  const ref = pinnedInstrumentRef(document);
  if (ref === '')
    return {
      document,
      model: defaultMaturityModel,
      policy: defaultScoringPolicy,
      languages: [defaultMaturityModel.language],
    };
  const instrument = instrumentOf(ref);
  const maturityModel = instrument === undefined ? null : maturityModelOf(instrument, language);
  if (instrument === undefined || maturityModel === null) return null;
  return {
    document,
    model: maturityModel,
    policy: scoringPolicyOf(instrument),
    languages: modelLanguagesOf(instrument, language),
  };
}

// By id, and so by creation time: the same order on every laptop and at headquarters.
const compareByDocumentId = (a: Document, b: Document): number =>
  a.doc < b.doc ? -1 : a.doc > b.doc ? 1 : 0;

/** One assessment with its questions and scoring numbers. */
export interface AssessmentSource {
  readonly document: Document;
  readonly model: MaturityModel;
  readonly policy: ScoringPolicy;
  /** Languages of the questions. */
  readonly languages: readonly string[];
}

/** Name and dates of a mission; a title or country is empty where nobody gave one. */
export interface MissionFacts {
  readonly title: string;
  readonly country: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** All sources of one mission's reports: its records that are not removed, and their context. */
export interface ReportSources {
  readonly mission: Document;
  readonly facts: MissionFacts;
  readonly assessments: readonly AssessmentSource[];
  /** Assessments of other missions, which only tell the levels before a follow-up. */
  readonly earlier: readonly AssessmentSource[];
  readonly plans: readonly Document[];
  readonly workshops: readonly Document[];
  /** Names and aliases of the register of institutions, which texts without attribution must not name. */
  readonly institutions: readonly NamedInstitution[];
  /** Roles of the report's author. */
  readonly roles: readonly Role[];
  /** The day that "late" and "due" are counted from, `2026-11-24`. */
  readonly today: string;
  /** Wanted language of questions; empty where none is wanted. */
  readonly language: string;
}

/** An assessment for reports. */
export interface ReportedAssessment extends AssessmentSource {
  readonly doc: DocumentId;
  readonly title: string;
  /** Name of the institution; without one, the title of its type, else the title of the assessment. */
  readonly institution: string;
  readonly institutionType: string;
  readonly type: AssessmentType | null;
  readonly status: AssessmentStatus;
  readonly referenceDate: string | null;
  readonly follows: DocumentId | null;
  readonly screening: ScreeningByQuestion;
  readonly answers: IndicatorAnswers;
}

/** Read one assessment; a part that does not parse has its default. */
export function readReportedAssessment(assessmentSource: AssessmentSource): ReportedAssessment {
  const { document, model } = assessmentSource;
  const screeningByQuestion = readScreeningAnswers(document, model);
  const type =
    screeningByQuestion[assessmentSource.policy.typeQuestion] ?? plainTextAt(document, 'institution/type');
  const title = plainTextAt(document, 'title');
  const typeTitle = model.institution_types[type] ?? type;
  return {
    ...assessmentSource,
    doc: document.doc,
    title,
    institution: firstNonBlankText(plainTextAt(document, 'institution/name'), typeTitle, title),
    institutionType: typeTitle,
    type: AssessmentType.safeParse(valueAt(document, 'type')).data ?? null,
    status: AssessmentStatus.catch('draft').parse(valueAt(document, 'status')),
    referenceDate: plainTextAt(document, 'reference-date') || null,
    follows: DocumentId.safeParse(valueAt(document, 'follows')).data ?? null,
    screening: screeningByQuestion,
    answers: readIndicatorAnswers(document, model),
  };
}

/** Number of institutions that were assessed; several assessments of one count once. */
export const countInstitutions = (
  reportedAssessments: readonly Pick<ReportedAssessment, 'institution'>[],
): number => new Set(reportedAssessments.map(({ institution }) => institution)).size;

/** Titles of the records that a report can name. */
export const reportRecordTitles = ({
  mission,
  assessments,
  earlier,
  plans,
  workshops,
}: ReportSources): readonly RecordTitle[] =>
  [mission, ...[...assessments, ...earlier].map(({ document }) => document), ...plans, ...workshops].map(
    (document) => ({
      doc: document.doc,
      kind: document.kind,
      title: firstNonBlankText(plainTextAt(document, 'title'), plainTextAt(document, 'institution/name')),
    }),
  );

/** The lower of the two in the middle, as with levels; null for an empty list. */
export function lowerMedianConfidence(all: readonly RatingConfidence[]): RatingConfidence | null {
  const sorted = confidenceOrder.flatMap((ratingConfidence) =>
    all.filter((confidence) => confidence === ratingConfidence),
  );
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
const confidenceOrder: readonly RatingConfidence[] = ['low', 'medium', 'high'];

/**
 * Share of the weight of applicable indicators that is rated, over all dimensions (B6.2); null when nothing is
 * applicable.
 */
export function ratingCoverageOf(
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): number | null {
  const applicable = indicatorsOfModel(maturityModel).filter((indicator) =>
    isIndicatorApplicable(indicator, screeningByQuestion, indicatorAnswers),
  );
  const rated = applicable.filter(
    (indicator) => countedAnswerOf(indicator, screeningByQuestion, indicatorAnswers)?.state === 'rated',
  );
  const weight = (some: readonly Indicator[]): number =>
    some.reduce((all, indicator) => all + indicator.weight, 0);
  return applicable.length === 0 ? null : weight(rated) / weight(applicable);
}

export const indicatorsOfModel = (maturityModel: MaturityModel): readonly Indicator[] =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators);

const firstNonBlankText = (...texts: readonly string[]): string =>
  texts.find((one) => one.trim() !== '') ?? '';

/** A text that a person or the instrument wrote; empty is missing. */
export const textCell = (value: string): ReportCell =>
  value.trim() === '' ? notSetCell : { kind: 'text', text: value };
export const stateCell = (code: string): ReportCell => (code === '' ? notSetCell : { kind: 'state', code });
export const labelCell = (value: ReportTextKey): ReportCell => ({ kind: 'word', word: value });
/** Number of things. One of people has no type for it: `shownCountCell` takes what the suppression shows. */
export const countCell = (value: number): ReportCell => ({ kind: 'number', value, decimals: 0 });
export const meanCell = (value: number | undefined): ReportCell =>
  value === undefined ? missingCell : { kind: 'number', value, decimals: 2 };
/** A figure with one decimal, or with another number of them; null is missing. */
export const decimalCell = (value: number | null, decimals = 1): ReportCell =>
  value === null ? missingCell : { kind: 'number', value, decimals };
export const shareCell = (value: number | null): ReportCell =>
  value === null ? missingCell : { kind: 'share', value };
export const maturityLevelCell = (value: MaturityLevel | null, isProposed = false): ReportCell =>
  value === null ? missingCell : { kind: 'level', level: value, ...(isProposed && { isProposed }) };
export const bareLevelCell = (value: MaturityLevel | null): ReportCell =>
  value === null ? missingCell : { kind: 'level', level: value, isBare: true };
export const dayCell = (value: string | null): ReportCell =>
  value === null ? notSetCell : { kind: 'day', day: value };
export const reviewerReasonCell = (value: string): ReportCell => ({ kind: 'reviewerReason', text: value });
/** Sentence of a recommendation; a free text is its own sentence. */
export const recommendationCell = (recommendationWords: RecommendationWords): ReportCell =>
  recommendationWords.support === null
    ? textCell(recommendationWords.text)
    : { kind: 'recommendation', words: recommendationWords };
export const listCell = (reportCells: readonly ReportCell[]): ReportCell =>
  reportCells.length === 0
    ? missingCell
    : reportCells.length === 1 && reportCells[0]
      ? reportCells[0]
      : { kind: 'list', cells: reportCells };
export const yesNoCell = (value: boolean): ReportCell => labelCell(value ? 'report.yes' : 'report.no');
/** Nobody has reported it. */
export const missingCell: ReportCell = { kind: 'missing' };
/** Nobody has filled in this field of a record. */
export const notSetCell: ReportCell = { kind: 'missing', isField: true };
/** A count of people below the minimum cell (docs/requirements.md E7). */
export const smallCountCell: ReportCell = { kind: 'hidden', why: 'small' };
/** A count of people after the suppression of small cells; without a number it is hidden. */
export const shownCountCell = (count: number | null | undefined): ReportCell =>
  count === null || count === undefined ? smallCountCell : countCell(count);
/** Nothing to report: the column does not apply to this row. */
export const emptyCell: ReportCell = { kind: 'none' };

/** Reference to a record and to fields in it. */
export const recordRefOf = (doc: DocumentId, ...paths: readonly string[]): RecordRef =>
  paths.length === 0 ? { doc } : { doc, paths };
