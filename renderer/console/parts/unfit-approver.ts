import type { UnfitReason } from '#api/approvals-api.ts';
import type { PlainMessageKey } from '#renderer/i18n';

/** Reason why an administrator cannot be the second person, as a sentence. */
export const unfitApproverKeys: { readonly [reason in UnfitReason]: PlainMessageKey } = {
  asker: 'approvals.unfit.asker',
  subject: 'approvals.unfit.subject',
  tied: 'approvals.unfit.tied',
  recent: 'approvals.unfit.recent',
};
