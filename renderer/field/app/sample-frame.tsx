import type { ReactElement, ReactNode } from 'react';
import { LogId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import { Page } from '#renderer/ui/page.tsx';
import { BannerView, needsBanner } from './banner-view.tsx';
import { RailView } from './rail-view.tsx';
import type { Route } from './route.ts';
import type { StatusFacts } from './status-facts.ts';
import { StatusView } from './status-view.tsx';

export const nothing = (): void => undefined;
const log = LogId.parse('01a20edb-959b-73f4-8228-4dd958d55706');
export const inMission: Route = { screen: 'mission', log, tab: 'assessments' };

/** All is well: the facts that stories start from. */
export const saved: StatusFacts = {
  saved: { kind: 'saved', atMs: galleryNowMs, how: 'journal' },
  isInLastRoom: false,
  waiting: { changes: 0, bytes: 0 },
  headquartersHasUpToMs: galleryNowMs - 60_000,
  network: { kind: 'ready' },
  early: 0,
  restored: null,
  renewed: null,
  erased: null,
  dueMissions: [],
  erasedMissions: null,
  dueParts: [],
  erasedParts: null,
  leaseOver: false,
};

interface FramedProps {
  readonly facts: StatusFacts;
  readonly route?: Route;
  readonly conflicts?: number;
  readonly children?: ReactNode;
}

/** The frame as stories of the gallery show it, with these facts. */
export function SampleFrame({
  facts,
  route = { screen: 'missions' },
  conflicts = 0,
  children,
}: FramedProps): ReactElement {
  const say = useSay();
  const { mission } = useSample();
  return (
    <Frame
      title={say('mission.list.title')}
      rail={
        <RailView
          route={route}
          mission={'log' in route ? { log, title: mission, assessments: 4, workshops: 2 } : null}
          missions={3}
          conflicts={conflicts}
          onGoAnywhere={nothing}
          onKeys={nothing}
          onLock={nothing}
        />
      }
      banner={
        needsBanner(facts) ? (
          <BannerView
            facts={facts}
            onSync={nothing}
            onWhereItIs={nothing}
            onRestoredRead={nothing}
            onRenewedRead={nothing}
            onErasedRead={nothing}
          />
        ) : undefined
      }
      status={<StatusView facts={facts} onSync={nothing} onPause={nothing} onSimulate={nothing} />}
    >
      <Page>{children ?? <span />}</Page>
    </Frame>
  );
}
