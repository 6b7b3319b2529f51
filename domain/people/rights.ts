import type { KnownKind, PathClass } from './path-class.ts';
import { Role } from './role.ts';

const assessing: readonly Role[] = ['assessor', 'lead', 'mission-lead'];
const training: readonly Role[] = ['trainer', ...assessing];
const field: readonly Role[] = ['rapporteur', ...training];

/**
 * Who writes what (domain.md A3), state aside; `status` is in lifecycle.ts. In words: docs/roles.md, which a test holds
 * against this. Whoever is in none of the lists reads: M&E and partner officers and the data-protection focal point have
 * rights over what does not exist yet (follow-up surveys) or is no record of a log (the register of data requests),
 * the administrator publishes instruments and has no right over what is recorded with them.
 */
export const contentRights: {
  readonly [kind in KnownKind]: { readonly [about in PathClass]?: readonly Role[] };
} = {
  mission: {
    about: [...field, 'manager'],
    team: [...field, 'manager'],
    // Which level a national indicator has is the lead's (domain.md B6.8).
    decisions: ['lead', 'mission-lead'],
    // Whoever reads may take a copy, and then has to say so.
    exports: Role.options.filter((role) => role !== 'admin'),
  },
  assessment: {
    about: assessing,
    ratings: assessing,
    // Consolidated ratings and targets agreed with the State are the lead's (A3).
    decisions: ['lead', 'mission-lead'],
    findings: assessing,
    notes: assessing,
    comments: [...field, 'adviser', 'reviewer'],
    // Why a rating above its evidence stands is the reviewer's word (domain.md B3).
    overrides: ['reviewer'],
    review: ['adviser', 'reviewer'],
    replies: [...assessing, 'reviewer'],
    'sign-off': ['adviser'],
  },
  workshop: { about: field, agenda: field, 'session-notes': field, attendance: training },
  instrument: { edition: ['admin'] },
  'action-plan': { about: [...assessing, 'manager'], items: [...assessing, 'manager'] },
  // What is erased is counted from the one (domain.md E), and erased by the other.
  programme: { period: ['manager', 'admin'], vaults: ['manager', 'admin'] },
};

/**
 * Who reads the words of a remark that is strictly confidential (domain.md E, rule 4): who writes it, who approves, and
 * the leads, who must act on it.
 */
export const sealedReaders: readonly Role[] = ['adviser', 'reviewer', 'lead', 'mission-lead'];

/** Who lets held changes count, makes records final and writes in them then. */
export const approvingRoles: readonly Role[] = ['reviewer'];

/** Separation of duties: who has one of these roles in a log approves nothing in it. */
export const ratingRoles: readonly Role[] = assessing;
