import { HardDrive, OctagonAlert } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState } from '#renderer/ui';
import './whole-window-view.css';

/**
 * Opening takes less than this on all but a damaged or very large database: a flash of words would only
 * unsettle.
 */
const openingNoticeDelayMs = 1_500;

/**
 * Message in the whole window until the store answers.
 * A damaged database can make Chromium wait half a minute before it can be rebuilt
 * (docs/decisions/0002-indexeddb-engine.md). An empty window would look like lost work.
 */
export function OpeningView(): ReactElement {
  const translate = useTranslate();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), openingNoticeDelayMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="field-whole">
      <h1 className="fb-hidden">{translate('frame.product')}</h1>
      <div role="status">
        {isLong && (
          <EmptyState icon={HardDrive} title={translate('frame.opening.title')}>
            {translate('frame.opening.text')}
          </EmptyState>
        )}
      </div>
    </main>
  );
}

interface StoppedViewProps {
  readonly reason: MessageKey;
  /** Absent where opening again would not help. */
  readonly onOpenAgain?: (() => void) | undefined;
}

/** The whole window when the app cannot go on: the safe state, and the next step. */
export function StoppedView({ reason, onOpenAgain }: StoppedViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <main className="field-whole">
      <h1 className="fb-hidden">{translate('frame.product')}</h1>
      <div role="alert">
        <EmptyState
          icon={OctagonAlert}
          title={translate('frame.stopped.title')}
          action={
            onOpenAgain && (
              <Button kind="primary" onPress={onOpenAgain}>
                {translate('frame.stopped.again')}
              </Button>
            )
          }
        >
          {translate(reason)}
        </EmptyState>
      </div>
    </main>
  );
}

interface UnderStoppedBannerProps {
  readonly hasStopped: boolean;
  readonly onOpenAgain: () => void;
  readonly children: ReactNode;
}

/** Screens that stay when the app cannot save any more: only they have what was typed last, so that it can be copied. */
export function UnderStoppedBanner(props: UnderStoppedBannerProps): ReactElement {
  const { hasStopped, onOpenAgain, children } = props;
  const translate = useTranslate();
  return (
    <div className="field-under-banner" data-stopped={hasStopped || undefined}>
      {hasStopped && (
        <Banner
          meaning="bad"
          title={translate('frame.stopped.title')}
          isAnnounced
          actions={
            <Button kind="primary" onPress={onOpenAgain}>
              {translate('frame.stopped.again')}
            </Button>
          }
        >
          {translate('frame.stopped.unsaved')}
        </Banner>
      )}
      {children}
    </div>
  );
}
