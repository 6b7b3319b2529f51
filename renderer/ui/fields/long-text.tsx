import type { ClipboardEvent, ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import './field-draft.css';

/** Letters above which a field lays out the beginning alone: the whole would take seconds at each key, a minute at 5 million. */
const longestLaidOut = 100_000;
const shownLetters = 2_000;

const isTooLongToShow = (text: string): boolean => text.length > longestLaidOut;

/** Text as its field shows it: whole, or its beginning, which cannot be edited then. */
export const shownPartOf = (text: string): string =>
  isTooLongToShow(text) ? `${text.slice(0, shownLetters)}…` : text;

/** Props of an input that shows a text by its beginning, and takes a long text from the clipboard unseen. */
export const longTextPropsOf = (
  text: string,
  isReadOnly: boolean | undefined,
  onChange: (text: string) => void,
) => ({
  readOnly: isReadOnly === true || isTooLongToShow(text),
  onPaste: (event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (isReadOnly === true || isTooLongToShow(text) || !isTooLongToShow(text + pasted)) return;
    // The browser would lay it out before anybody is asked.
    event.preventDefault();
    onChange(text.slice(0, selectionStart ?? text.length) + pasted + text.slice(selectionEnd ?? text.length));
  },
});

interface LongTextNoteProps {
  readonly text: string;
  /** Null where another button takes the text back, or nobody may. */
  readonly onEmpty: (() => void) | null;
}

/** Sentence below a field that shows the beginning of its text alone. */
export function LongTextNote({ text, onEmpty }: LongTextNoteProps): ReactElement | null {
  const translate = useTranslate();
  if (!isTooLongToShow(text)) return null;
  return (
    <div className="fb-field-draft-acts" role="status">
      <span className="fb-field-help">{translate('ui.field.beginning', { count: text.length })}</span>
      {onEmpty && (
        <Button kind="quiet" onPress={onEmpty}>
          {translate('ui.field.empty')}
        </Button>
      )}
    </div>
  );
}
