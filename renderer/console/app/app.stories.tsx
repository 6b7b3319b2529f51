import type { ReactElement } from 'react';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useTranslate } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { ApiProblem } from '../api/api-request.ts';
import { PreferencesView } from './preferences-view.tsx';
import { ResourceContent } from './console-frame.tsx';

export const about: StoriesAbout = { title: 'Console states', layout: 'page' };

function Failed({ problem }: { readonly problem: ApiProblem }): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      place="missions"
      head={{ title: translate('console.missions.title') }}
      freshness={{ kind: 'absent' }}
    >
      <ResourceContent of={{ kind: 'failed', problem }} onTryAgain={() => undefined}>
        {() => null}
      </ResourceContent>
    </ConsoleSampleFrame>
  );
}

export function Loading(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      place="missions"
      head={{ title: translate('console.missions.title') }}
      freshness={{ kind: 'asking' }}
    >
      <ResourceContent of={{ kind: 'loading' }} onTryAgain={() => undefined}>
        {() => null}
      </ResourceContent>
    </ConsoleSampleFrame>
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
