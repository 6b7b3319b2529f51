import type { Message } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';

/** A text that can be changed, and what is wrong with it, as views take it. */
export interface EditedText {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly problem: Message | null;
}

/** What a text field of the kit takes. */
export const fieldOf = ({ text, onChange, onBlur, problem }: EditedText, say: Say) => ({
  value: text,
  onChange,
  onBlur,
  problem: problem === null ? undefined : say(problem),
});
