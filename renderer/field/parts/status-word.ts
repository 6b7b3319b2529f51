import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import type { MissionStatus } from '#domain/mission/mission.ts';
import type { WorkshopStatus } from '#domain/workshop/workshop.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

const missions: { readonly [S in MissionStatus]: MessageKey } = {
  planned: 'mission.status.planned',
  approved: 'mission.status.approved',
  'under-way': 'mission.status.under-way',
  completed: 'mission.status.completed',
  reported: 'mission.status.reported',
  closed: 'mission.status.closed',
  cancelled: 'mission.status.cancelled',
};

const assessments: { readonly [S in AssessmentStatus]: MessageKey } = {
  draft: 'mission.assessmentStatus.draft',
  fieldwork: 'mission.assessmentStatus.fieldwork',
  consolidated: 'mission.assessmentStatus.consolidated',
  'quality-review': 'mission.assessmentStatus.quality-review',
  shared: 'mission.assessmentStatus.shared',
  'comments-addressed': 'mission.assessmentStatus.comments-addressed',
  final: 'mission.assessmentStatus.final',
  superseded: 'mission.assessmentStatus.superseded',
};

const workshops: { readonly [S in WorkshopStatus]: MessageKey } = {
  draft: 'mission.workshopStatus.draft',
  confirmed: 'mission.workshopStatus.confirmed',
  'under-way': 'mission.workshopStatus.under-way',
  completed: 'mission.workshopStatus.completed',
  'report-drafted': 'mission.workshopStatus.report-drafted',
  'report-approved': 'mission.workshopStatus.report-approved',
  closed: 'mission.workshopStatus.closed',
  postponed: 'mission.workshopStatus.postponed',
  cancelled: 'mission.workshopStatus.cancelled',
};

/** Words for the states of domain.md A2. A state of a newer version has none yet: it is shown as "no status". */
export const missionStatusKey = (status: string): MessageKey => wordFor(missions, status);
export const assessmentStatusKey = (status: string): MessageKey => wordFor(assessments, status);
export const workshopStatusKey = (status: string): MessageKey => wordFor(workshops, status);

const wordFor = (words: Readonly<Record<string, MessageKey>>, status: string): MessageKey =>
  words[status] ?? 'mission.status.none';
