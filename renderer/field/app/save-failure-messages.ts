import type { MessageKey } from '#renderer/i18n/message.ts';
import type { SaveFailure } from '#renderer/store/store-api.ts';

/** What is said when a write was not saved: what happened, what is safe, what to do. */
export const saveFailureMessages: {
  readonly [F in SaveFailure]: { readonly title: MessageKey; readonly text: MessageKey };
} = {
  full: { title: 'frame.banner.full.title', text: 'frame.banner.full.text' },
  failed: { title: 'frame.banner.notSaved.title', text: 'frame.banner.notSaved.text' },
  database: { title: 'frame.banner.notSaved.title', text: 'frame.banner.database.text' },
};
