import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
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
