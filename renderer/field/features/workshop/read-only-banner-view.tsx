import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import './workshop.css';

/** Why nothing can be changed here. */
export function ReadOnlyBannerView({ isFinal }: { readonly isFinal: boolean }): ReactElement {
  const say = useSay();
  return (
    <div className="ww-read-only">
      <Banner meaning="info" icon={Lock} title={say(isFinal ? 'ui.locked' : 'ui.readOnly')}>
        {say(isFinal ? 'workshop.locked' : 'workshop.reading')}
      </Banner>
    </div>
  );
}
