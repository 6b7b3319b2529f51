import { LogId } from '#domain/ids.ts';
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { Page } from '#renderer/ui/page.tsx';
import type { Restored } from '#renderer/store/store-api.ts';
import type { Progress } from '#sync/client/progress.ts';
import { BannerView, needsBanner } from './banner-view.tsx';
import { GoAnywhereView } from './go-anywhere-view.tsx';
import { goPlace } from './go-places.ts';
import { KeysView } from './keys-view.tsx';
import { RailView } from './rail-view.tsx';
import type { Route } from './route.ts';
import type { StatusFacts } from './status-facts.ts';
import { StatusView } from './status-view.tsx';
import { StoppedView } from './stopped-view.tsx';

export const about: StoriesAbout = { title: 'Field frame', layout: 'page' };

const nothing = (): void => undefined;
const log = LogId.parse('01a20edb-959b-73f4-8228-4dd958d55706');
const inMission: Route = { screen: 'mission', log, tab: 'assessments' };

const saved: StatusFacts = {
  saved: { kind: 'saved', atMs: galleryNowMs, how: 'journal' },
  isInLastRoom: false,
  waiting: { changes: 0, bytes: 0 },
  headquartersHasUpToMs: galleryNowMs - 60_000,
  network: { kind: 'ready' },
  early: 0,
  restored: null,
  renewed: null,
};

/** 180 of 412 changes have gone. */
const halfWay: Progress = {
  sentBytes: 31_000,
  receivedBytes: 9_400,
  sentChanges: 180,
  receivedChanges: 22,
  leftChanges: 232,
  leftBytes: 38_000,
  leftMs: 95_000,
};

interface FramedProps {
  readonly facts: StatusFacts;
  readonly route?: Route;
  readonly conflicts?: number;
  readonly children?: ReactNode;
}

function Framed({
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
          />
        ) : undefined
      }
      status={<StatusView facts={facts} onSync={nothing} onPause={nothing} onSimulate={nothing} />}
    >
      <Page>{children ?? <span />}</Page>
    </Frame>
  );
}

export function AllAtHeadquarters(): ReactElement {
  return <Framed facts={saved} />;
}

export function BeforeTheFirstChange(): ReactElement {
  return <Framed facts={{ ...saved, saved: { kind: 'nothing' }, headquartersHasUpToMs: null }} />;
}

export function InAMissionOffline(): ReactElement {
  return (
    <Framed
      route={inMission}
      conflicts={2}
      facts={{
        ...saved,
        waiting: { changes: 12, bytes: 3_100 },
        headquartersHasUpToMs: galleryNowMs - 70_000_000,
        network: { kind: 'none' },
        early: 2,
      }}
    />
  );
}

export function SimulatedOffline(): ReactElement {
  return <Framed facts={{ ...saved, waiting: { changes: 1, bytes: 40 }, network: { kind: 'simulated' } }} />;
}

export function Sending(): ReactElement {
  return (
    <Framed
      facts={{
        ...saved,
        saved: { kind: 'saving' },
        waiting: { changes: 232, bytes: 38_000 },
        network: { kind: 'sending', progress: halfWay, pauses: false },
      }}
    />
  );
}

export function NoAnswer(): ReactElement {
  return (
    <Framed
      facts={{
        ...saved,
        waiting: { changes: 3, bytes: 600 },
        network: { kind: 'retrying', untilMs: galleryNowMs + 120_000 },
      }}
    />
  );
}

export function Receiving(): ReactElement {
  const progress: Progress = { ...halfWay, sentChanges: 412, leftChanges: 0, leftBytes: 0, leftMs: null };
  return <Framed facts={{ ...saved, network: { kind: 'sending', progress, pauses: false } }} />;
}

export function ReceivingALot(): ReactElement {
  const progress: Progress = {
    ...halfWay,
    sentChanges: 0,
    receivedChanges: 18_400,
    receivedBytes: 1_920_000,
    leftChanges: 0,
    leftBytes: 0,
    leftMs: null,
  };
  return <Framed facts={{ ...saved, network: { kind: 'sending', progress, pauses: false } }} />;
}

export function Pausing(): ReactElement {
  return (
    <Framed
      facts={{
        ...saved,
        waiting: { changes: 232, bytes: 38_000 },
        network: { kind: 'sending', progress: halfWay, pauses: true },
      }}
    />
  );
}

export function Paused(): ReactElement {
  return <Framed facts={{ ...saved, waiting: { changes: 12, bytes: 3_100 }, network: { kind: 'paused' } }} />;
}

export function NotSaved(): ReactElement {
  return <Framed facts={{ ...saved, saved: { kind: 'failed', code: 'failed' } }} />;
}

export function NotSavedDiskFull(): ReactElement {
  return <Framed facts={{ ...saved, isInLastRoom: true, saved: { kind: 'failed', code: 'full' } }} />;
}

export function NotSavedInTheDatabase(): ReactElement {
  return <Framed facts={{ ...saved, saved: { kind: 'failed', code: 'database' } }} />;
}

export function SavedInTheLastRoom(): ReactElement {
  return (
    <Framed
      facts={{
        ...saved,
        isInLastRoom: true,
        saved: { kind: 'saved', atMs: galleryNowMs, how: 'lastRoom' },
        waiting: { changes: 12, bytes: 3_100 },
        network: { kind: 'none' },
      }}
    />
  );
}

export function SavedWithoutAJournal(): ReactElement {
  return <Framed facts={{ ...saved, saved: { kind: 'saved', atMs: galleryNowMs, how: 'noJournal' } }} />;
}

const restored: Restored = {
  atMs: galleryNowMs - 60_000,
  changes: 17,
  packs: 2,
  damaged: 0,
  database: 'kept',
};

export function RestoredFromTheJournal(): ReactElement {
  return <Framed facts={{ ...saved, restored }} />;
}

export function RestoredAfterTheDatabaseWasLost(): ReactElement {
  return (
    <Framed facts={{ ...saved, restored: { ...restored, changes: 412, damaged: 2, database: 'rebuilt' } }} />
  );
}

export function PartOfTheJournalDamaged(): ReactElement {
  return <Framed facts={{ ...saved, restored: { ...restored, changes: 0, damaged: 1 } }} />;
}

export function RenewedAfterARestore(): ReactElement {
  return <Framed facts={{ ...saved, renewed: { atMs: galleryNowMs, why: 'restored', changes: 3 } }} />;
}

export function RenewedAfterAFork(): ReactElement {
  return <Framed facts={{ ...saved, renewed: { atMs: galleryNowMs, why: 'fork', changes: 1 } }} />;
}

export function RenewedAndRefused(): ReactElement {
  return (
    <Framed
      facts={{
        ...saved,
        network: { kind: 'refused', code: 'device' },
        renewed: { atMs: galleryNowMs, why: 'lost', changes: 0 },
      }}
    />
  );
}

export function RefusedByHeadquarters(): ReactElement {
  return <Framed facts={{ ...saved, network: { kind: 'refused', code: 'device' } }} />;
}

export function StoppedByItsOwnDatabase(): ReactElement {
  return <Framed facts={{ ...saved, network: { kind: 'refused', code: 'store' } }} />;
}

export function RefusedWithANewCode(): ReactElement {
  return <Framed facts={{ ...saved, network: { kind: 'refused', code: 'quota-7' } }} />;
}

export function AllKeys(): ReactElement {
  return (
    <Framed facts={saved}>
      <KeysView isOpen onClose={nothing} />
    </Framed>
  );
}

export function GoAnywhere(): ReactElement {
  const sample = useSample();
  const say = useSay();
  return (
    <Framed facts={saved}>
      <GoAnywhereView
        isOpen
        onGo={nothing}
        onClose={nothing}
        places={[
          goPlace('assessment', sample.institution, sample.mission, { screen: 'conflicts' }),
          goPlace('mission', sample.mission, '', inMission),
          goPlace('question', `D5.4 ${sample.questionTitle}`, sample.dim5, { screen: 'settings' }),
          goPlace('place', say('frame.rail.whereItIs'), '', { screen: 'whereabouts' }),
        ]}
      />
    </Framed>
  );
}

export function GoAnywhereEmpty(): ReactElement {
  return (
    <Framed facts={saved}>
      <GoAnywhereView isOpen places={[]} onGo={nothing} onClose={nothing} />
    </Framed>
  );
}

export function Stopped(): ReactElement {
  return <StoppedView reason="frame.stopped.text" onOpenAgain={nothing} />;
}

export function NoShell(): ReactElement {
  return <StoppedView reason="frame.stopped.noShell" />;
}
