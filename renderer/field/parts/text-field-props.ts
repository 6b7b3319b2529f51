import type { Message, Translate } from '#renderer/i18n';

/** Text that can be changed, and its problem, for views. */
export interface EditedText {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly problem: Message | null;
  /** Go back to the saved text. */
  readonly onDiscard?: (() => void) | undefined;
  /** Its register: a search goes to the field by this name. */
  readonly path?: string | undefined;
}

/** Props of a text field of the kit. */
export const textFieldPropsOf = (
  { text, onChange, onBlur, problem, path, onDiscard }: EditedText,
  translate: Translate,
) => ({
  value: text,
  onChange,
  onBlur,
  problem: problem === null ? undefined : translate(problem),
  path,
  draft: { of: 'record', onDiscard } as const,
});
