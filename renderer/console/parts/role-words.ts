import type { Role } from '#domain/people/role.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** What each role is called (domain.md A3). */
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
