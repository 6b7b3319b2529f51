import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { useFormRefusal } from '../fields/draft-form.tsx';
import { MeaningIcon, meaningLabels, type StatusMeaning } from './pill.tsx';
import './banner.css';

export interface BannerProps {
  readonly meaning: StatusMeaning;
  /** A more exact icon than the meaning's own. */
  readonly icon?: LucideIcon | undefined;
  /** Permanent reminder: grey, so that it does not compete with news. */
  readonly isQuiet?: boolean | undefined;
  /** Without a title the text itself is the message. */
  readonly title?: string | undefined;
  readonly children?: ReactNode | undefined;
  /** Buttons for the acts of a person. */
  readonly actions?: ReactNode | undefined;
  /** Just appeared after an act, so it is read out at once. */
  readonly isAnnounced?: boolean | undefined;
}

/** Message that a person must act on or know, where it matters. Never decoration. */
export function Banner(props: BannerProps): ReactElement {
  const { meaning, icon, title, children, actions, isQuiet = false, isAnnounced = false } = props;
  const translate = useTranslate();
  useFormRefusal(meaning === 'bad');
  return (
    <div
      className="fb-banner"
      data-meaning={meaning}
      data-quiet={isQuiet || undefined}
      {...(isAnnounced && { role: meaning === 'bad' ? 'alert' : 'status' })}
    >
      <MeaningIcon meaning={meaning} icon={icon} />
      <div className="fb-banner-text">
        <span className="fb-hidden">{translate(meaningLabels[meaning])}: </span>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="fb-banner-actions">{actions}</div>}
    </div>
  );
}
