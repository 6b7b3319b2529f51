import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';

interface WaitingSheetsViewProps {
  readonly count: number;
  /** Add them now; null below the minimum of all sheets. */
  readonly include: (() => void) | null;
}

/** Sheets that are not in the results yet, because few of them would show who answered what. */
export function WaitingSheetsView({ count, include }: WaitingSheetsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Banner
      meaning="info"
      title={translate('learning.waiting.title', { count })}
      actions={
        include && (
          <Button kind="quiet" onPress={include}>
            {translate('learning.waiting.include')}
          </Button>
        )
      }
    >
      {translate(include === null ? 'learning.waiting.few' : 'learning.waiting.text')}
    </Banner>
  );
}
