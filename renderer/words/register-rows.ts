import { matchesPattern } from '#domain/document/kind-schema.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** What within a record a register belongs to; `record` is the record itself. */
export type RowSubject =
  | 'record'
  | 'question'
  | 'asked'
  | 'finding'
  | 'recommendation'
  | 'item'
  | 'point'
  | 'stateComment';

/** How a person reads the value: words of a closed list, a text, a day, or something that is only shown. */
export type RowSort =
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
export interface RegisterRow {
  readonly pattern: string;
  readonly subject: RowSubject;
  readonly what: MessageKey;
  readonly sort: RowSort;
}

const row = (pattern: string, subject: RowSubject, what: MessageKey, sort: RowSort): RegisterRow => ({
  pattern,
  subject,
  what,
  sort,
});

/** What follows from ratings, what several people decide, what headquarters says, and the action plan. */
export const registerRows: readonly RegisterRow[] = [
  row('reference-date', 'record', 'register.referenceDate', 'day'),
  row('type', 'record', 'register.assessmentType', 'assessmentType'),
  row('follows', 'record', 'register.follows', 'other'),
  row('version-reason', 'record', 'register.versionReason', 'lines'),
  row('answers/*/na-reason', 'question', 'register.naReason', 'naReason'),
  row('calculated/*/*', 'record', 'register.calculated', 'other'),
  row('erased/*', 'record', 'note.erased.number', 'other'),
  row('removals/*', 'record', 'register.removalContext', 'other'),
  row('exports/*', 'record', 'register.export', 'other'),
  row('text-checks/*', 'record', 'register.textCheck', 'flag'),
  row('answers/*/override', 'question', 'conflict.what.override', 'override'),
  row('answers/*/variation', 'question', 'register.variation', 'lines'),

  row('findings/*/text', 'finding', 'register.finding.text', 'lines'),
  row('findings/*/kind', 'finding', 'register.finding.kind', 'findingKind'),
  row('findings/*/about', 'finding', 'register.about', 'names'),
  row('findings/*/mark', 'finding', 'register.finding.mark', 'mark'),
  row('findings/*/order', 'finding', 'register.place', 'other'),
  row('findings/*/removed', 'finding', 'register.removed', 'removed'),
  row('targets/*', 'question', 'register.target', 'target'),
  row('priorities/*/ownership', 'question', 'register.priority.ownership', 'ownership'),
  row('priorities/*/feasibility', 'question', 'register.priority.feasibility', 'feasibility'),
  row('priorities/*/alignment', 'question', 'register.priority.alignment', 'alignment'),
  row('priorities/*/override', 'question', 'register.priority.override', 'band'),
  row('recommendations/*/text', 'recommendation', 'register.recommendation.text', 'lines'),
  row('recommendations/*/addressee', 'recommendation', 'register.recommendation.addressee', 'line'),
  row('recommendations/*/about', 'recommendation', 'register.about', 'names'),
  row('recommendations/*/findings', 'recommendation', 'register.recommendation.findings', 'other'),
  row('recommendations/*/horizon', 'recommendation', 'register.recommendation.horizon', 'horizon'),
  row('recommendations/*/expected-level', 'recommendation', 'register.recommendation.expectedLevel', 'level'),
  row('recommendations/*/measures', 'recommendation', 'register.recommendation.measures', 'measures'),
  row(
    'recommendations/*/training-reason',
    'recommendation',
    'register.recommendation.trainingReason',
    'lines',
  ),
  row('recommendations/*/status', 'recommendation', 'register.state', 'recommendationStatus'),
  row('recommendations/*/order', 'recommendation', 'register.place', 'other'),
  row('recommendations/*/removed', 'recommendation', 'register.removed', 'removed'),

  row('assignments/*', 'asked', 'register.several.assignment', 'person'),
  row('second-ratings/*/*', 'question', 'register.several.secondRating', 'secondRating'),
  row('national/*', 'question', 'register.several.national', 'consolidation'),
  row('consolidations/*', 'question', 'register.several.consolidation', 'consolidation'),

  row('review/points/*/about', 'point', 'register.review.about', 'line'),
  row('review/points/*/text', 'point', 'register.review.text', 'lines'),
  row('review/points/*/round', 'point', 'register.review.round', 'other'),
  row('review/points/*/settled', 'point', 'register.review.settled', 'flag'),
  row('review/points/*/mark', 'point', 'register.finding.mark', 'mark'),
  row('review/points/*/removed', 'point', 'register.removed', 'removed'),
  row('review/replies/*/text', 'point', 'register.review.reply', 'lines'),
  row('review/replies/*/mended', 'point', 'register.review.mended', 'flag'),
  row('review/returns/*', 'record', 'register.review.returned', 'returned'),
  row('review/approval', 'record', 'register.review.approval', 'approval'),
  row('review/superseded', 'record', 'register.review.superseded', 'returned'),
  row('sign-off/adviser', 'record', 'register.signOff', 'signOff'),
  row('periods/shared-on', 'record', 'register.period.sharedOn', 'day'),
  row('periods/comments-until', 'record', 'register.period.commentsUntil', 'day'),
  row('periods/final-on', 'record', 'register.period.finalOn', 'day'),
  row('periods/progress-note-due', 'record', 'register.period.progressNote', 'day'),
  row('periods/follow-up-from', 'record', 'register.period.followUp', 'day'),
  row('state-comments/*/about', 'stateComment', 'register.review.about', 'line'),
  row('state-comments/*/from', 'stateComment', 'register.stateComment.from', 'line'),
  row('state-comments/*/on', 'stateComment', 'register.stateComment.on', 'day'),
  row('state-comments/*/text', 'stateComment', 'register.stateComment.text', 'lines'),
  row('state-comments/*/response', 'stateComment', 'register.stateComment.response', 'lines'),
  row('state-comments/*/removed', 'stateComment', 'register.removed', 'removed'),

  row('items/*/title', 'item', 'register.item.title', 'line'),
  row('items/*/assessment', 'item', 'register.item.assessment', 'other'),
  row('items/*/recommendation', 'item', 'register.item.recommendation', 'other'),
  row('items/*/dimension', 'item', 'register.item.dimension', 'line'),
  row('items/*/lead', 'item', 'register.item.lead', 'line'),
  row('items/*/supporting', 'item', 'register.item.supporting', 'names'),
  row('items/*/counterpart', 'item', 'register.item.counterpart', 'line'),
  row('items/*/funding-line', 'item', 'register.item.fundingLine', 'line'),
  row('items/*/from', 'item', 'register.item.from', 'day'),
  row('items/*/to', 'item', 'register.item.to', 'day'),
  row('items/*/milestones', 'item', 'register.item.milestones', 'lines'),
  row('items/*/logframe', 'item', 'register.item.logframe', 'line'),
  row('items/*/status', 'item', 'register.state', 'planStatus'),
  row('items/*/status-reason', 'item', 'register.item.statusReason', 'lines'),
  row('items/*/order', 'item', 'register.place', 'other'),
  row('items/*/removed', 'item', 'register.removed', 'removed'),
];

/** The words of a register that this table knows. */
export const registerRowOf = (path: string): RegisterRow | undefined =>
  registerRows.find(({ pattern }) => matchesPattern(pattern, path));

/** Where the text stands that names the thing a register belongs to; null for what is named by the instrument or by nothing. */
export function nameRegisterOf({ subject }: RegisterRow, path: string): string | null {
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
