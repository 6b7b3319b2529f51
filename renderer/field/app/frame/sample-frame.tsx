import type { ReactElement, ReactNode } from 'react';
import { LogId } from '#domain/ids.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { BannerPager, ScreenLayout, ScreenPage } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import { statusBannerKindsOf } from '../sync-status/status-banner-kinds.ts';
import { StatusBannerView } from '../sync-status/status-banner-view.tsx';
import { StatusBarView } from '../sync-status/status-bar-view.tsx';
import type { StatusFacts } from '../sync-status/status-facts.ts';
import { FieldRailView } from './field-rail-view.tsx';

export const doNothing = (): void => undefined;
const sampleFrameLogId = LogId.parse('01a20edb-959b-73f4-8228-4dd958d55706');
export const sampleMissionRoute: FieldRoute = {
  screen: 'mission',
  log: sampleFrameLogId,
  tab: 'assessments',
};

/** All is well: the facts that stories start from. */
export const savedStatusFacts: StatusFacts = {
  saved: { kind: 'saved', atMs: galleryNowMs, how: 'journal' },
  isInLastRoom: false,
  waiting: { changes: 0, records: 0, bytes: 0 },
  serverHasUpToMs: galleryNowMs - 60_000,
  network: { kind: 'ready' },
  outOfOrder: 0,
  restored: null,
  renewed: null,
  erased: null,
  dueMissions: [],
  erasedMissions: null,
  dueParts: [],
  erasedParts: null,
  leaseOver: false,
  leaseDaysLeft: null,
};

interface SampleFrameProps {
  readonly facts: StatusFacts;
  readonly route?: FieldRoute;
  readonly conflicts?: number;
  readonly children?: ReactNode;
}

/** The frame as stories of the gallery show it, with these facts. */
export function SampleFrame({
  facts,
  route = { screen: 'missions' },
  conflicts = 0,
  children,
}: SampleFrameProps): ReactElement {
  const translate = useTranslate();
  const { mission } = useSample();
  return (
    <ScreenLayout
      title={translate('mission.list.title')}
      rail={
        <FieldRailView
          route={route}
          mission={
            'log' in route ? { log: sampleFrameLogId, title: mission, assessments: 4, workshops: 2 } : null
          }
          missions={3}
          conflicts={conflicts}
          newDevices={0}
          person={{ name: translate('value.role.lead'), roles: ['lead', 'trainer'] }}
          onGoAnywhere={doNothing}
          onKeys={doNothing}
          onLock={doNothing}
        />
      }
      banner={
        <BannerPager
          banners={statusBannerKindsOf(facts).map((kind) => (
            <StatusBannerView
              key={kind}
              kind={kind}
              facts={facts}
              onSync={doNothing}
              onWhereItIs={doNothing}
              onRestoredRead={doNothing}
              onRenewedRead={doNothing}
              onErasedRead={doNothing}
            />
          ))}
        />
      }
      status={
        <StatusBarView
          facts={facts}
          unsavedTexts={[]}
          hasHeldText={false}
          onSync={doNothing}
          onPause={doNothing}
          onSimulate={doNothing}
        />
      }
    >
      <ScreenPage>{children ?? <span />}</ScreenPage>
    </ScreenLayout>
  );
}
