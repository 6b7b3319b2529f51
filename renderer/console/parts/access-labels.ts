import type { Role } from '#domain/people/role.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { RevokeReason } from '#domain/people/device-loss.ts';

/** Reason why an administrator cannot be the second person, as a sentence; by headquarters' codes. */
export const unfitApproverKeys = {
  asker: 'approvals.unfit.asker',
  subject: 'approvals.unfit.subject',
  tied: 'approvals.unfit.tied',
  recent: 'approvals.unfit.recent',
} as const;

/** Labels of the reasons for a revocation. */
export const revokeReasonKeys: { readonly [R in RevokeReason]: MessageKey } = {
  lost: 'console.devices.reason.lost',
  stolen: 'console.devices.reason.stolen',
  seized: 'console.devices.reason.seized',
  'given-back': 'console.devices.reason.givenBack',
  other: 'console.devices.reason.other',
};

/** Label of each role (docs/requirements.md A3). */
export const roleKeys: { readonly [R in Role]: MessageKey } = {
  assessor: 'console.role.assessor',
  lead: 'console.role.lead',
  trainer: 'console.role.trainer',
  rapporteur: 'console.role.rapporteur',
  'mission-lead': 'console.role.missionLead',
  adviser: 'console.role.adviser',
  reviewer: 'console.role.reviewer',
  manager: 'console.role.manager',
  'me-officer': 'console.role.meOfficer',
  partner: 'console.role.partner',
  dpo: 'console.role.dpo',
  admin: 'console.role.admin',
};
