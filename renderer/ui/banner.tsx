import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { MeaningIcon, meaningWord, type Meaning } from './meaning.tsx';
import './banner.css';

interface BannerProps {
  readonly meaning: Meaning;
  /** Without a title the text itself is the message. */
  readonly title?: string | undefined;
  readonly children?: ReactNode | undefined;
  /** Buttons; what a person can do about it. */
  readonly actions?: ReactNode | undefined;
  /** It has just appeared in answer to an act, so it is read out at once. */
  readonly isAnnounced?: boolean | undefined;
}

/** Something that a person must act on, or be told, where it matters. Never decoration. */
export function Banner({
  meaning,
  title,
  children,
  actions,
  isAnnounced = false,
}: BannerProps): ReactElement {
  const say = useSay();
  return (
    <div
      className="fb-banner"
      data-meaning={meaning}
      {...(isAnnounced && { role: meaning === 'bad' ? 'alert' : 'status' })}
    >
      <MeaningIcon meaning={meaning} />
      <div className="fb-banner-text">
        <span className="fb-hidden">{say(meaningWord[meaning])}: </span>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="fb-banner-actions">{actions}</div>}
    </div>
  );
}
