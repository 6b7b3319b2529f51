import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { addressOf } from './route.ts';
import { ScreenFrame } from './screen-frame.tsx';

/** The address names something that this laptop does not have. */
export function NotHereScreen(): ReactElement {
  const say = useSay();
  return (
    <ScreenFrame title={say('frame.notHere.title')}>
      <Page>
        <EmptyState
          icon={SearchX}
          title={say('frame.notHere.title')}
          action={<TextLink href={addressOf({ screen: 'missions' })}>{say('frame.rail.missions')}</TextLink>}
        >
          {say('frame.notHere.text')}
        </EmptyState>
      </Page>
    </ScreenFrame>
  );
}
