import type { ReactElement } from 'react';
import './pill.css';
import { type MessageKey, useFormat } from '#renderer/i18n';
import './badge.css';
import { CircleCheck, Clock3, Info, type LucideIcon, OctagonAlert } from 'lucide-react';

/** Four meanings of a colour. Each also has an icon of its own shape and a word. */
export type StatusMeaning = 'good' | 'wait' | 'bad' | 'info';

const meaningIcons: { readonly [M in StatusMeaning]: LucideIcon } = {
  good: CircleCheck,
  wait: Clock3,
  bad: OctagonAlert,
  info: Info,
};

/** The word for a meaning, for those who see neither colour nor icon. */
export const meaningLabels: { readonly [M in StatusMeaning]: MessageKey } = {
  good: 'ui.meaning.good',
  wait: 'ui.meaning.wait',
  bad: 'ui.meaning.bad',
  info: 'ui.meaning.info',
};

interface MeaningIconProps {
  readonly meaning: StatusMeaning;
  /** A more exact one than the meaning's own (no network, a flag). */
  readonly icon?: LucideIcon | undefined;
}

/** The icon of a meaning, in the colour of the text around it. */
export function MeaningIcon({ meaning, icon }: MeaningIconProps): ReactElement {
  const Icon = icon ?? meaningIcons[meaning];
  return <Icon className="fb-icon" aria-hidden />;
}

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
