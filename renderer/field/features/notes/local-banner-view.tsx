import { Laptop } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

/** That interview notes stay on this laptop, and until when (domain.md E). */
export function LocalBannerView(): ReactElement {
  const say = useSay();
  return (
    <Banner meaning="info" icon={Laptop} title={say('note.local.title')}>
      {say('note.local.text')}
    </Banner>
  );
}
