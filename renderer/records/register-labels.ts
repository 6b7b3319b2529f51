import { isPathInPattern } from '#domain/document/kind-schema.ts';
import type { MessageKey } from '../i18n/message.ts';
import { PriorityBandOverride, RecommendedMeasures, MaturityTarget } from '#domain/assessment/finding.ts';
import { ReviewApproval, RatingOverride, ReturnReason, AdviserSignOff } from '#domain/assessment/review.ts';
import { ConsolidatedRating, IndependentRatingValue } from '#domain/assessment/assessment-schema.ts';
import type { JsonValue } from '#base/json.ts';
import type { Translate } from '../i18n/use-translate.ts';
import {
  alignmentKeys,
  assessmentTypeKeys,
  feasibilityKeys,
  findingKindKeys,
  horizonKeys,
  markKeys,
  measureKeys,
  naReasonKeys,
  ownershipKeys,
  planStatusKeys,
  priorityBandKeys,
  recommendationStatusKeys,
} from './finding-labels.ts';

/** Closed lists: the label of each value. */
const listedValueKeys: { readonly [S in RegisterValueKind]?: Readonly<Record<string, MessageKey>> } = {
  findingKind: findingKindKeys,
  mark: markKeys,
  horizon: horizonKeys,
  recommendationStatus: recommendationStatusKeys,
  planStatus: planStatusKeys,
  ownership: ownershipKeys,
  feasibility: feasibilityKeys,
  alignment: alignmentKeys,
  naReason: naReasonKeys,
  assessmentType: assessmentTypeKeys,
};

/** All values of a closed list in its order; null where a person writes, or where there is no list. */
export function valuesOfKind(sort: string): readonly (string | number)[] | null {
  const words = listedValueKeys[sort as RegisterValueKind]; // any other text has no list
  if (words === undefined) return null;
  // Keys of an object are texts; factors are numbers.
  const values = Object.keys(words);
  return isPriorityFactor(sort) ? values.map(Number).toSorted((a, b) => a - b) : values;
}

/** Value in words; null for a text, number or day that is shown as such, or of another version. */
export function translateRegisterValue(say: Translate, sort: string, value: JsonValue): string | null {
  switch (sort) {
    case 'flag':
      return say(value === true ? 'register.value.yes' : 'register.value.no');
    case 'names':
      return isTextArray(value) ? value.join(', ') : null;
    case 'measures': {
      const measures = RecommendedMeasures.safeParse(value);
      return measures.success ? measures.data.map((one) => say(measureKeys[one])).join(', ') : null;
    }
    case 'target': {
      const target = MaturityTarget.safeParse(value);
      if (!target.success) return null;
      const { level, reason, agreedBy, agreedOn } = target.data;
      return say('register.value.target', {
        level,
        reason: reason || 'none',
        by: agreedBy || 'none',
        on: agreedOn ?? 'none',
      });
    }
    case 'band': {
      const override = PriorityBandOverride.safeParse(value);
      if (!override.success) return null;
      return say('register.value.band', {
        band: say(priorityBandKeys[override.data.band]),
        reason: override.data.reason,
      });
    }
    case 'secondRating': {
      const rating = IndependentRatingValue.safeParse(value);
      if (!rating.success) return null;
      const { level, evidence, rationale } = rating.data;
      return say('register.value.rating', { level, evidence, why: rationale || 'none' });
    }
    case 'override': {
      const override = RatingOverride.safeParse(value);
      if (!override.success) return null;
      const { level, evidence, reason } = override.data;
      return say('register.value.rating', { level, evidence, why: reason });
    }
    case 'consolidation': {
      const decided = ConsolidatedRating.safeParse(value);
      if (!decided.success) return null;
      return say('register.value.decided', { level: decided.data.level, reason: decided.data.reason });
    }
    case 'returned': {
      const returned = ReturnReason.safeParse(value);
      return returned.success ? returned.data.reason || say('desk.returns.pointsOnly') : null;
    }
    case 'approval': {
      const approval = ReviewApproval.safeParse(value);
      return approval.success ? say('register.value.approved', { note: approval.data.note || 'none' }) : null;
    }
    case 'signOff': {
      const signOff = AdviserSignOff.safeParse(value);
      if (!signOff.success) return null;
      const { decision, note } = signOff.data;
      return say('register.value.signOff', { decision, note: note || 'none' });
    }
    default: {
      if (typeof value !== 'string' && typeof value !== 'number') return null;
      const key = listedValueKeys[sort as RegisterValueKind]?.[value]; // any other text has no list
      return key === undefined ? null : say(key);
    }
  }
}

const isPriorityFactor = (sort: string): boolean =>
  sort === 'ownership' || sort === 'feasibility' || sort === 'alignment';

const isTextArray = (value: JsonValue): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Subject of a register within a record; `record` is the record itself. */
export type RegisterSubject =
  | 'record'
  | 'question'
  | 'asked'
  | 'finding'
  | 'recommendation'
  | 'item'
  | 'point'
  | 'stateComment';

/** How a person reads the value: words of a closed list, a text, a day, or shown only. */
export type RegisterValueKind =
  | 'line'
  | 'lines'
  | 'day'
  | 'level'
  | 'place'
  | 'removed'
  | 'flag'
  | 'names'
  | 'findingKind'
  | 'mark'
  | 'horizon'
  | 'measures'
  | 'recommendationStatus'
  | 'planStatus'
  | 'ownership'
  | 'feasibility'
  | 'alignment'
  | 'naReason'
  | 'target'
  | 'band'
  | 'assessmentType'
  | 'person'
  | 'secondRating'
  | 'consolidation'
  | 'returned'
  | 'approval'
  | 'signOff'
  | 'override'
  | 'other';

/** A family of registers in the words of the domain. */
export interface RegisterLabel {
  readonly pattern: string;
  readonly subject: RegisterSubject;
  readonly what: MessageKey;
  readonly sort: RegisterValueKind;
}

const registerLabel = (
  pattern: string,
  subject: RegisterSubject,
  what: MessageKey,
  sort: RegisterValueKind,
): RegisterLabel => ({
  pattern,
  subject,
  what,
  sort,
});

/** Labels of findings, decisions of several people, comments of headquarters, and the action plan. */
export const registerLabels: readonly RegisterLabel[] = [
  registerLabel('reference-date', 'record', 'register.referenceDate', 'day'),
  registerLabel('type', 'record', 'register.assessmentType', 'assessmentType'),
  registerLabel('follows', 'record', 'register.follows', 'other'),
  registerLabel('version-reason', 'record', 'register.versionReason', 'lines'),
  registerLabel('answers/*/na-reason', 'question', 'register.naReason', 'naReason'),
  registerLabel('calculated/*/*', 'record', 'register.calculated', 'other'),
  registerLabel('erased/*', 'record', 'note.erased.number', 'other'),
  registerLabel('removals/*', 'record', 'register.removalContext', 'other'),
  registerLabel('exports/*', 'record', 'register.export', 'other'),
  registerLabel('text-checks/*', 'record', 'register.textCheck', 'flag'),
  registerLabel('answers/*/override', 'question', 'conflict.what.override', 'override'),
  registerLabel('answers/*/variation', 'question', 'register.variation', 'lines'),

  registerLabel('findings/*/text', 'finding', 'register.finding.text', 'lines'),
  registerLabel('findings/*/kind', 'finding', 'register.finding.kind', 'findingKind'),
  registerLabel('findings/*/about', 'finding', 'register.about', 'names'),
  registerLabel('findings/*/mark', 'finding', 'register.finding.mark', 'mark'),
  registerLabel('findings/*/order', 'finding', 'register.place', 'other'),
  registerLabel('findings/*/removed', 'finding', 'register.removed', 'removed'),
  registerLabel('targets/*', 'question', 'register.target', 'target'),
  registerLabel('priorities/*/ownership', 'question', 'register.priority.ownership', 'ownership'),
  registerLabel('priorities/*/feasibility', 'question', 'register.priority.feasibility', 'feasibility'),
  registerLabel('priorities/*/alignment', 'question', 'register.priority.alignment', 'alignment'),
  registerLabel('priorities/*/override', 'question', 'register.priority.override', 'band'),
  registerLabel('recommendations/*/text', 'recommendation', 'register.recommendation.text', 'lines'),
  registerLabel('recommendations/*/addressee', 'recommendation', 'register.recommendation.addressee', 'line'),
  registerLabel('recommendations/*/about', 'recommendation', 'register.about', 'names'),
  registerLabel('recommendations/*/findings', 'recommendation', 'register.recommendation.findings', 'other'),
  registerLabel('recommendations/*/horizon', 'recommendation', 'register.recommendation.horizon', 'horizon'),
  registerLabel(
    'recommendations/*/expected-level',
    'recommendation',
    'register.recommendation.expectedLevel',
    'level',
  ),
  registerLabel(
    'recommendations/*/measures',
    'recommendation',
    'register.recommendation.measures',
    'measures',
  ),
  registerLabel(
    'recommendations/*/training-reason',
    'recommendation',
    'register.recommendation.trainingReason',
    'lines',
  ),
  registerLabel('recommendations/*/status', 'recommendation', 'register.state', 'recommendationStatus'),
  registerLabel('recommendations/*/order', 'recommendation', 'register.place', 'other'),
  registerLabel('recommendations/*/removed', 'recommendation', 'register.removed', 'removed'),

  registerLabel('assignments/*', 'asked', 'register.several.assignment', 'person'),
  registerLabel('second-ratings/*/*', 'question', 'register.several.secondRating', 'secondRating'),
  registerLabel('national/*', 'question', 'register.several.national', 'consolidation'),
  registerLabel('consolidations/*', 'question', 'register.several.consolidation', 'consolidation'),

  registerLabel('review/points/*/about', 'point', 'register.review.about', 'line'),
  registerLabel('review/points/*/text', 'point', 'register.review.text', 'lines'),
  registerLabel('review/points/*/round', 'point', 'register.review.round', 'other'),
  registerLabel('review/points/*/settled', 'point', 'register.review.settled', 'flag'),
  registerLabel('review/points/*/mark', 'point', 'register.finding.mark', 'mark'),
  registerLabel('review/points/*/removed', 'point', 'register.removed', 'removed'),
  registerLabel('review/replies/*/text', 'point', 'register.review.reply', 'lines'),
  registerLabel('review/replies/*/mended', 'point', 'register.review.mended', 'flag'),
  registerLabel('review/returns/*', 'record', 'register.review.returned', 'returned'),
  registerLabel('review/approval', 'record', 'register.review.approval', 'approval'),
  registerLabel('review/superseded', 'record', 'register.review.superseded', 'returned'),
  registerLabel('sign-off/adviser', 'record', 'register.signOff', 'signOff'),
  registerLabel('periods/shared-on', 'record', 'register.period.sharedOn', 'day'),
  registerLabel('periods/comments-until', 'record', 'register.period.commentsUntil', 'day'),
  registerLabel('periods/final-on', 'record', 'register.period.finalOn', 'day'),
  registerLabel('periods/progress-note-due', 'record', 'register.period.progressNote', 'day'),
  registerLabel('periods/follow-up-from', 'record', 'register.period.followUp', 'day'),
  registerLabel('state-comments/*/about', 'stateComment', 'register.review.about', 'line'),
  registerLabel('state-comments/*/from', 'stateComment', 'register.stateComment.from', 'line'),
  registerLabel('state-comments/*/on', 'stateComment', 'register.stateComment.on', 'day'),
  registerLabel('state-comments/*/text', 'stateComment', 'register.stateComment.text', 'lines'),
  registerLabel('state-comments/*/response', 'stateComment', 'register.stateComment.response', 'lines'),
  registerLabel('state-comments/*/removed', 'stateComment', 'register.removed', 'removed'),

  registerLabel('items/*/title', 'item', 'register.item.title', 'line'),
  registerLabel('items/*/assessment', 'item', 'register.item.assessment', 'other'),
  registerLabel('items/*/recommendation', 'item', 'register.item.recommendation', 'other'),
  registerLabel('items/*/dimension', 'item', 'register.item.dimension', 'line'),
  registerLabel('items/*/lead', 'item', 'register.item.lead', 'line'),
  registerLabel('items/*/supporting', 'item', 'register.item.supporting', 'names'),
  registerLabel('items/*/counterpart', 'item', 'register.item.counterpart', 'line'),
  registerLabel('items/*/funding-line', 'item', 'register.item.fundingLine', 'line'),
  registerLabel('items/*/from', 'item', 'register.item.from', 'day'),
  registerLabel('items/*/to', 'item', 'register.item.to', 'day'),
  registerLabel('items/*/milestones', 'item', 'register.item.milestones', 'lines'),
  registerLabel('items/*/logframe', 'item', 'register.item.logframe', 'line'),
  registerLabel('items/*/status', 'item', 'register.state', 'planStatus'),
  registerLabel('items/*/status-reason', 'item', 'register.item.statusReason', 'lines'),
  registerLabel('items/*/order', 'item', 'register.place', 'other'),
  registerLabel('items/*/removed', 'item', 'register.removed', 'removed'),
];

/** The words of a register that this table knows. */
export const registerLabelOf = (path: string): RegisterLabel | undefined =>
  registerLabels.find(({ pattern }) => isPathInPattern(pattern, path));

/**
 * Path of the text that names a register's subject; null for a subject named by the instrument or by nothing.
 */
export function subjectNamePathOf({ subject }: RegisterLabel, path: string): string | null {
  const [area = '', second = '', third = ''] = path.split('/');
  switch (subject) {
    case 'finding':
    case 'recommendation':
      return `${area}/${second}/text`;
    case 'item':
      return `${area}/${second}/title`;
    case 'point':
      return `review/points/${third}/about`;
    case 'stateComment':
      return `${area}/${second}/about`;
    default:
      return null;
  }
}
