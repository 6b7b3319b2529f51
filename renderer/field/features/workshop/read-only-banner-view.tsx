import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WriteMode } from '#domain/people/write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import './workshop.css';

/** Why nothing can be changed here. */
export function ReadOnlyBannerView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const say = useSay();
  if (mode === 'leaseOver') return null; // the banner of the frame says it
  const isFinal = mode === 'final';
  return (
    <div className="ww-read-only">
      <Banner meaning="info" icon={Lock} title={say(isFinal ? 'ui.locked' : 'ui.readOnly')}>
        {say(isFinal ? 'workshop.locked' : 'workshop.reading')}
      </Banner>
    </div>
  );
}
