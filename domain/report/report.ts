import type {
  AnswerStatus,
  EvidenceStrength,
  MaturityLevel,
  RatingConfidence,
} from '../assessment/assessment.ts';
import type { Confidentiality, RecommendationStatus } from '../assessment/finding.ts';
import type { RecommendationWords } from '../assessment/recommendation-parts.ts';
import type { DocumentId } from '../ids.ts';
import type { Role } from '../people/role.ts';
import type { PlanItemStatus } from '../plan/action-plan.ts';
import type { ReportCode } from '../report-codes.ts';
import type { RatingChange } from '../scoring/compare-ratings.ts';
import type { PriorityBand } from '../scoring/gap-priority.ts';
import type { DimensionScore } from '../scoring/score.ts';
import type { ShownSex } from '../workshop/register-breakdown.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** Result of one dimension: its whole score, with its name and its records. */
export interface DimensionLine {
  readonly score: DimensionScore;
  readonly title: string;
  readonly records: readonly RecordRef[];
}

export interface EvidenceCount {
  readonly strength: EvidenceStrength;
  readonly count: number;
  readonly records: readonly RecordRef[];
}

/**
 * One square of the heat map: an institution's rating, or the reason why there is none. Null for an indicator outside
 * its questionnaire.
 */
export interface HeatMapCell {
  readonly level: MaturityLevel | null;
  readonly state: AnswerStatus | null;
}

export interface HeatMapRow {
  readonly indicator: string;
  readonly title: string;
  readonly isGate: boolean;
  /** One for each institution, in the figure's order. */
  readonly cells: readonly HeatMapCell[];
  readonly records: readonly RecordRef[];
}

/** Number of indicators of a dimension at each level; the first is level 1. */
export interface DistributionLine {
  readonly code: string;
  readonly title: string;
  readonly counts: readonly [number, number, number, number, number];
  readonly unrated: number;
  readonly records: readonly RecordRef[];
}

export interface GapPoint {
  readonly indicator: string;
  readonly title: string;
  /** Null for the whole State. */
  readonly institution: string | null;
  readonly gap: number;
  /** Null while nobody has stated it: it counts as 0, and is shown as not reported. */
  readonly feasibility: number | null;
  readonly band: PriorityBand;
  readonly records: readonly RecordRef[];
}

export interface ChangeLine {
  readonly indicator: string;
  readonly title: string;
  readonly institution: string;
  readonly before: MaturityLevel;
  readonly after: MaturityLevel;
  readonly evidence: readonly [EvidenceStrength, EvidenceStrength];
  readonly change: RatingChange;
  readonly records: readonly RecordRef[];
}

export interface TimelineLine {
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: PlanItemStatus;
  readonly records: readonly RecordRef[];
}

export interface LeadStatusLine {
  /** Null where the item has no lead yet. */
  readonly lead: string | null;
  readonly counts: { readonly [status in PlanItemStatus]: number };
  readonly records: readonly RecordRef[];
}

/** Marks of one half-day. */
export interface BlockAttendance {
  readonly day: number;
  readonly half: 'am' | 'pm';
  readonly present: number;
  readonly partial: number;
  readonly absent: number;
  readonly unmarked: number;
  readonly records: readonly RecordRef[];
}

export interface SexCount {
  readonly sex: ShownSex;
  readonly count: number;
  readonly records: readonly RecordRef[];
}

/** Means of a cohort in per cent, with the 95 % confidence interval of the mean gain in points. */
export interface PairedMeansLine {
  readonly pairs: number;
  readonly before: number;
  readonly after: number;
  readonly gainLow: number;
  readonly gainHigh: number;
  readonly records: readonly RecordRef[];
}

/** Answers 1 to 5 to one statement. */
export interface LikertLine {
  readonly item: string;
  readonly statement: string;
  readonly counts: readonly [number, number, number, number, number];
  readonly records: readonly RecordRef[];
}

export interface RecommendationStatusLine {
  readonly status: RecommendationStatus;
  readonly count: number;
  readonly records: readonly RecordRef[];
}

/**
 * A picture as data. The one chart module (`renderer/report/chart/`) draws it, domain/report/figure-table.ts gives it
 * as a table.
 */
export type ReportFigure =
  | { readonly kind: 'dimension-bars'; readonly lines: readonly DimensionLine[] }
  | { readonly kind: 'dimension-profile'; readonly lines: readonly DimensionLine[] }
  | { readonly kind: 'evidence-strength'; readonly counts: readonly EvidenceCount[] }
  | {
      readonly kind: 'heat-map';
      readonly institutions: readonly string[];
      readonly rows: readonly HeatMapRow[];
    }
  | { readonly kind: 'distribution'; readonly lines: readonly DistributionLine[] }
  | { readonly kind: 'gap-feasibility'; readonly points: readonly GapPoint[] }
  | { readonly kind: 'change'; readonly lines: readonly ChangeLine[] }
  | { readonly kind: 'timeline'; readonly today: string; readonly lines: readonly TimelineLine[] }
  | { readonly kind: 'status-by-lead'; readonly lines: readonly LeadStatusLine[] }
  | { readonly kind: 'block-attendance'; readonly lines: readonly BlockAttendance[] }
  | { readonly kind: 'participation-by-sex'; readonly lines: readonly SexCount[] }
  | { readonly kind: 'paired-means'; readonly lines: readonly PairedMeansLine[] }
  | { readonly kind: 'likert'; readonly lines: readonly LikertLine[] }
  | { readonly kind: 'recommendation-status'; readonly lines: readonly RecommendationStatusLine[] };

/** Source of a number: a record, and registers in it where they are more exact (paths, or prefixes of them). */
export interface RecordRef {
  readonly doc: DocumentId;
  readonly paths?: readonly string[];
}

/** The same records, each once, with all their paths. */
export function mergeRecordRefs(recordRefs: readonly RecordRef[]): readonly RecordRef[] {
  const pathsOf = new Map<DocumentId, Set<string>>();
  for (const { doc, paths = [] } of recordRefs) {
    const known = pathsOf.get(doc) ?? new Set();
    pathsOf.set(doc, known);
    for (const path of paths) known.add(path);
  }
  return [...pathsOf].map(([doc, paths]) => ({ doc, ...(paths.size > 0 && { paths: [...paths] }) }));
}

/** A record by its kind and title; a title is empty where nobody gave one. */
export interface RecordTitle {
  readonly doc: DocumentId;
  readonly kind: string;
  readonly title: string;
}

/**
 * One value in a table, before translation. `missing` is a value that nobody has reported, which is never 0. `hidden`
 * is known and withheld: in too small a group, or from this reader.
 */
export type ReportCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly word: ReportTextKey }
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  | { readonly kind: 'share'; readonly value: number }
  /** `isBare`: the number alone, for several levels beside each other. */
  | {
      readonly kind: 'level';
      readonly level: MaturityLevel;
      readonly isProposed?: true;
      readonly isBare?: true;
    }
  | { readonly kind: 'day'; readonly day: string }
  /** Language by its BCP 47 code. */
  | { readonly kind: 'language'; readonly code: string }
  /** State by its ISO 3166 code. */
  | { readonly kind: 'state'; readonly code: string }
  /** Reason why a reviewer accepted a rating above its evidence. */
  | { readonly kind: 'reviewerReason'; readonly text: string }
  /** Sentence of a recommendation, assembled in the language of the report. */
  | { readonly kind: 'recommendation'; readonly words: RecommendationWords }
  /** A figure, or a field of a record that nobody has filled in. */
  | { readonly kind: 'missing'; readonly isField?: true }
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden'; readonly why: 'small' | 'withheld' }
  | { readonly kind: 'list'; readonly cells: readonly ReportCell[] };

/**
 * Readers of a part outside the programme (docs/requirements.md E5). `open`: everybody. `inside`: nobody. `state`,
 * `donor`: that one alone; with `-partner` also the entity that leads or supports the item. `rating`: shows how one
 * institution was rated; for the State, and a donor where the State agrees. `aggregate`: as a rating, but open to a
 * donor where it covers enough institutions.
 */
export type ReportAccess =
  | 'open'
  | 'inside'
  | 'state'
  | 'donor'
  | 'state-partner'
  | 'donor-partner'
  | 'rating'
  | 'aggregate';

export interface ReportColumn {
  readonly id: string;
  /** A label of the report, or a text of the instrument or a person. */
  readonly title: ReportTextKey | { readonly text: string };
  readonly align?: 'end';
  /** Readers of its cells; without it those of the section. */
  readonly access?: ReportAccess;
}

export interface ReportRow {
  readonly id: string;
  readonly cells: readonly ReportCell[];
  readonly records: readonly RecordRef[];
  /** Number of institutions that an `aggregate` cell of this row covers. */
  readonly institutions?: number;
  readonly isTotal?: true;
  /**
   * Readers where the fields that the row names do not decide. Without it those of the section, and in a section for
   * everybody those of the fields. A row with a field that no outsider may see is never shared.
   */
  readonly access?: ReportAccess;
}

export interface ReportTable {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

interface SectionHeading {
  /** As in docs/requirements.md D: `T1`, `F2`. */
  readonly id: string;
  readonly title: ReportTextKey;
  readonly access: ReportAccess;
  readonly notes?: readonly ReportTextKey[];
  /** The content was withheld from this reader; a sentence is shown in its place. */
  readonly withheld?: true;
  /** Words of the programme for itself: copies for others do not even name it. */
  readonly isInternal?: true;
}

/** A table, or a figure with the table of the same values. `table` is made from the figure, so the two are equal. */
export type Section = SectionHeading & {
  readonly table: ReportTable;
  readonly figure?: ReportFigure;
};

/** The common header (docs/requirements.md D): author roles, never names. */
export interface ReportHeader {
  readonly code: ReportCode;
  readonly title: ReportTextKey;
  /** The State by its ISO 3166 code, empty where the mission names none. */
  readonly country: string;
  readonly mission: string;
  /** R2 only: the assessed institution. */
  readonly institution?: string;
  /** R6 to R8: title of the workshop. */
  readonly workshop?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly instruments: readonly string[];
  /** Languages of the questions of these instruments. */
  readonly languages: readonly string[];
  /** Time of the newest change behind the figures, in milliseconds since 1970; null when nothing was written. */
  readonly cutOffMs: number | null;
  readonly mark: Confidentiality;
  /** Status of its records in words. Several where a plan has them, or where a workshop's report is no final one. */
  readonly statuses: readonly ReportTextKey[];
  /** Share of the weight of applicable indicators that is rated (B6.2); null when nothing is applicable. */
  readonly coverage: number | null;
  /** Number of ratings by the confidence of their evidence (B3). */
  readonly confidence: { readonly [level in RatingConfidence]: number };
  readonly roles: readonly Role[];
  readonly institutions: number;
  /** The instrument's names of its levels, level 1 first. */
  readonly scale: readonly string[];
}

/** Information-sharing note of the copy: nobody may pass it on. `until` is null while it is not set. */
export interface SharingTerms {
  readonly entity: string;
  readonly purpose: string;
  readonly until: string | null;
}

/** A report before translation: the same in the field app, the console and every file. */
export interface Report {
  readonly header: ReportHeader;
  readonly sections: readonly Section[];
  /** Kind and title of each record that the rows name. */
  readonly records: readonly RecordTitle[];
  /** Set for readers who do not get everything. */
  readonly audience: 'programme' | 'state' | 'donor' | 'partner';
  /** Sharing note of a partner's copy. */
  readonly sharing?: SharingTerms;
}
