import type { ReactElement } from 'react';
import './key-hint.css';

/** A key to press, as it stands on the keyboard ("1", "Enter", "Ctrl K"). Always left to right. */
export function KeyHint({ keys }: { readonly keys: string }): ReactElement {
  return (
    <kbd className="fb-key" dir="ltr">
      {keys}
    </kbd>
  );
}
