import * as z from 'zod';
import type { KindSchema } from '../document/kind-schema.ts';
import { RowOrder } from './answer-value.ts';
import { Level } from './assessment.ts';

const longText = z.string().max(20_000);
const shortText = z.string().max(400);
/** Ids of indicators, findings or recommendations. */
export const Ids = z.readonly(z.array(z.string().min(1).max(64)).max(200));

export const FindingKind = z.enum(['strength', 'gap', 'rights-risk', 'good-practice', 'information-gap']);
export type FindingKind = z.infer<typeof FindingKind>;

/** Unclassified, confidential, strictly confidential (domain.md E). */
export const Mark = z.enum(['U', 'C', 'SC']);
export type Mark = z.infer<typeof Mark>;

/** Months until a recommended action is to be done: 0 to 6, 6 to 18, later. */
export const Horizon = z.enum(['0-6', '6-18', '18+']);
export type Horizon = z.infer<typeof Horizon>;

/** Kinds of action; `training` is the last to be offered (domain.md B7). */
export const Measure = z.enum([
  'rule-change',
  'procedure',
  'staffing',
  'coordination',
  'equipment',
  'training',
]);
export type Measure = z.infer<typeof Measure>;

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

/** The level agreed with the State (domain.md B6.10); a reason where it is not the usual one. */
export const Target = z.readonly(
  z.object({
    level: Level,
    reason: longText,
    agreedOn: z.iso.date().nullable(),
    /** The institution that agreed. */
    agreedBy: shortText,
  }),
);
export type Target = z.infer<typeof Target>;

/** A band set by hand, with the reason; the computed one stays beside it (B6.11). */
export const BandOverride = z.readonly(
  z.object({ band: z.enum(['High', 'Medium', 'Low']), reason: longText.min(1) }),
);
export type BandOverride = z.infer<typeof BandOverride>;

/** No, in part, yes: the factors of a priority (B6.11). */
export const Factor = z.union([z.literal(0), z.literal(0.5), z.literal(1)]);
export type Factor = z.infer<typeof Factor>;
/** With a recommendation that the State has shared, or not (B6.11). */
export const Alignment = z.union([z.literal(0), z.literal(1)]);
export type Alignment = z.infer<typeof Alignment>;
/** What is recommended, without repetition. */
export const Measures = z.readonly(z.array(Measure).max(6));

/** What follows from the ratings (domain.md A1). `about` names indicators. */
export const findingPaths: KindSchema = [
  { pattern: 'findings/*/text', holds: longText },
  { pattern: 'findings/*/kind', holds: FindingKind },
  { pattern: 'findings/*/about', holds: Ids },
  { pattern: 'findings/*/mark', holds: Mark },
  { pattern: 'findings/*/order', holds: RowOrder },
  { pattern: 'findings/*/removed', holds: z.boolean() },
  { pattern: 'targets/*', holds: Target.nullable() },
  { pattern: 'priorities/*/ownership', holds: Factor.nullable() },
  { pattern: 'priorities/*/feasibility', holds: Factor.nullable() },
  { pattern: 'priorities/*/alignment', holds: Alignment.nullable() },
  { pattern: 'priorities/*/override', holds: BandOverride.nullable() },
  { pattern: 'recommendations/*/text', holds: longText },
  { pattern: 'recommendations/*/addressee', holds: shortText },
  { pattern: 'recommendations/*/about', holds: Ids },
  { pattern: 'recommendations/*/findings', holds: Ids },
  { pattern: 'recommendations/*/horizon', holds: Horizon.nullable() },
  { pattern: 'recommendations/*/expected-level', holds: Level.nullable() },
  { pattern: 'recommendations/*/measures', holds: Measures },
  // Why nothing but training would do, where training is all that is recommended.
  { pattern: 'recommendations/*/training-reason', holds: longText.nullable() },
  { pattern: 'recommendations/*/status', holds: RecommendationStatus },
  { pattern: 'recommendations/*/order', holds: RowOrder },
  { pattern: 'recommendations/*/removed', holds: z.boolean() },
];
