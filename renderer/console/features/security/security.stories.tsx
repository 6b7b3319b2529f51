import type { ReactElement } from 'react';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { minutesAgo, sampleLead } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';
import { OwnMailView } from './own-mail-view.tsx';
import { OwnNoticesView } from './own-notices-view.tsx';
import { SecurityView } from './security-view.tsx';

export const about: StoriesAbout = { title: 'Console security', layout: 'page' };

const passkey = { id: 'AAAA', label: 'Passkey', madeAtMs: minutesAgo(9_000), usedAtMs: null };

const told: readonly AccessNotice[] = [
  {
    id: '00000000-0000-4000-8000-0000000000d1',
    kind: 'deviceWaiting',
    atMs: minutesAgo(20),
    by: sampleLead,
    endsMs: galleryNowMs + 3_600_000,
    refusable: true,
    acceptable: true,
  },
  {
    id: '00000000-0000-4000-8000-0000000000d2',
    kind: 'deviceJoined',
    atMs: minutesAgo(200),
    label: 'Field laptop 2',
    endsMs: galleryNowMs + 7_200_000,
    refusable: true,
  },
  {
    id: '00000000-0000-4000-8000-0000000000d3',
    kind: 'recoveryApproved',
    atMs: minutesAgo(2_000),
    by: sampleLead,
    label: 'Field laptop 2',
    refusable: false,
  },
];

export function Told(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="security" head={{ title: translate('console.security.title') }}>
      <SecurityView
        factors={{ passkeys: [passkey], authenticatorSinceMs: null }}
        told={<OwnNoticesView notices={told} onAnswer={() => undefined} />}
        setUp={null}
        onRemove={() => undefined}
        onSignOutEverywhere={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

const ownMail = { address: 'lead@example.org', language: 'en', digest: true } as const;

export function WithMail(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="security" head={{ title: translate('console.security.title') }}>
      <SecurityView
        factors={{ passkeys: [passkey], authenticatorSinceMs: null }}
        setUp={null}
        mail={<OwnMailView mail={ownMail} onChange={() => undefined} />}
        onRemove={() => undefined}
        onSignOutEverywhere={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

function State({ authenticatorSinceMs }: { readonly authenticatorSinceMs: number | null }): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="security" head={{ title: translate('console.security.title') }}>
      <SecurityView
        factors={{ passkeys: [passkey], authenticatorSinceMs }}
        setUp={null}
        onRemove={() => undefined}
        onSignOutEverywhere={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export function Two(): ReactElement {
  return <State authenticatorSinceMs={minutesAgo(4_000)} />;
}

export function TheLastOne(): ReactElement {
  return <State authenticatorSinceMs={null} />;
}
