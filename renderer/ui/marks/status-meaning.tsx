import { CircleCheck, Clock3, Info, OctagonAlert, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n';

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
