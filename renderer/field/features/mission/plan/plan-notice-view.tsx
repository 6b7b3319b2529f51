import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WriteMode } from '#domain/people/write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

/** Why the plan can only be read; nothing where it can be written. The end of a lease is told by the frame. */
export function PlanNoticeView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const say = useSay();
  if (mode === 'open' || mode === 'leaseOver') return null;
  return (
    <Banner meaning="info" icon={Lock} title={say('plan.reading.title')}>
      {say('plan.reading.text')}
    </Banner>
  );
}
