import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { minutesAgo } from '#renderer/console/stories/sample-people.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SecurityView } from './security-view.tsx';

export const about: StoriesAbout = { title: 'Console security', layout: 'page' };

const passkey = { id: 'AAAA', label: 'Passkey', madeAtMs: minutesAgo(9_000), usedAtMs: null };

function State({ authenticatorSinceMs }: { readonly authenticatorSinceMs: number | null }): ReactElement {
  const say = useSay();
  return (
    <SampleFrame place="security" head={{ title: say('console.security.title') }}>
      <SecurityView
        factors={{ passkeys: [passkey], authenticatorSinceMs }}
        setUp={null}
        onRemove={() => undefined}
        onSignOutEverywhere={() => undefined}
      />
    </SampleFrame>
  );
}

export function Two(): ReactElement {
  return <State authenticatorSinceMs={minutesAgo(4_000)} />;
}

export function TheLastOne(): ReactElement {
  return <State authenticatorSinceMs={null} />;
}
