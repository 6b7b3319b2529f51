import type { MessageKey } from '#renderer/i18n/message.ts';
import type { DatabaseRefusal } from '#renderer/store/sealed/seal-errors.ts';

/** What a person is told when the database on this laptop is not opened. */
export const databaseRefusalKeys: Readonly<Record<DatabaseRefusal, MessageKey>> = {
  plain: 'frame.stopped.plain',
  key: 'frame.stopped.key',
  'newer-data': 'frame.stopped.newerData',
};
