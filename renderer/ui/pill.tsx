import type { ReactElement } from 'react';
import { MeaningIcon, type Meaning } from './meaning.tsx';
import './pill.css';

interface PillProps {
  readonly text: string;
  /** Without a meaning: a quiet label such as a kind or a state that asks for nothing. */
  readonly meaning?: Meaning | 'accent' | undefined;
}

/** A state in one or two words, with the icon of its meaning. */
export function Pill({ text, meaning }: PillProps): ReactElement {
  return (
    <span className="fb-pill" data-meaning={meaning}>
      {meaning !== undefined && meaning !== 'accent' && <MeaningIcon meaning={meaning} />}
      {text}
    </span>
  );
}
