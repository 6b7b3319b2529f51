/** Reason why an administrator cannot be the second person, as a sentence; by headquarters' codes. */
export const unfitApproverKeys = {
  asker: 'approvals.unfit.asker',
  subject: 'approvals.unfit.subject',
  tied: 'approvals.unfit.tied',
  recent: 'approvals.unfit.recent',
} as const;
