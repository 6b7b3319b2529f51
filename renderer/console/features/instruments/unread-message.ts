import type { MessageKey } from '#renderer/i18n/message.ts';
import type { UnreadReason } from './workbench.ts';

/** Why what was dropped was not read, and what to do, in a sentence. */
export const unreadMessage = (why: UnreadReason): { readonly key: MessageKey } => ({ key: keys[why] });

const keys: { readonly [why in UnreadReason]: MessageKey } = {
  none: 'library.unread.none',
  several: 'library.unread.several',
  tooLarge: 'library.unread.tooLarge',
  slow: 'library.unread.slow',
  crashed: 'library.unread.crashed',
};
