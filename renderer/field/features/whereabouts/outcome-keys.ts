import type { MessageKey } from '#renderer/i18n/message.ts';
import type { SyncRunRow } from './rows.ts';

/** How a sync ended, in a word. */
export const outcomeKeys: { readonly [O in SyncRunRow['outcome']]: MessageKey } = {
  done: 'whereabouts.runs.done',
  interrupted: 'whereabouts.runs.interrupted',
  refused: 'whereabouts.runs.refused',
};
