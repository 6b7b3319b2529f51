import type { Message } from '#renderer/i18n/message.ts';
import type { Translate } from '#renderer/i18n/use-translate.ts';

/** A text that can be changed, and what is wrong with it, as views take it. */
export interface EditedText {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly problem: Message | null;
}

/** What a text field of the kit takes. */
export const textFieldPropsOf = ({ text, onChange, onBlur, problem }: EditedText, say: Translate) => ({
  value: text,
  onChange,
  onBlur,
  problem: problem === null ? undefined : say(problem),
});
