import { UserSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';

interface HeldTextsBannerViewProps {
  readonly count: number;
  /** Where the first of them is. */
  readonly href: string;
}

/** That texts wait until somebody has looked whether they name or reach a person (domain.md E, rule 2). */
export function HeldTextsBannerView({ count, href }: HeldTextsBannerViewProps): ReactElement {
  const say = useSay();
  return (
    <Banner
      meaning="wait"
      icon={UserSearch}
      title={say('check.held.title', { count })}
      isAnnounced
      actions={<TextLink href={href}>{say('check.held.look')}</TextLink>}
    >
      {say('check.held.text')}
    </Banner>
  );
}
