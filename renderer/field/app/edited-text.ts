import type { EditedText } from '#renderer/field/parts/edited-text.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { refusalMessage } from './refusal-message.ts';
import type { Draft } from './use-draft.ts';
import type { ValueDraft } from './use-value-draft.ts';

/** A draft with its refusal in words. */
export const editedText = ({ problem, ...draft }: Draft): EditedText => ({
  ...draft,
  problem: problem && refusalMessage(problem),
});

/** The same for a value; `unread` says what such a value looks like. */
export const editedValue = ({ problem, ...draft }: ValueDraft, unread: MessageKey): EditedText => ({
  ...draft,
  problem: problem && (problem.kind === 'unread' ? { key: unread } : refusalMessage(problem)),
});
