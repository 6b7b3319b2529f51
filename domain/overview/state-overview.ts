import { groupByKey } from '#base/group.ts';
import { compareTexts } from '#base/json.ts';
import type { AssessmentStatus, AssessmentType, MaturityLevel } from '../assessment/assessment.ts';
import type { DocumentId, LogId } from '../ids.ts';
import { endedPlanStatuses, groupByLead, isLateItem, slippageDaysOf } from '../plan/plan-figures.ts';
import { areModelsComparable, newestModelOf } from '../scoring/state-roll-up.ts';
import { changeSinceBaseline, type SinceBaseline } from './change-since-baseline.ts';
import type { LearningFigures, PlanItemFigures, ScoredModel, WorkshopFigures } from './document-figures.ts';
import {
  changesOfInstitution,
  type InstitutionResult,
  institutionResultsOf,
  lineInOrderOf,
  type OverviewAssessment,
  type OverviewChange,
} from './roll-up.ts';
import { type OverviewScore, scoreInstitutions } from './score-institutions.ts';

/** Address of a record at headquarters. */
interface OverviewRecord {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** A mission, whose title and dates lists show. */
interface OverviewMission {
  readonly log: LogId;
  readonly title: string;
  readonly status: string | null;
  readonly country: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly national: Readonly<Record<string, MaturityLevel>>;
}

interface OverviewWorkshop extends OverviewRecord, WorkshopFigures {
  readonly title: string;
  readonly status: string | null;
}

export interface OverviewPlanItem extends OverviewRecord, PlanItemFigures {}

/** Records of one State over all missions that a person may read. Removed records are in none. */
export interface StateRecords {
  readonly missions: readonly OverviewMission[];
  readonly assessments: readonly OverviewAssessment[];
  readonly workshops: readonly OverviewWorkshop[];
  readonly items: readonly OverviewPlanItem[];
}

/** Choice of records for an overview. Days as `2026-11-24`. */
export interface OverviewFilter {
  /** Code of an institution type; empty for all. */
  readonly institutionType: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Count assessments in review beside final ones. */
  readonly withReview: boolean;
}

/** Instruments, and the day from which lateness counts. */
interface OverviewContext {
  readonly modelOf: (instrument: string) => ScoredModel | undefined;
  readonly today: string;
}

/** Level of one dimension in a table; null without enough ratings. */
interface OverviewCell {
  readonly code: string;
  readonly level: number | null;
  readonly status: OverviewScore['status'];
  readonly mean: number | null;
  /** Share of the weight that is rated, 0 to 1. */
  readonly coverage: number;
  /** Gate or dimension that limits the level. */
  readonly limitedBy: string | null;
  /** Institutions that rated anything in it. */
  readonly institutions: number;
  /** Those of them whose assessment headquarters still reviews: the level may change. */
  readonly inReview: number;
}

const reviewStatuses: ReadonlySet<AssessmentStatus> = new Set([
  'quality-review',
  'shared',
  'comments-addressed',
]);

/** Part of a State's assessments that a status counts in; null for one that a later one replaced. */
export type AssessmentPart = 'final' | 'review' | 'field';

export function assessmentPartOf(status: AssessmentStatus): AssessmentPart | null {
  if (status === 'superseded') return null;
  if (status === 'final') return 'final';
  return isInReview(status) ? 'review' : 'field';
}

/** Return whether headquarters has this assessment for review. */
const isInReview = (status: AssessmentStatus): boolean => reviewStatuses.has(status);

const isInPeriod = (day: string | null, { from, to }: OverviewFilter): boolean =>
  day === null ? from === null && to === null : (from === null || day >= from) && (to === null || day <= to);

/** Filter the assessments of an overview by institution type and reference date, in any status. */
const chosenAssessments = (
  assessments: readonly OverviewAssessment[],
  filter: OverviewFilter,
): readonly OverviewAssessment[] =>
  assessments.filter(
    ({ institutionType, referenceDate }) =>
      (filter.institutionType === '' || institutionType === filter.institutionType) &&
      isInPeriod(referenceDate, filter),
  );

/** Return whether its levels count in an overview: it is final, or in review where that is wanted. */
const hasCountedLevels = ({ status }: OverviewAssessment, { withReview }: OverviewFilter): boolean =>
  status === 'final' || status === 'superseded' || (withReview && isInReview(status));

/** The roll-up of a State (docs/requirements.md B6.8), with its parts. */
interface StateRollUp {
  readonly scored: ScoredModel | null;
  readonly results: readonly InstitutionResult[];
  readonly cells: readonly OverviewCell[];
  /** Assessments of another instrument, or of another major version: they cannot be combined. */
  readonly apart: number;
  readonly national: Readonly<Record<string, MaturityLevel>>;
}

/** Roll up the counted assessments of one State. National levels of a later mission replace those of an earlier. */
export function rollUpState(
  { missions, assessments }: Pick<StateRecords, 'missions' | 'assessments'>,
  filter: OverviewFilter,
  { modelOf }: OverviewContext,
): StateRollUp {
  const counted = chosenAssessments(assessments, filter).filter((one) => hasCountedLevels(one, filter));
  const scored = newestModelOf(new Set(counted.flatMap(({ instrument }) => modelOf(instrument) ?? [])));
  const fitting = scored === null ? [] : counted.flatMap((one) => inOrderOf(scored, one, modelOf));
  const results = institutionResultsOf(fitting);
  const national: Record<string, MaturityLevel> = {};
  if (filter.institutionType === '')
    for (const mission of missions.toSorted((a, b) => compareTexts(a.from ?? '', b.from ?? '')))
      Object.assign(national, mission.national);
  return {
    scored,
    results,
    cells: scored === null ? [] : cellsOf(scored, results, national),
    apart: counted.length - fitting.length,
    national,
  };
}

/** The assessment with its line in the order of this instrument; nothing where they cannot be compared (B6.13). */
function inOrderOf(
  { model }: ScoredModel,
  assessment: OverviewAssessment,
  modelOf: OverviewContext['modelOf'],
): readonly OverviewAssessment[] {
  const own = modelOf(assessment.instrument)?.model;
  if (own === model) return [assessment];
  if (own === undefined || !areModelsComparable(own, model)) return [];
  return [{ ...assessment, ...lineInOrderOf(model, own, assessment) }];
}

/** Cells of some institutions, rolled up. */
const cellsOf = (
  scored: ScoredModel,
  results: readonly InstitutionResult[],
  national: Readonly<Record<string, MaturityLevel>> = {},
): readonly OverviewCell[] =>
  scoreInstitutions(
    scored,
    results.map(({ line }) => line),
    national,
  ).map((score) => cellOf(score, results));

const cellOf = (score: OverviewScore, results: readonly InstitutionResult[]): OverviewCell => ({
  code: score.code,
  level: score.reported ?? null,
  status: score.status,
  mean: score.mean ?? null,
  coverage: score.coverage,
  limitedBy: score.limitedBy ?? null,
  institutions: score.raters.size,
  inReview: results.filter(({ latest }, at) => score.raters.has(at) && isInReview(latest.status)).length,
});

/** One assessment in the lists of a State. */
interface ListedAssessment extends OverviewRecord {
  readonly title: string;
  readonly status: AssessmentStatus;
  readonly type: AssessmentType | null;
  readonly referenceDate: string | null;
  readonly institution: string;
  readonly institutionType: string;
}

/** Row of the heat map: the latest assessment of an institution. */
interface InstitutionRow extends ListedAssessment {
  readonly paired: InstitutionResult['paired'];
  readonly before: ListedAssessment | null;
  readonly cells: readonly OverviewCell[];
}

/** Profile of one institution type: the roll-up of its institutions. */
interface InstitutionTypeRow {
  readonly type: string;
  readonly institutions: readonly OverviewRecord[];
  readonly cells: readonly OverviewCell[];
}

/** Changed indicator with the two assessments that show it. */
interface ChangeRow extends OverviewChange {
  readonly institution: string;
  readonly from: OverviewRecord & { readonly referenceDate: string | null };
  readonly to: OverviewRecord & { readonly referenceDate: string | null };
}

interface LearningRow extends OverviewRecord {
  readonly title: string;
  readonly from: string | null;
  readonly learning: LearningFigures | null;
}

interface PlanRow extends OverviewPlanItem {
  readonly lateDays: number;
}

/** Overview of one State over all missions (docs/requirements.md B6.8, B6.13). No part compares it with another State. */
interface StateOverview {
  readonly dimensions: readonly { readonly code: string; readonly title: string }[];
  /** Titles of institution types by code, in the language of the instrument. */
  readonly institutionTypes: Readonly<Record<string, string>>;
  readonly missions: readonly (Omit<OverviewMission, 'national' | 'country'> & {
    readonly assessments: readonly ListedAssessment[];
    readonly workshops: readonly Omit<OverviewWorkshop, 'learning'>[];
  })[];
  /** Levels now, and the change since the baseline; null before any follow-up. */
  readonly profile: {
    readonly latest: readonly OverviewCell[];
    readonly sinceBaseline: SinceBaseline | null;
  };
  readonly institutions: readonly InstitutionRow[];
  readonly types: readonly InstitutionTypeRow[];
  readonly changes: readonly ChangeRow[];
  readonly learning: readonly LearningRow[];
  readonly plan: readonly PlanRow[];
  readonly apart: number;
}

/** Build the overview of a State. */
export function buildStateOverview(
  records: StateRecords,
  filter: OverviewFilter,
  context: OverviewContext,
): StateOverview {
  const { scored, results, cells, apart } = rollUpState(records, filter, context);
  const listed = chosenAssessments(records.assessments, filter);
  const workshops = records.workshops.filter(({ from }) => isInPeriod(from, filter));
  const [assessmentsByLog, workshopsByLog] = [groupByKey(listed, logOf), groupByKey(workshops, logOf)];
  return {
    dimensions: scored?.model.dimensions.map(({ code, title }) => ({ code, title })) ?? [],
    institutionTypes: Object.assign(
      {},
      ...listed.map(({ instrument }) => context.modelOf(instrument)?.model.institution_types),
    ) as Readonly<Record<string, string>>,
    missions: records.missions
      .map(({ national: _levels, country: _state, ...mission }) => ({
        ...mission,
        assessments: (assessmentsByLog.get(mission.log) ?? []).map(listedAssessmentOf),
        workshops: (workshopsByLog.get(mission.log) ?? []).map(
          ({ learning: _figures, ...workshop }) => workshop,
        ),
      }))
      .toSorted((a, b) => compareTexts(b.from ?? '', a.from ?? '') || compareTexts(a.log, b.log)),
    profile: {
      latest: cells,
      sinceBaseline: scored === null ? null : changeSinceBaseline(scored, results),
    },
    institutions: results.map((result) => ({
      ...listedAssessmentOf(result.latest),
      paired: result.paired,
      before: result.before === null ? null : listedAssessmentOf(result.before),
      cells: scored === null ? [] : cellsOf(scored, [result]),
    })),
    types: scored === null ? [] : institutionTypeRows(scored, results),
    changes:
      scored === null
        ? []
        : results
            .filter(({ latest }) => latest.type === 'follow-up')
            .flatMap((result) =>
              changesOfInstitution(result, scored).map((change) => changeRowOf(change, result)),
            ),
    learning: workshops
      .map(({ log, doc, title, from, learning }) => ({ log, doc, title, from, learning }))
      .toSorted((a, b) => compareTexts(a.from ?? '', b.from ?? '') || compareTexts(a.doc, b.doc)),
    plan: records.items
      .filter(({ status }) => status !== 'dropped')
      .map((item) => ({ ...item, lateDays: slippageDaysOf(item, context.today) }))
      .toSorted((a, b) => compareTexts(a.to ?? '9', b.to ?? '9') || compareTexts(a.title, b.title)),
    apart,
  };
}

const listedAssessmentOf = (one: OverviewAssessment): ListedAssessment => ({
  log: one.log,
  doc: one.doc,
  title: one.title,
  status: one.status,
  type: one.type,
  referenceDate: one.referenceDate,
  institution: one.institution,
  institutionType: one.institutionType,
});

function institutionTypeRows(
  scored: ScoredModel,
  results: readonly InstitutionResult[],
): readonly InstitutionTypeRow[] {
  const types = [...new Set(results.map(({ latest }) => latest.institutionType))].toSorted(compareTexts);
  return types.map((type) => {
    const own = results.filter(({ latest }) => latest.institutionType === type);
    return {
      type,
      institutions: own.map(({ latest: { log, doc } }) => ({ log, doc })),
      cells: cellsOf(scored, own),
    };
  });
}

function changeRowOf(change: OverviewChange, { latest, before }: InstitutionResult): ChangeRow {
  const recordKeyOf = ({ log, doc, referenceDate }: OverviewAssessment) => ({ log, doc, referenceDate });
  return {
    ...change,
    institution: latest.institution,
    from: recordKeyOf(before ?? latest),
    to: recordKeyOf(latest),
  };
}

/** One State on the programme page. */
interface StateSummary {
  readonly country: string;
  /** Number of missions by status; without one under an empty text. */
  readonly missions: Readonly<Record<string, number>>;
  readonly assessments: { readonly final: number; readonly review: number; readonly field: number };
  readonly workshops: number;
  readonly items: { readonly open: number; readonly late: number };
  readonly cells: readonly OverviewCell[];
}

/** Summarize one State for the programme page. */
export function summarizeState(
  country: string,
  records: StateRecords,
  filter: OverviewFilter,
  context: OverviewContext,
): StateSummary {
  const missions: Record<string, number> = {};
  for (const { status } of records.missions) missions[status ?? ''] = (missions[status ?? ''] ?? 0) + 1;
  const assessments = { final: 0, review: 0, field: 0 };
  for (const { status } of chosenAssessments(records.assessments, filter)) {
    const part = assessmentPartOf(status);
    if (part !== null) assessments[part] += 1;
  }
  return {
    country,
    missions,
    assessments,
    workshops: records.workshops.filter(({ from }) => isInPeriod(from, filter)).length,
    items: countPlanItems(records.items, context.today),
    cells: rollUpState(records, filter, context).cells,
  };
}

function countPlanItems(
  items: readonly PlanItemFigures[],
  today: string,
): { readonly open: number; readonly late: number } {
  const open = items.filter(({ status }) => !endedPlanStatuses.has(status));
  return { open: open.length, late: open.filter((item) => isLateItem(item, today)).length };
}

/** Open and late items of one lead; without a lead under an empty text. */
interface LeadSummary {
  readonly lead: string;
  readonly open: number;
  readonly late: number;
}

/** Count open and late plan items by lead, in order of name. */
export const summarizeLeads = (items: readonly PlanItemFigures[], today: string): readonly LeadSummary[] =>
  groupByLead(items)
    .map(({ lead, items: led }) => ({ lead, ...countPlanItems(led, today) }))
    .filter(({ open }) => open > 0);

const logOf = ({ log }: { readonly log: LogId }): LogId => log;
