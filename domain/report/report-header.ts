import { AssessmentStatus, confidenceOfEvidence } from '../assessment/assessment.ts';
import { type Confidentiality, readFindings } from '../assessment/finding.ts';
import { readEvidenceItems } from '../assessment/read-answer.ts';
import type { Document } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { readMissionTeam } from '../mission/mission-work.ts';
import { Role } from '../people/role.ts';
import type { ReportCode } from '../report-codes.ts';
import {
  countedAnswerOf,
  type IndicatorAnswers,
  type ScreeningByQuestion,
} from '../scoring/applicability.ts';
import { type MaturityModel, maturityModelRef } from '../scoring/maturity-model.ts';
import { isIndicatorApplicable } from '../scoring/score.ts';
import type { ReportHeader } from './report.ts';
import {
  countInstitutions,
  indicatorsOfModel,
  type ReportedAssessment,
  type ReportSources,
  ratingCoverageOf,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';

const reportTitles: { readonly [C in ReportCode]: ReportTextKey } = {
  R1: 'report.r1.title',
  R2: 'report.r2.title',
  R3: 'report.r3.title',
  R4: 'report.r4.title',
  R5: 'report.r5.title',
  R6: 'report.r6.title',
  R7: 'report.r7.title',
  R8: 'report.r8.title',
};

/** Subject of a report, and its part that counts for coverage and confidence. */
interface ReportHeaderParts {
  readonly code: ReportCode;
  readonly sources: ReportSources;
  readonly readings: readonly ReportedAssessment[];
  readonly institution?: string;
  /** Null where the report states no levels. */
  readonly rated: {
    readonly model: MaturityModel;
    readonly screening: ScreeningByQuestion;
    readonly answers: IndicatorAnswers;
  } | null;
  /** Other records behind the figures. */
  readonly beside?: readonly Document[];
}

/** The common header of a report (docs/requirements.md D). */
export function buildReportHeader(reportHeaderParts: ReportHeaderParts): ReportHeader {
  const { code, sources, readings, institution, rated, beside = [] } = reportHeaderParts;
  const { mission, facts } = sources;
  const documents = [mission, ...readings.map(({ document }) => document), ...beside];
  return {
    code,
    title: reportTitles[code],
    country: facts.country,
    mission: facts.title,
    ...(institution !== undefined && { institution }),
    from: facts.from,
    to: facts.to,
    instruments: [...new Set(readings.map(({ model }) => maturityModelRef(model)))].sort(),
    languages: [...new Set(readings.flatMap(({ languages }) => languages))].sort(),
    cutOffMs: newestChangeMs(documents),
    mark: reportConfidentialityOf(readings),
    statuses: [assessmentStatusWord(readings)],
    coverage: rated && ratingCoverageOf(rated.model, rated.screening, rated.answers),
    confidence: countConfidences(readings),
    roles: authorRolesOf(sources),
    institutions: countInstitutions(readings),
    scale: readings[0]?.model.scale.map(({ label }) => label) ?? [],
  };
}

/** A draft that nobody outside the programme may have. */
export const workingDraftWord = 'report.doc.stand.working' satisfies ReportTextKey;

/** Status of the least advanced assessment: a report is no further than its parts. */
function assessmentStatusWord(reportedAssessments: readonly ReportedAssessment[]): ReportTextKey {
  const least = AssessmentStatus.options.find((assessmentStatus) =>
    reportedAssessments.some(({ status }) => status === assessmentStatus),
  );
  switch (least) {
    case undefined:
    case 'draft':
    case 'fieldwork':
    case 'consolidated':
    case 'quality-review':
      return workingDraftWord;
    case 'shared':
      return 'report.doc.stand.draft';
    case 'final':
      return 'report.doc.stand.final';
    case 'comments-addressed':
    case 'superseded':
      return valueLabelKeys.assessmentStatus[least];
  }
}

/** Time of the newest change of these records; null when there is none. */
function newestChangeMs(documents: readonly Document[]): number | null {
  // Not Math.max(...): a plan of years has more writes than a call may have arguments.
  return documents.reduce<number | null>((newest, { registers }) => {
    // Notes of copies and erasures change no figure.
    for (const [path, { heads }] of Object.entries(registers))
      if (!/^(?:exports|erased)\//.test(path))
        for (const { stamp } of heads) if (newest === null || stamp[0] > newest) newest = stamp[0];
    return newest;
  }, null);
}

/**
 * The highest mark of its content. Results of institutions are confidential, with findings of any mark
 * (docs/requirements.md E).
 */
const reportConfidentialityOf = (reportedAssessments: readonly ReportedAssessment[]): Confidentiality =>
  reportedAssessments.some(
    ({ document, model }) =>
      readFindings(document).some(({ mark }) => mark === 'SC') ||
      indicatorsOfModel(model).some(({ id }) =>
        readEvidenceItems(document, id).some(({ mark }) => mark === 'SC'),
      ),
  )
    ? 'SC'
    : 'C';

function countConfidences(reportedAssessments: readonly ReportedAssessment[]): ReportHeader['confidence'] {
  const all = reportedAssessments.flatMap(({ model, screening, answers }) =>
    indicatorsOfModel(model)
      .filter((indicator) => isIndicatorApplicable(indicator, screening, answers))
      .map((indicator) => countedAnswerOf(indicator, screening, answers))
      .flatMap((indicatorAnswer) =>
        indicatorAnswer?.state === 'rated' ? [confidenceOfEvidence(indicatorAnswer.evidence)] : [],
      ),
  );
  const of = (confidence: string): number =>
    all.filter((ratingConfidence) => ratingConfidence === confidence).length;
  return { low: of('low'), medium: of('medium'), high: of('high') };
}

/** Functions of the mission's team and of the report's author: roles, never names. */
function authorRolesOf({ mission, roles }: ReportSources): readonly Role[] {
  const knownRoles = new Set([...readMissionTeam(mission).map(({ role }) => role), ...roles]);
  return Role.options.filter((role) => knownRoles.has(role));
}
