import * as z from 'zod';
import type { KindSchema } from '#domain/path-rules/kind-schema.ts';
import { stateAndAgreedDonor, stateAndPartner, stateOnly } from '#domain/path-rules/path-audience.ts';
import { MaturityLevel } from '../assessment.ts';
import {
  ActionHorizon,
  Confidentiality,
  FindingKind,
  longFindingText,
  RecommendationStatus,
  RecommendedMeasures,
  RecommendedSupports,
  ReferencedIds,
  shortFindingText,
  YearQuarter,
} from '../finding.ts';
import { MaturityTarget } from '../maturity-target.ts';
import { PriorityAlignment, PriorityBandOverride, PriorityFactor } from '../stated-priority.ts';
import { RowOrder } from './stored-answer.ts';

const findingPart = { rights: 'findings', group: 'findings', erasable: 'never' } as const;
const findingWords = { ...findingPart, erasable: 'all' } as const;

/** Registers that follow from the ratings (docs/requirements.md A1). `about` names indicators. */
export const findingPathRules: KindSchema<'assessment'> = [
  {
    pattern: 'findings/*/text',
    field: ['lines', 'path.text'],
    holds: longFindingText,
    ...findingWords,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'findings/*/kind',
    field: ['findingKind', 'path.finding.kind'],
    holds: FindingKind,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'findings/*/about',
    field: ['names', 'path.aboutIndicators'],
    holds: ReferencedIds,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'findings/*/mark',
    field: ['confidentiality', 'path.confidentiality'],
    holds: Confidentiality,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'findings/*/order',
    field: ['other', 'path.order'],
    holds: RowOrder,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'findings/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'targets/*',
    field: ['target', 'path.target'],
    holds: MaturityTarget.nullable(),
    rights: 'decisions',
    group: 'findings',
    sharedWith: stateAndAgreedDonor,
    erasable: 'past',
  },
  {
    pattern: 'priorities/*/ownership',
    field: ['ownership', 'path.priority.ownership'],
    holds: PriorityFactor.nullable(),
    ...findingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'priorities/*/feasibility',
    field: ['feasibility', 'path.priority.feasibility'],
    holds: PriorityFactor.nullable(),
    ...findingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'priorities/*/alignment',
    field: ['alignment', 'path.priority.alignment'],
    holds: PriorityAlignment.nullable(),
    ...findingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'priorities/*/override',
    field: ['priorityOverride', 'path.priority.override'],
    holds: PriorityBandOverride.nullable(),
    ...findingPart,
    sharedWith: stateOnly,
    erasable: 'past',
  },
  {
    pattern: 'recommendations/*/text',
    field: ['lines', 'path.text'],
    holds: longFindingText,
    ...findingWords,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/addressee',
    field: ['line', 'path.recommendation.addressee'],
    holds: shortFindingText,
    ...findingWords,
    sharedWith: stateAndPartner,
    personalDataCheck: 'never',
  },
  {
    pattern: 'recommendations/*/about',
    field: ['names', 'path.aboutIndicators'],
    holds: ReferencedIds,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/findings',
    field: ['other', 'path.recommendation.findings'],
    holds: ReferencedIds,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/horizon',
    field: ['horizon', 'path.recommendation.horizon'],
    holds: ActionHorizon.nullable(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/expected-level',
    field: ['level', 'path.recommendation.expectedLevel'],
    holds: MaturityLevel.nullable(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/quarter',
    field: ['quarter', 'path.recommendation.quarter'],
    holds: YearQuarter.nullable(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/support',
    field: ['support[]', 'path.recommendation.support'],
    holds: RecommendedSupports.nullable(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/measures',
    field: ['measure[]', 'path.recommendation.measures'],
    holds: RecommendedMeasures,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  // The reason why nothing but training would do, where training is the only measure.
  {
    pattern: 'recommendations/*/training-reason',
    field: ['lines', 'path.recommendation.trainingReason'],
    holds: longFindingText.nullable(),
    ...findingWords,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/status',
    field: ['recommendationStatus', 'path.status'],
    holds: RecommendationStatus,
    ...findingPart,
    rights: 'recommendation-steps',
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/order',
    field: ['other', 'path.order'],
    holds: RowOrder,
    ...findingPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'recommendations/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...findingPart,
    sharedWith: stateAndPartner,
  },
];
