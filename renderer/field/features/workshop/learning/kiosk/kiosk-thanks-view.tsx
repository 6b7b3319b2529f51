import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import './kiosk.css';

/** Title of a page of the kiosk. It gets the focus, so that a screen reader begins with it. */
export function KioskTitle({ children }: { readonly children: ReactNode }): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 className="kiosk-title" tabIndex={-1} ref={title}>
      {children}
    </h1>
  );
}

/** The workshop is no longer on this laptop. */
export function KioskGoneView(): ReactElement {
  const translate = useTranslate();
  return (
    <div role="status">
      <KioskTitle>{translate('learning.kiosk.gone.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.gone.text')}</p>
    </div>
  );
}

interface KioskSendViewProps {
  readonly answered: number;
  readonly total: number;
  /** Reason why the answers were not saved; they are still here. */
  readonly problem: Message | null;
}

/** Last page before the answers are sent. */
export function KioskSendView({ answered, total, problem }: KioskSendViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <KioskTitle>{translate('learning.kiosk.send.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.send.text', { answered, total })}</p>
      {problem !== null && (
        <Banner meaning="bad" title={translate('learning.kiosk.send.refused')} isAnnounced>
          {translate(problem)}
        </Banner>
      )}
    </>
  );
}

/** Answers are saved; the next person may begin. */
export function KioskThanksView(): ReactElement {
  const translate = useTranslate();
  return (
    <div role="status">
      <KioskTitle>{translate('learning.kiosk.thanks.title')}</KioskTitle>
      <p className="kiosk-text">{translate('learning.kiosk.thanks.text')}</p>
    </div>
  );
}
