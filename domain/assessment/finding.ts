import * as z from 'zod';
import { type Document, readValueAt, valueAt } from '../document/document.ts';
import type { Path } from '../document/op.ts';
import { orderedItemIds } from '../document/written-order.ts';
import { MaturityLevel } from './assessment.ts';

/** Measures in the order of the offer: training is the last (docs/requirements.md B7). */
export const measuresInOfferOrder: readonly RecommendedMeasure[] = [
  'rule-change',
  'procedure',
  'staffing',
  'coordination',
  'equipment',
  'training',
];

/** B7: return whether training is the only measure, without a reason why nothing else would do. */
export const lacksTrainingReason = ({
  measures,
  trainingReason,
}: Pick<Recommendation, 'measures' | 'trainingReason'>): boolean =>
  isTrainingOnly(measures) && trainingReason.trim() === '';

export const isTrainingOnly = (recommendedMeasures: readonly RecommendedMeasure[]): boolean =>
  recommendedMeasures.length > 0 && recommendedMeasures.every((measure) => measure === 'training');

/** The measures with one added or removed, in the order of the offer, so that equal choices are equal values. */
export const toggleMeasure = (
  recommendedMeasures: readonly RecommendedMeasure[],
  recommendedMeasure: RecommendedMeasure,
  isOn: boolean,
): readonly RecommendedMeasure[] =>
  measuresInOfferOrder.filter((one) =>
    one === recommendedMeasure ? isOn : recommendedMeasures.includes(one),
  );

/** A1: only a recommendation that was accepted, at least in part, becomes a plan item. */
export const mayBecomePlanItem = ({ status }: { readonly status: RecommendationStatus }): boolean =>
  status === 'accepted' || status === 'partly-accepted' || status === 'in-progress';

/** A short, sourced statement that follows from ratings (docs/requirements.md A1). `about` names indicators. */
export interface Finding {
  readonly id: string;
  readonly text: string;
  readonly kind: FindingKind;
  readonly about: readonly string[];
  readonly mark: Confidentiality;
  readonly order: string;
}

/**
 * A proposed action for a State or a partner (docs/requirements.md A1). `findings` names the findings that it
 * answers.
 */
export interface Recommendation {
  readonly id: string;
  /** The action, beginning with its verb; the whole sentence where `support` is null. */
  readonly text: string;
  readonly addressee: string;
  readonly about: readonly string[];
  readonly findings: readonly string[];
  readonly horizon: ActionHorizon | null;
  readonly expectedLevel: MaturityLevel | null;
  /** Last quarter of the action, `2027-Q3`. */
  readonly quarter: string | null;
  /** Null in a recommendation that was written whole, as earlier versions did. */
  readonly support: readonly RecommendedSupport[] | null;
  readonly measures: readonly RecommendedMeasure[];
  readonly trainingReason: string;
  readonly status: RecommendationStatus;
  readonly order: string;
}

/**
 * Findings that are not removed, in their order. A part that another version wrote and that does not parse has its
 * default.
 */
export const readFindings = (document: Document | undefined): readonly Finding[] =>
  orderedItemIds(document, 'findings').map((id) => ({
    id,
    text: readValueAt(document, `findings/${id}/text`, FindingText, ''),
    kind: readValueAt(document, `findings/${id}/kind`, FindingKind, 'gap'),
    about: readValueAt(document, `findings/${id}/about`, ReferencedIds, []),
    // An unmarked finding is not for everybody (docs/requirements.md E).
    mark: readValueAt(document, `findings/${id}/mark`, Confidentiality, 'C'),
    order: readValueAt(document, `findings/${id}/order`, FindingText, ''),
  }));

/** Recommendations that are not removed, in their order. */
export const readRecommendations = (document: Document | undefined): readonly Recommendation[] =>
  orderedItemIds(document, 'recommendations').map((id) => {
    const at = `recommendations/${id}`;
    return {
      id,
      text: readValueAt(document, `${at}/text`, FindingText, ''),
      addressee: readValueAt(document, `${at}/addressee`, FindingText, ''),
      about: readValueAt(document, `${at}/about`, ReferencedIds, []),
      findings: readValueAt(document, `${at}/findings`, ReferencedIds, []),
      horizon: readValueAt(document, `${at}/horizon`, ActionHorizon.nullable(), null),
      expectedLevel: readValueAt(document, `${at}/expected-level`, MaturityLevel.nullable(), null),
      quarter: readValueAt(document, `${at}/quarter`, YearQuarter.nullable(), null),
      support: readValueAt(document, `${at}/support`, RecommendedSupports.nullable(), null),
      measures: readValueAt(document, `${at}/measures`, RecommendedMeasures, []),
      trainingReason: readValueAt(document, `${at}/training-reason`, FindingText, ''),
      status: readValueAt(document, `${at}/status`, RecommendationStatus, 'proposed'),
      order: readValueAt(document, `${at}/order`, FindingText, ''),
    };
  });

const FindingText = z.string();

/** The mark at a path; confidential where none was set. In a conflict one strictly confidential head is enough. */
export function confidentialityAt(document: Document | undefined, path: string): Confidentiality {
  const heads = document?.registers[path as Path]?.heads ?? []; // matches Path
  if (heads.some(({ value }) => value === 'SC')) return 'SC';
  return Confidentiality.catch('C').parse(valueAt(document, path));
}

export const longFindingText = z.string().max(20_000);

export const shortFindingText = z.string().max(400);

/** Ids of indicators, findings or recommendations. */
export const ReferencedIds = z.readonly(z.array(z.string().min(1).max(64)).max(200));

export const FindingKind = z.enum(['strength', 'gap', 'rights-risk', 'good-practice', 'information-gap']);
export type FindingKind = z.infer<typeof FindingKind>;

/** Unclassified, confidential, strictly confidential (docs/requirements.md E). */
export const Confidentiality = z.enum(['U', 'C', 'SC']);
export type Confidentiality = z.infer<typeof Confidentiality>;

/** Months until a recommended action is to be done: 0 to 6, 6 to 18, later. */
export const ActionHorizon = z.enum(['0-6', '6-18', '18+']);
export type ActionHorizon = z.infer<typeof ActionHorizon>;

/** Kinds of action; `training` is the last to be offered (docs/requirements.md B7). */
export const RecommendedMeasure = z.enum([
  'rule-change',
  'procedure',
  'staffing',
  'coordination',
  'equipment',
  'training',
]);
export type RecommendedMeasure = z.infer<typeof RecommendedMeasure>;

/** Support by partners (docs/requirements.md B7); `none` excludes the others. */
export const RecommendedSupport = z.enum(['advice', 'training', 'knowledge-product', 'none']);
export type RecommendedSupport = z.infer<typeof RecommendedSupport>;

export const RecommendedSupports = z.readonly(z.array(RecommendedSupport).max(4));

/** Quarter of a calendar year, such as `2027-Q3`. */
export const YearQuarter = z.string().regex(/^\d{4}-Q[1-4]$/);

export const RecommendationStatus = z.enum([
  'proposed',
  'discussed',
  'accepted',
  'partly-accepted',
  'not-accepted',
  'in-progress',
  'implemented',
  'verified',
  'lapsed',
]);
export type RecommendationStatus = z.infer<typeof RecommendationStatus>;

/** Recommended measures, without repetition. */
export const RecommendedMeasures = z.readonly(z.array(RecommendedMeasure).max(6));

/** Number of findings or recommendations about each indicator. */
export function countByIndicator(
  items: readonly { readonly about: readonly string[] }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { about } of items)
    for (const indicator of new Set(about)) counts.set(indicator, (counts.get(indicator) ?? 0) + 1);
  return counts;
}
