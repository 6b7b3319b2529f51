import { HardDrive } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** Opening is over before this on all but a damaged or very large database: a flash of words would only unsettle. */
const patienceMs = 1_500;

/**
 * The whole window until the store answers. Where Chromium met damage in its database it can keep everything waiting
 * for half a minute before it lets us build that anew (docs/decisions.md), and an empty window looks like lost work.
 */
export function OpeningView(): ReactElement {
  const say = useSay();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="field-whole">
      <h1 className="fb-hidden">{say('frame.product')}</h1>
      <div role="status">
        {isLong && (
          <EmptyState icon={HardDrive} title={say('frame.opening.title')}>
            {say('frame.opening.text')}
          </EmptyState>
        )}
      </div>
    </main>
  );
}
