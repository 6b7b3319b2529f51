import type { ReactElement } from 'react';
import { PersonId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';
import { doNothing } from '../frame/sample-frame.tsx';
import { AccessNoticeBannerView } from './notice-banners-view.tsx';

export const about: StoriesAbout = { title: 'Notices about one’s access' };

const dayMs = 24 * 60 * 60_000;

interface StateProps {
  readonly notice: Pick<AccessNotice, 'kind' | 'refusable' | 'endsMs' | 'acceptable' | 'label' | 'count'>;
  readonly isUnreachable?: boolean;
}

function State({ notice, isUnreachable = false }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <AccessNoticeBannerView
      notice={{
        id: '0192f0c1-0009-7000-8000-000000000001',
        atMs: galleryNowMs,
        by: {
          person: PersonId.parse('0192f0c1-0003-7000-8000-000000000009'),
          name: translate('value.role.admin'),
        },
        ...notice,
      }}
      pending={null}
      isUnreachable={isUnreachable}
      onAnswer={doNothing}
    />
  );
}

export const ALaptopJoined = (): ReactElement => (
  <State notice={{ kind: 'deviceJoined', refusable: true, label: 'ThinkPad' }} />
);

export const ALaptopWaits = (): ReactElement => (
  <State
    notice={{
      kind: 'deviceWaiting',
      refusable: true,
      acceptable: true,
      endsMs: galleryNowMs + dayMs,
      label: 'ThinkPad',
    }}
  />
);

export const TheKeyWasAskedFor = (): ReactElement => (
  <State
    notice={{ kind: 'recoveryStarted', refusable: true, endsMs: galleryNowMs + dayMs, label: 'ThinkPad' }}
  />
);

export const TheKeyWasGivenOut = (): ReactElement => (
  <State notice={{ kind: 'recoveryApproved', refusable: false, label: 'ThinkPad' }} />
);

export const SignInWasReset = (): ReactElement => <State notice={{ kind: 'signInReset', refusable: true }} />;

export const ValuesWereErased = (): ReactElement => (
  <State notice={{ kind: 'valuesErased', refusable: false, label: 'Arlandia baseline', count: 3 }} />
);

export const AnErasureWaits = (): ReactElement => (
  <State
    notice={{
      kind: 'erasureWaiting',
      refusable: false,
      label: 'Arlandia baseline',
      count: 1,
      endsMs: galleryNowMs + dayMs,
    }}
  />
);

export const ALaptopWasRevoked = (): ReactElement => (
  <State notice={{ kind: 'deviceRevoked', refusable: false, label: 'ThinkPad' }} />
);

export const HeadquartersWasNotReached = (): ReactElement => (
  <State isUnreachable notice={{ kind: 'deviceJoined', refusable: true, label: 'ThinkPad' }} />
);
