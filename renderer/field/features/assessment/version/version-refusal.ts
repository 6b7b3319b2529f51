import type { ChangeInstrumentRefusal } from '#domain/assessment/change-instrument.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** Why the version stays what it is, in a sentence. */
export const versionRefusal = ({ kind }: ChangeInstrumentRefusal): Message => ({
  key: kind === 'disputed' ? 'version.refused.disputed' : 'version.refused.nothingToUndo',
});
