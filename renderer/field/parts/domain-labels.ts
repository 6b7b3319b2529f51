import type { AssessmentStatus, EvidenceKind, EvidenceStrength } from '#domain/assessment/assessment.ts';
import type { MissionStatus } from '#domain/mission/mission.ts';
import type { WorkshopStatus } from '#domain/workshop/workshop.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Translate } from '#renderer/i18n/use-translate.ts';

const institutionTypeKeys: Readonly<Record<string, MessageKey>> = {
  COO: 'mission.institutionType.COO',
  MIN: 'mission.institutionType.MIN',
  POL: 'mission.institutionType.POL',
  PRO: 'mission.institutionType.PRO',
  JUD: 'mission.institutionType.JUD',
  FOR: 'mission.institutionType.FOR',
  CCA: 'mission.institutionType.CCA',
  FIU: 'mission.institutionType.FIU',
  NCB: 'mission.institutionType.NCB',
  TRA: 'mission.institutionType.TRA',
  OVR: 'mission.institutionType.OVR',
  OTH: 'mission.institutionType.OTH',
};

/** An institution type in the person's language; one that only this instrument knows, in the instrument's words. */
export function institutionTypeLabel(code: string, instrument: MaturityModel, say: Translate): string {
  const key = institutionTypeKeys[code];
  return key ? say(key) : (instrument.institution_types[code] ?? code);
}

const evidenceKindKeys: { readonly [K in EvidenceKind]: MessageKey } = {
  document: 'assessment.evidence.kind.document',
  interview: 'assessment.evidence.kind.interview',
  observation: 'assessment.evidence.kind.observation',
  statistic: 'assessment.evidence.kind.statistic',
};

const strengthMeaningKeys: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'assessment.evidence.strength.E0',
  E1: 'assessment.evidence.strength.E1',
  E2: 'assessment.evidence.strength.E2',
  E3: 'assessment.evidence.strength.E3',
  E4: 'assessment.evidence.strength.E4',
};

export const evidenceKindKey = (kind: EvidenceKind): MessageKey => evidenceKindKeys[kind];
/** Meaning of a strength (docs/requirements.md B3). */
export const evidenceStrengthKey = (strength: EvidenceStrength): MessageKey => strengthMeaningKeys[strength];

const missionStatusKeys: { readonly [S in MissionStatus]: MessageKey } = {
  planned: 'mission.status.planned',
  approved: 'mission.status.approved',
  'under-way': 'mission.status.under-way',
  completed: 'mission.status.completed',
  reported: 'mission.status.reported',
  closed: 'mission.status.closed',
  cancelled: 'mission.status.cancelled',
};

const assessmentStatusKeys: { readonly [S in AssessmentStatus]: MessageKey } = {
  draft: 'mission.assessmentStatus.draft',
  fieldwork: 'mission.assessmentStatus.fieldwork',
  consolidated: 'mission.assessmentStatus.consolidated',
  'quality-review': 'mission.assessmentStatus.quality-review',
  shared: 'mission.assessmentStatus.shared',
  'comments-addressed': 'mission.assessmentStatus.comments-addressed',
  final: 'mission.assessmentStatus.final',
  superseded: 'mission.assessmentStatus.superseded',
};

const workshopStatusKeys: { readonly [S in WorkshopStatus]: MessageKey } = {
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

/**
 * Labels of statuses (docs/requirements.md A2). A status of a newer version has none yet: it is shown as "no
 * status".
 */
export const missionStatusKey = (status: string): MessageKey => statusKeyIn(missionStatusKeys, status);
export const assessmentStatusKey = (status: string): MessageKey => statusKeyIn(assessmentStatusKeys, status);
export const workshopStatusKey = (status: string): MessageKey => statusKeyIn(workshopStatusKeys, status);

const statusKeyIn = (words: Readonly<Record<string, MessageKey>>, status: string): MessageKey =>
  words[status] ?? 'mission.status.none';
