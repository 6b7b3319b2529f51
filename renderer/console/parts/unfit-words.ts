/** Why an administrator is no second person, as a sentence; by the names that headquarters has for it. */
export const unfitKeys = {
  asker: 'approvals.unfit.asker',
  subject: 'approvals.unfit.subject',
  tied: 'approvals.unfit.tied',
  recent: 'approvals.unfit.recent',
} as const;
