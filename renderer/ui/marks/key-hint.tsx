import type { ReactElement } from 'react';
import './key-hint.css';

interface KeyHintProps {
  readonly keys: string;
  /** Not read out: it is part of the name of another element. */
  readonly isDecorative?: boolean | undefined;
}

/** Key to press, as written on the keyboard ("1", "Enter", "Ctrl K"). Always left to right. */
export function KeyHint({ keys, isDecorative = false }: KeyHintProps): ReactElement {
  return (
    <kbd className="fb-key" dir="ltr" aria-hidden={isDecorative || undefined}>
      {keys}
    </kbd>
  );
}
