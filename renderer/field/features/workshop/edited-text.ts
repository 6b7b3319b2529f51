import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { Draft } from '#renderer/field/app/use-draft.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import type { ValueDraft } from './use-value-draft.ts';

/** A text that can be changed, and what is wrong with it, as views take it. */
export interface EditedText {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly problem: Message | null;
}

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
