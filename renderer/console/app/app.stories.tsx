import type { ReactElement } from 'react';
import type { SearchResponse } from '#api/console-api.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLog } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { ApiProblem } from '../api/api-request.ts';
import { ConsoleSearchView } from './console-search.tsx';
import { PreferencesView } from './preferences-view.tsx';
import { ResourceContent } from './resource-content.tsx';

export const about: StoriesAbout = { title: 'Console states', layout: 'page' };

function Failed({ problem }: { readonly problem: ApiProblem }): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="missions"
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
      railItem="missions"
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

interface SearchedProps {
  readonly text: string;
  readonly found: SearchResponse | null;
}

function Searched({ text, found }: SearchedProps): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="missions" head={{ title: translate('console.missions.title') }}>
      <ConsoleSearchView
        text={text}
        onText={() => undefined}
        found={found}
        problem={null}
        isPending={false}
        onGo={() => undefined}
        onClose={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export function Search(): ReactElement {
  return <Searched text="" found={null} />;
}

const none = { rows: [], total: 0 };

export function SearchFound(): ReactElement {
  const { mission, institution, institutionLong } = useSample();
  const doc = DocumentId.parse('01a20edb-959b-73f4-8228-4dd958d55707');
  const record = { log: sampleLog, institution, mission };
  return (
    <Searched
      text="jordan"
      found={{
        missions: { rows: [{ log: sampleLog, title: mission, country: 'JO', opens: true }], total: 1 },
        states: { rows: [{ country: 'JO', missions: 4 }], total: 1 },
        records: {
          rows: [
            { ...record, doc, kind: assessmentKind, title: institutionLong },
            { ...record, doc: otherDoc, kind: workshopKind, title: '' },
          ],
          total: 31,
        },
        requests: {
          rows: [{ doc, state: 'JO', reference: 'NV/14', authority: institutionLong }],
          total: 1,
        },
        people: none,
      }}
    />
  );
}

export function SearchNothing(): ReactElement {
  return (
    <Searched
      text="?"
      found={{ missions: none, states: none, records: none, requests: none, people: none }}
    />
  );
}

const otherDoc = DocumentId.parse('01a20edb-959b-73f4-8228-4dd958d55708');
