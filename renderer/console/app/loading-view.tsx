import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import './loading-view.css';

/** The first answer is on its way. Stays invisible for a moment, so that a quick answer makes no flicker. */
export function LoadingView(): ReactElement {
  const say = useSay();
  return (
    <p className="console-loading" role="status">
      {say('console.loading')}
    </p>
  );
}
