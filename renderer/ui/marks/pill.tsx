import type { ReactElement } from 'react';
import { MeaningIcon, type StatusMeaning } from './status-meaning.tsx';
import './pill.css';
import { useFormat } from '#renderer/i18n';
import './badge.css';

interface BadgeProps {
  readonly count: number;
  /** `bad`: must be acted on. Without a meaning it is a plain number. */
  readonly meaning?: 'bad' | 'wait' | undefined;
}

/** A count beside a word. */
export function Badge({ count, meaning }: BadgeProps): ReactElement {
  return (
    <span className="fb-badge" data-meaning={meaning}>
      {useFormat().number(count)}
    </span>
  );
}

interface PillProps {
  readonly text: string;
  /** Without a meaning: a quiet label such as a kind or a status that needs no act. */
  readonly meaning?: StatusMeaning | 'accent' | undefined;
}

/** Status in one or two words, with the icon of its meaning. */
export function Pill({ text, meaning }: PillProps): ReactElement {
  return (
    <span className="fb-pill" data-meaning={meaning}>
      {meaning !== undefined && meaning !== 'accent' && <MeaningIcon meaning={meaning} />}
      {text}
    </span>
  );
}
