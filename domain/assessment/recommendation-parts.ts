import { ok, type Result, refuse } from '#base/result.ts';
import {
  type ActionHorizon,
  lacksTrainingReason,
  type Recommendation,
  type RecommendationStatus,
  RecommendedSupport,
} from './finding.ts';

/** Part that the sentence of a recommendation needs. */
export type RecommendationPart =
  | 'addressee'
  | 'text'
  | 'quarter'
  | 'support'
  | 'measures'
  | 'training-reason';

/** Values of a recommendation that its sentence shows. */
export type RecommendationWords = Pick<
  Recommendation,
  'addressee' | 'text' | 'quarter' | 'support' | 'measures' | 'expectedLevel'
>;

/** Return whether it was written whole, as earlier versions did: its text is the sentence. */
export const isFreeText = ({ support }: Pick<Recommendation, 'support'>): boolean => support === null;

/** Sign that a starter of earlier versions left for a person to fill in. */
const openSign = '…';

/** Parts that are blank, in the order of the sentence. A free text is blank where a starter's sign is left in it. */
export function blankPartsOf(recommendation: Recommendation): readonly RecommendationPart[] {
  const { text, addressee, quarter, support, measures } = recommendation;
  if (support === null) return text.trim() === '' || text.includes(openSign) ? ['text'] : [];
  const isBlank: { readonly [P in RecommendationPart]: boolean } = {
    addressee: addressee.trim() === '',
    text: text.trim() === '',
    quarter: quarter === null,
    support: support.length === 0,
    measures: measures.length === 0,
    'training-reason': lacksTrainingReason(recommendation),
  };
  return recommendationParts.filter((part) => isBlank[part]);
}

const recommendationParts: readonly RecommendationPart[] = [
  'addressee',
  'text',
  'quarter',
  'support',
  'measures',
  'training-reason',
];

/** Refusal of a status because parts are blank. */
interface BlankPartsRefusal {
  readonly kind: 'blankParts';
  readonly parts: readonly RecommendationPart[];
}

/** Statuses that say that somebody has agreed to the recommendation as it is written. */
const acceptedStatuses: ReadonlySet<RecommendationStatus> = new Set([
  'accepted',
  'partly-accepted',
  'in-progress',
  'implemented',
  'verified',
]);

/** Decide a change of status: no recommendation with a blank part is accepted (docs/requirements.md B7). */
export function decideRecommendationStatus(
  recommendation: Recommendation,
  newStatus: RecommendationStatus,
): Result<RecommendationStatus, BlankPartsRefusal> {
  const parts = acceptedStatuses.has(newStatus) ? blankPartsOf(recommendation) : [];
  return parts.length === 0 ? ok(newStatus) : refuse({ kind: 'blankParts', parts });
}

/** The support with one kind added or removed, in the order of the enumeration. No support excludes every other. */
export function toggleSupport(
  recommendedSupports: readonly RecommendedSupport[],
  recommendedSupport: RecommendedSupport,
  isOn: boolean,
): readonly RecommendedSupport[] {
  if (recommendedSupport === 'none') return isOn ? ['none'] : [];
  return RecommendedSupport.options.filter((kind) =>
    kind === recommendedSupport ? isOn : kind !== 'none' && recommendedSupports.includes(kind),
  );
}

/** Year and number of a quarter, such as `2027-Q3`. */
export const parseQuarter = (quarter: string): { readonly year: number; readonly number: number } => ({
  year: Number(quarter.slice(0, 4)),
  number: Number(quarter.slice(6)),
});

/** Quarters that follow each other, from the one of this day. */
export const quartersFrom = (day: string, count: number): readonly string[] => {
  const first = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, at) => {
    const quarter = first + at;
    return `${String(Math.floor(quarter / 4)).padStart(4, '0')}-Q${(quarter % 4) + 1}`;
  });
};

const lastDays = ['03-31', '06-30', '09-30', '12-31'] as const;

/** Last day of a quarter, `2027-09-30`. */
export const lastDayOfQuarter = (quarter: string): string =>
  `${quarter.slice(0, 4)}-${lastDays[parseQuarter(quarter).number - 1] ?? lastDays[3]}`;

/** Horizon of an action that ends with this quarter, counted in months from a day. */
export function horizonOfQuarter(quarter: string, day: string): ActionHorizon {
  const { year, number } = parseQuarter(quarter);
  const months = year * 12 + number * 3 - (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  if (months <= 6) return '0-6';
  return months <= 18 ? '6-18' : '18+';
}
