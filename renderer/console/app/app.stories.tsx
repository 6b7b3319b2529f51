import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import { PreferencesView } from './preferences-view.tsx';
import { Shown } from './shown.tsx';

export const about: StoriesAbout = { title: 'Console states', layout: 'page' };

function Failed({ problem }: { readonly problem: ApiProblem }): ReactElement {
  const say = useSay();
  return (
    <SampleFrame
      place="missions"
      head={{ title: say('console.missions.title') }}
      freshness={{ kind: 'absent' }}
    >
      <Shown of={{ kind: 'failed', problem }} onTryAgain={() => undefined}>
        {() => null}
      </Shown>
    </SampleFrame>
  );
}

export function Loading(): ReactElement {
  const say = useSay();
  return (
    <SampleFrame
      place="missions"
      head={{ title: say('console.missions.title') }}
      freshness={{ kind: 'asking' }}
    >
      <Shown of={{ kind: 'loading' }} onTryAgain={() => undefined}>
        {() => null}
      </Shown>
    </SampleFrame>
  );
}

export function Unreachable(): ReactElement {
  return <Failed problem={{ kind: 'unreachable' }} />;
}

export function NotFound(): ReactElement {
  return <Failed problem={{ kind: 'notFound' }} />;
}

export function Forbidden(): ReactElement {
  return <Failed problem={{ kind: 'forbidden' }} />;
}

export function Trouble(): ReactElement {
  return <Failed problem={{ kind: 'trouble', request: 'req-4f' }} />;
}

export function OtherVersion(): ReactElement {
  return <Failed problem={{ kind: 'notUnderstood' }} />;
}

export function Preferences(): ReactElement {
  return (
    <PreferencesView
      isOpen
      preferences={{ language: 'en', theme: 'system', textSize: 100 }}
      onChange={() => undefined}
      onClose={() => undefined}
    />
  );
}
