import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, ScreenLayout } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { DepartureCheckView, type DepartureMission } from './departure-check-view.tsx';
import { type DepartureFacts, departureChecksOf } from './departure-checks.ts';

export const about: StoriesAbout = { title: 'Before you travel', layout: 'page' };

const dayMs = 24 * 60 * 60_000;

interface StateProps {
  readonly facts: DepartureFacts;
  readonly missions: readonly DepartureMission[];
}

function State({ facts, missions }: StateProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('travel.title')}
      status={<SampleStatus network="none" waiting={facts.waiting} />}
    >
      <DepartureCheckView
        checks={departureChecksOf(facts, galleryNowMs, format)}
        missions={missions}
        actOf={({ state }) => (state === 'open' ? <Button>{translate('frame.sync.now')}</Button> : null)}
      />
    </ScreenLayout>
  );
}

const common = { href: '#/missions', status: 'under-way' } as const;

export function MuchToDo(): ReactElement {
  const translate = useTranslate();
  const { mission, institutionLong } = useSample();
  const act = <Button>{translate('travel.off.act')}</Button>;
  return (
    <State
      facts={{
        waiting: 12,
        contact: { atMs: galleryNowMs - 3 * dayMs, leaseLeftMs: 42 * dayMs },
        laptop: { disk: 'unknown', backupAtMs: null },
        keychain: 'none',
        eraseAfter: 'never',
      }}
      missions={[
        {
          ...common,
          id: '1',
          title: institutionLong,
          from: '2026-10-12',
          to: '2026-10-20',
          isOver: true,
          act,
        },
        { ...common, id: '2', title: mission, from: '2026-11-09', to: '2026-11-20', isOver: false, act },
      ]}
    />
  );
}

export function AllInOrder(): ReactElement {
  return (
    <State
      facts={{
        waiting: 0,
        contact: { atMs: galleryNowMs - 60_000, leaseLeftMs: 44.9 * dayMs },
        laptop: { disk: 'encrypted', backupAtMs: galleryNowMs - dayMs },
        keychain: 'system',
        eraseAfter: 20,
      }}
      missions={[]}
    />
  );
}
