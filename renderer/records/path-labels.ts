import type { ReviewDateName } from '#domain/assessment/review.ts';
import { isPathInPattern } from '#domain/path-rules/kind-schema.ts';
import type { PlainMessageKey } from '#renderer/i18n';
import type { ValueKind } from './value-text.ts';

/** Subject of a path within a record; `record` is the record itself. */
export type PathSubject =
  | 'record'
  | 'screening'
  | 'question'
  | 'assigned'
  | 'row'
  | 'rowAnswer'
  | 'evidence'
  | 'comment'
  | 'session'
  | 'meeting'
  | 'checkItem'
  | 'keyMessage'
  | 'objective'
  | 'participant'
  | 'entry'
  | 'lesson'
  | 'finding'
  | 'recommendation'
  | 'item'
  | 'milestone'
  | 'point'
  | 'stateComment';

/** Label of a family of paths, with the kind of its values. */
export interface PathLabel {
  readonly pattern: string;
  readonly subject: PathSubject;
  readonly key: PlainMessageKey;
  readonly valueKind: ValueKind;
}

const label = (
  pattern: string,
  subject: PathSubject,
  key: PlainMessageKey,
  valueKind: ValueKind,
): PathLabel => ({ pattern, subject, key, valueKind });

/** Label of each day that follows from the steps of a review. */
export const reviewDateLabels = {
  'shared-on': 'path.period.sharedOn',
  'comments-until': 'path.period.commentsUntil',
  'final-on': 'path.period.finalOn',
  'progress-note-due': 'path.period.progressNote',
  'follow-up-from': 'path.period.followUp',
} as const satisfies { readonly [D in ReviewDateName]: PlainMessageKey };

/**
 * Labels of all paths, in the field and at headquarters; `*` and `**` as in `PathRule`. The first match counts, so an
 * open pattern follows the patterns that it includes.
 */
export const pathLabels: readonly PathLabel[] = [
  label('title', 'record', 'path.title', 'line'),
  label('status', 'record', 'path.status', 'status'),
  label('from', 'record', 'path.from', 'day'),
  label('to', 'record', 'path.to', 'day'),
  label('country', 'record', 'path.country', 'state'),
  label('mission', 'record', 'path.mission', 'other'),
  label('template', 'record', 'path.template', 'other'),
  label('moved-from', 'record', 'path.movedFrom', 'other'),
  label('moved-to', 'record', 'path.movedTo', 'other'),
  label('archived', 'record', 'path.archived', 'flag'),
  label('removed', 'record', 'path.removed', 'removed'),
  label('team/**', 'record', 'path.team', 'other'),
  label('mode', 'record', 'path.mode', 'workshopMode'),
  label('host', 'record', 'path.host', 'line'),
  label('place', 'record', 'path.place', 'line'),
  label('languages', 'record', 'path.languages', 'names'),
  label('non-attribution', 'record', 'path.nonAttribution', 'flag'),
  label('notice', 'record', 'path.notice', 'other'),
  label('paper-sheet', 'record', 'path.paperSheet', 'line'),
  label('report/*', 'record', 'path.reportText', 'lines'),
  label('key-messages/*/text', 'keyMessage', 'path.text', 'lines'),
  label('key-messages/*/figure', 'keyMessage', 'path.keyFigure', 'keyFigure'),
  label('key-messages/*/order', 'keyMessage', 'path.order', 'other'),
  label('key-messages/*/removed', 'keyMessage', 'path.removed', 'removed'),
  label('purpose', 'record', 'path.purpose', 'lines'),
  label('meetings/*/day', 'meeting', 'path.meeting.day', 'day'),
  label('meetings/*/starts', 'meeting', 'path.meeting.starts', 'line'),
  label('meetings/*/institution', 'meeting', 'path.institution.name', 'line'),
  label('meetings/*/institution-ref', 'meeting', 'path.institution.ref', 'other'),
  label('meetings/*/place', 'meeting', 'path.place', 'line'),
  label('meetings/*/who', 'meeting', 'path.meeting.who', 'line'),
  label('meetings/*/removed', 'meeting', 'path.removed', 'removed'),
  label('checklist/*/text', 'checkItem', 'path.text', 'line'),
  label('checklist/*/done', 'checkItem', 'path.checkItem.done', 'flag'),
  label('checklist/*/order', 'checkItem', 'path.order', 'other'),
  label('checklist/*/removed', 'checkItem', 'path.removed', 'removed'),
  label('day-starts/*', 'record', 'path.dayStart', 'line'),
  label('attendance/*/*', 'record', 'path.attendance', 'attendanceMark'),
  label('register-counts/*', 'record', 'path.registerCounts', 'other'),
  label('certificate-rule', 'record', 'path.certificateRule', 'other'),
  label('certificates-issued-on', 'record', 'path.certificatesIssuedOn', 'day'),
  label('test', 'record', 'path.test', 'other'),
  label('test-sheets/*/sheet', 'record', 'path.testSheet', 'other'),
  label('test-sheets/*/removed', 'record', 'path.removed', 'removed'),
  label('evaluation-counts/*', 'record', 'path.evaluationCounts', 'other'),
  label('follow-up-counts/*', 'record', 'path.followUpCounts', 'other'),
  label('follow-up-ended-on', 'record', 'path.followUpEndedOn', 'day'),
  label('reviewed-texts/*', 'record', 'path.reviewedText', 'other'),
  label('seal-keys/*', 'record', 'path.sealKey', 'line'),
  label('notes/*', 'record', 'path.note', 'lines'),
  label('reference', 'record', 'path.request.reference', 'line'),
  label('state', 'record', 'path.country', 'state'),
  label('authority', 'record', 'path.request.authority', 'line'),
  label('contact', 'record', 'path.request.contact', 'line'),
  label('channel', 'record', 'path.request.channel', 'requestChannel'),
  label('received-on', 'record', 'path.request.receivedOn', 'day'),
  label('areas', 'record', 'path.request.areas', 'other'),
  label('support', 'record', 'path.request.support', 'other'),
  label('has-recommendation', 'record', 'path.request.hasRecommendation', 'flag'),
  label('recommendation', 'record', 'path.request.recommendation', 'line'),
  label('other-support', 'record', 'path.request.otherSupport', 'lines'),
  label('wanted-from', 'record', 'path.request.wantedFrom', 'day'),
  label('wanted-to', 'record', 'path.request.wantedTo', 'day'),
  label('attachments', 'record', 'path.request.attachments', 'other'),
  label('origin', 'record', 'path.request.origin', 'other'),
  label('taken-over-on', 'record', 'path.request.takenOver', 'day'),
  label('remarks', 'record', 'path.request.remarks', 'lines'),
  label('steps/*', 'record', 'path.request.step', 'day'),
  label('tests/*', 'record', 'path.request.test', 'other'),
  label('decision', 'record', 'path.request.decision', 'other'),
  label('reopenings/*', 'record', 'path.request.reopening', 'other'),
  label('links/*', 'record', 'path.request.link', 'other'),
  label('name', 'record', 'path.title', 'line'),
  label('starts-on', 'record', 'path.from', 'day'),
  label('phases/*', 'record', 'path.phase', 'other'),
  label('officers/*', 'record', 'path.officer', 'other'),
  label('funding/*', 'record', 'path.item.fundingLine', 'other'),
  label('partners/*', 'record', 'path.partner', 'other'),
  label('institutions/*', 'record', 'path.institution.entry', 'other'),
  label('states/*', 'record', 'path.partnerState', 'other'),
  label('ends-on', 'record', 'path.to', 'day'),
  label('erase-after', 'record', 'path.eraseAfter', 'other'),
  label('erased/*', 'record', 'path.erased', 'other'),
  label('removals/*', 'record', 'path.removalContext', 'other'),
  label('exports/*', 'record', 'path.export', 'other'),
  label('text-checks/*', 'record', 'path.textCheck', 'flag'),

  label('instrument', 'record', 'path.instrument', 'instrument'),
  label('instrument-before', 'record', 'path.instrumentBefore', 'instrument'),
  label('institution/name', 'record', 'path.institution.name', 'line'),
  label('institution/type', 'record', 'path.institution.type', 'institutionType'),
  label('institution/ref', 'record', 'path.institution.ref', 'other'),
  label('institution/**', 'record', 'path.institution.detail', 'other'),
  label('type', 'record', 'path.assessmentType', 'assessmentType'),
  label('reference-date', 'record', 'path.referenceDate', 'day'),
  label('follows', 'record', 'path.follows', 'other'),
  label('follows-mission', 'record', 'path.followsMission', 'other'),
  label('version-reason', 'record', 'path.versionReason', 'lines'),
  label('calculated/*/*', 'record', 'path.calculated', 'other'),

  label('screening/*', 'screening', 'path.screening', 'other'),
  label('answers/*/state', 'question', 'path.answer', 'answerStatus'),
  label('answers/*/level', 'question', 'path.level', 'level'),
  label('answers/*/na-reason', 'question', 'path.naReason', 'naReason'),
  label('answers/*/rationale', 'question', 'path.rationale', 'lines'),
  label('answers/*/confidence', 'question', 'path.confidence', 'confidence'),
  label('answers/*/override', 'question', 'path.override', 'override'),
  label('answers/*/variation', 'question', 'path.variation', 'lines'),
  label('answers/*/value', 'question', 'path.answer', 'other'),
  label('answers/*/evidence/*/title', 'evidence', 'path.evidence.title', 'line'),
  label('answers/*/evidence/*/date', 'evidence', 'path.evidence.date', 'day'),
  label('answers/*/evidence/*/holder', 'evidence', 'path.evidence.holder', 'line'),
  label('answers/*/evidence/*/kind', 'evidence', 'path.evidence.kind', 'evidenceKind'),
  label('answers/*/evidence/*/strength', 'evidence', 'path.evidence.strength', 'evidenceStrength'),
  label('answers/*/evidence/*/mark', 'evidence', 'path.confidentiality', 'confidentiality'),
  label('answers/*/evidence/*/removed', 'evidence', 'path.evidence.removed', 'removed'),
  label('answers/*/evidence/**', 'evidence', 'path.detail', 'other'),
  label('answers/*/*/order', 'row', 'path.order', 'place'),
  label('answers/*/*/parent', 'row', 'path.row.parent', 'other'),
  label('answers/*/*/removed', 'row', 'path.removed', 'removed'),
  label('answers/*/*/*/value', 'rowAnswer', 'path.answer', 'other'),
  label('comments/*/text', 'comment', 'path.comment.text', 'lines'),
  label('comments/*/about', 'comment', 'path.about', 'line'),
  label('comments/*/mark', 'comment', 'path.confidentiality', 'confidentiality'),
  label('comments/*/removed', 'comment', 'path.removed', 'removed'),
  label('comments/**', 'comment', 'path.detail', 'other'),

  label('findings/*/text', 'finding', 'path.text', 'lines'),
  label('findings/*/kind', 'finding', 'path.finding.kind', 'findingKind'),
  label('findings/*/about', 'finding', 'path.aboutIndicators', 'names'),
  label('findings/*/mark', 'finding', 'path.confidentiality', 'confidentiality'),
  label('findings/*/order', 'finding', 'path.order', 'other'),
  label('findings/*/removed', 'finding', 'path.removed', 'removed'),
  label('targets/*', 'question', 'path.target', 'target'),
  label('priorities/*/ownership', 'question', 'path.priority.ownership', 'ownership'),
  label('priorities/*/feasibility', 'question', 'path.priority.feasibility', 'feasibility'),
  label('priorities/*/alignment', 'question', 'path.priority.alignment', 'alignment'),
  label('priorities/*/override', 'question', 'path.priority.override', 'priorityOverride'),
  label('recommendations/*/text', 'recommendation', 'path.text', 'lines'),
  label('recommendations/*/addressee', 'recommendation', 'path.recommendation.addressee', 'line'),
  label('recommendations/*/about', 'recommendation', 'path.aboutIndicators', 'names'),
  label('recommendations/*/findings', 'recommendation', 'path.recommendation.findings', 'other'),
  label('recommendations/*/horizon', 'recommendation', 'path.recommendation.horizon', 'horizon'),
  label('recommendations/*/expected-level', 'recommendation', 'path.recommendation.expectedLevel', 'level'),
  label('recommendations/*/quarter', 'recommendation', 'path.recommendation.quarter', 'quarter'),
  label('recommendations/*/support', 'recommendation', 'path.recommendation.support', 'supports'),
  label('recommendations/*/measures', 'recommendation', 'path.recommendation.measures', 'measures'),
  label('recommendations/*/training-reason', 'recommendation', 'path.recommendation.trainingReason', 'lines'),
  label('recommendations/*/status', 'recommendation', 'path.status', 'recommendationStatus'),
  label('recommendations/*/order', 'recommendation', 'path.order', 'other'),
  label('recommendations/*/removed', 'recommendation', 'path.removed', 'removed'),

  label('assignments/*', 'assigned', 'path.assignment', 'person'),
  label('second-ratings/*/*', 'question', 'path.secondRating', 'secondRating'),
  label('national/*', 'question', 'path.national', 'consolidation'),
  label('consolidations/*', 'question', 'path.consolidation', 'consolidation'),

  label('review/points/*/about', 'point', 'path.about', 'line'),
  label('review/points/*/text', 'point', 'path.text', 'lines'),
  label('review/points/*/round', 'point', 'path.review.round', 'other'),
  label('review/points/*/settled', 'point', 'path.review.settled', 'flag'),
  label('review/points/*/mark', 'point', 'path.confidentiality', 'confidentiality'),
  label('review/points/*/removed', 'point', 'path.removed', 'removed'),
  label('review/replies/*/text', 'point', 'path.review.reply', 'lines'),
  label('review/replies/*/mended', 'point', 'path.review.mended', 'flag'),
  label('review/assignees/*', 'record', 'path.review.assignee', 'other'),
  label('review/returns/*', 'record', 'path.review.returned', 'returned'),
  label('review/approval', 'record', 'path.review.approval', 'approval'),
  label('review/superseded', 'record', 'path.review.superseded', 'returned'),
  label('sign-off/adviser', 'record', 'path.signOff', 'signOff'),
  ...Object.entries(reviewDateLabels).map(([name, key]) => label(`periods/${name}`, 'record', key, 'day')),
  label('state-comments/*/about', 'stateComment', 'path.about', 'line'),
  label('state-comments/*/from', 'stateComment', 'path.institution.name', 'line'),
  label('state-comments/*/on', 'stateComment', 'path.stateComment.on', 'day'),
  label('state-comments/*/text', 'stateComment', 'path.stateComment.text', 'lines'),
  label('state-comments/*/response', 'stateComment', 'path.stateComment.response', 'lines'),
  label('state-comments/*/removed', 'stateComment', 'path.removed', 'removed'),

  label('sessions/*/title', 'session', 'path.title', 'line'),
  label('sessions/*/order', 'session', 'path.session.order', 'place'),
  label('sessions/*/day', 'session', 'path.session.day', 'sessionDay'),
  label('sessions/*/minutes', 'session', 'path.session.minutes', 'minutes'),
  label('sessions/*/method', 'session', 'path.session.method', 'line'),
  label('sessions/*/output', 'session', 'path.session.output', 'line'),
  label('sessions/*/notes', 'session', 'path.session.notes', 'other'),
  label('sessions/*/kind', 'session', 'path.session.kind', 'sessionKind'),
  label('sessions/*/starts', 'session', 'path.session.starts', 'line'),
  label('sessions/*/room', 'session', 'path.session.room', 'line'),
  label('sessions/*/lead', 'session', 'path.session.lead', 'line'),
  label('sessions/*/objectives', 'session', 'path.session.objectives', 'names'),
  label('sessions/*/materials', 'session', 'path.session.materials', 'lines'),
  label('sessions/*/languages', 'session', 'path.languages', 'names'),
  label('sessions/*/non-attribution', 'session', 'path.nonAttribution', 'flag'),
  label('sessions/*/delivery', 'session', 'path.session.delivery', 'sessionDelivery'),
  label('sessions/*/delivered-minutes', 'session', 'path.session.deliveredMinutes', 'minutes'),
  label('sessions/*/delivery-note', 'session', 'path.session.deliveryNote', 'line'),
  label('sessions/*/removed', 'session', 'path.removed', 'removed'),

  label('objectives/*/text', 'objective', 'path.text', 'line'),
  label('objectives/*/order', 'objective', 'path.order', 'other'),
  label('objectives/*/removed', 'objective', 'path.removed', 'removed'),
  label('participants/*/code', 'participant', 'path.participant.code', 'line'),
  label('participants/*/institution', 'participant', 'path.institution.name', 'line'),
  label('participants/*/institution-ref', 'participant', 'path.institution.ref', 'other'),
  label('participants/*/institution-type', 'participant', 'path.institution.type', 'institutionType'),
  label('participants/*/function', 'participant', 'path.participant.function', 'participantFunction'),
  label('participants/*/nominated', 'participant', 'path.participant.nominated', 'flag'),
  label('participants/*/consents/*', 'participant', 'path.participant.consent', 'other'),
  label('participants/*/certificate', 'participant', 'path.participant.certificate', 'other'),
  label('participants/*/name', 'participant', 'path.participant.name', 'other'),
  label('participants/*/email', 'participant', 'path.participant.email', 'other'),
  label('participants/*/removed', 'participant', 'path.removed', 'removed'),
  label('entries/*/session', 'entry', 'path.entry.session', 'other'),
  label('entries/*/type', 'entry', 'path.entry.type', 'entryType'),
  label('entries/*/text', 'entry', 'path.text', 'lines'),
  label('entries/*/speaker', 'entry', 'path.entry.speaker', 'line'),
  label('entries/*/institution', 'entry', 'path.institution.name', 'line'),
  label('entries/*/institution-type', 'entry', 'path.institution.type', 'institutionType'),
  label('entries/*/owner', 'entry', 'path.entry.owner', 'line'),
  label('entries/*/due', 'entry', 'path.entry.due', 'day'),
  label('entries/*/tags', 'entry', 'path.tags', 'names'),
  label('entries/*/about', 'entry', 'path.aboutIndicators', 'names'),
  label('entries/*/mark', 'entry', 'path.confidentiality', 'confidentiality'),
  label('entries/*/plan-item', 'entry', 'path.entry.planItem', 'other'),
  label('entries/*/order', 'entry', 'path.order', 'other'),
  label('entries/*/removed', 'entry', 'path.removed', 'removed'),
  label('lessons/*/context', 'lesson', 'path.lesson.context', 'lines'),
  label('lessons/*/happened', 'lesson', 'path.lesson.happened', 'lines'),
  label('lessons/*/cause', 'lesson', 'path.lesson.cause', 'lines'),
  label('lessons/*/recommendation', 'lesson', 'path.lesson.recommendation', 'lines'),
  label('lessons/*/applies', 'lesson', 'path.lesson.applies', 'names'),
  label('lessons/*/evidence', 'lesson', 'path.evidence', 'lines'),
  label('lessons/*/tags', 'lesson', 'path.tags', 'names'),
  label('lessons/*/status', 'lesson', 'path.status', 'lessonStatus'),
  label('lessons/*/review-on', 'lesson', 'path.lesson.reviewOn', 'day'),
  label('lessons/*/order', 'lesson', 'path.order', 'other'),
  label('lessons/*/removed', 'lesson', 'path.removed', 'removed'),

  label('items/*/title', 'item', 'path.title', 'line'),
  label('items/*/assessment', 'item', 'path.item.assessment', 'other'),
  label('items/*/recommendation', 'item', 'path.item.recommendation', 'other'),
  label('items/*/dimension', 'item', 'path.dimension', 'line'),
  label('items/*/lead', 'item', 'path.item.lead', 'line'),
  label('items/*/supporting', 'item', 'path.item.supporting', 'names'),
  label('items/*/counterpart', 'item', 'path.item.counterpart', 'line'),
  label('items/*/funding-line', 'item', 'path.item.fundingLine', 'line'),
  label('items/*/from', 'item', 'path.item.from', 'day'),
  label('items/*/to', 'item', 'path.item.to', 'day'),
  label('items/*/milestones', 'item', 'path.item.milestones', 'lines'),
  label('items/*/milestones/*/text', 'milestone', 'path.text', 'lines'),
  label('items/*/milestones/*/day', 'milestone', 'path.meeting.day', 'day'),
  label('items/*/milestones/*/done', 'milestone', 'path.milestone.done', 'flag'),
  label('items/*/milestones/*/order', 'milestone', 'path.order', 'other'),
  label('items/*/milestones/*/removed', 'milestone', 'path.removed', 'removed'),
  label('items/*/logframe', 'item', 'path.item.logframe', 'line'),
  label('items/*/status', 'item', 'path.status', 'planStatus'),
  label('items/*/status-reason', 'item', 'path.item.statusReason', 'lines'),
  label('items/*/progress', 'item', 'path.item.progress', 'lines'),
  label('items/*/agreed-to', 'item', 'path.item.agreedTo', 'day'),
  label('items/*/date-reason', 'item', 'path.item.dateReason', 'lines'),
  label('items/*/apart/*', 'item', 'path.item.apart', 'line'),
  label('items/*/order', 'item', 'path.order', 'other'),
  label('items/*/removed', 'item', 'path.removed', 'removed'),
];

const areaOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Labels by the first segment of their pattern, for long histories. */
const labelsByArea: ReadonlyMap<string, readonly PathLabel[]> = new Map(
  pathLabels.map(({ pattern }) => [
    areaOf(pattern),
    pathLabels.filter((one) => areaOf(one.pattern) === areaOf(pattern)),
  ]),
);

/** Label of a path; undefined for a path of a newer version. */
export const pathLabelOf = (path: string): PathLabel | undefined =>
  labelsByArea.get(areaOf(path))?.find(({ pattern }) => isPathInPattern(pattern, path));

/**
 * Path of the text that names a path's subject; null for a subject named by the instrument or by nothing.
 */
export function subjectNamePathOf({ subject }: PathLabel, path: string): string | null {
  const [area = '', id = '', third = '', item = ''] = path.split('/');
  switch (subject) {
    case 'finding':
    case 'recommendation':
    case 'objective':
    case 'checkItem':
    case 'keyMessage':
    case 'entry':
      return `${area}/${id}/text`;
    case 'item':
    case 'session':
      return `${area}/${id}/title`;
    case 'participant':
      return `${area}/${id}/code`;
    case 'meeting':
      return `${area}/${id}/institution`;
    case 'lesson':
      return `${area}/${id}/recommendation`;
    case 'evidence':
      return `answers/${id}/evidence/${item}/title`;
    case 'milestone':
      return `items/${id}/milestones/${item}/text`;
    case 'point':
      return `review/points/${third}/about`;
    case 'comment':
    case 'stateComment':
      return `${area}/${id}/about`;
    default:
      return null;
  }
}
