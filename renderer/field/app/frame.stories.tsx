import type { ReactElement } from 'react';
import { LogId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { GoAnywhereView } from './go-anywhere-view.tsx';
import { goPlace } from './go-places.ts';
import { KeysView } from './keys-view.tsx';
import { inMission, nothing, SampleFrame, saved } from './sample-frame.tsx';
import { OpeningView } from './opening-view.tsx';
import { StoppedView } from './stopped-view.tsx';

export const about: StoriesAbout = { title: 'Field frame', layout: 'page' };

export function AllAtHeadquarters(): ReactElement {
  return <SampleFrame facts={saved} />;
}

export function BeforeTheFirstChange(): ReactElement {
  return <SampleFrame facts={{ ...saved, saved: { kind: 'nothing' }, headquartersHasUpToMs: null }} />;
}

export function InAMissionOffline(): ReactElement {
  return (
    <SampleFrame
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
  return (
    <SampleFrame facts={{ ...saved, waiting: { changes: 1, bytes: 40 }, network: { kind: 'simulated' } }} />
  );
}

export function NoAnswer(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...saved,
        waiting: { changes: 3, bytes: 600 },
        network: { kind: 'retrying', untilMs: galleryNowMs + 120_000, code: 'unreachable' },
      }}
    />
  );
}

export function HeadquartersHasNoRoom(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...saved,
        waiting: { changes: 3, bytes: 600 },
        network: { kind: 'retrying', untilMs: galleryNowMs + 120_000, code: 'store-full' },
      }}
    />
  );
}

export function RefusedByHeadquarters(): ReactElement {
  return <SampleFrame facts={{ ...saved, network: { kind: 'refused', code: 'device' } }} />;
}

export function TooLongWithoutHeadquarters(): ReactElement {
  return <SampleFrame facts={{ ...saved, leaseOver: true, network: { kind: 'none' } }} />;
}

export function StoppedByItsOwnDatabase(): ReactElement {
  return <SampleFrame facts={{ ...saved, network: { kind: 'refused', code: 'store' } }} />;
}

export function RefusedWithANewCode(): ReactElement {
  return <SampleFrame facts={{ ...saved, network: { kind: 'refused', code: 'quota-7' } }} />;
}

export function NotesErasedByTheClock(): ReactElement {
  return <SampleFrame facts={{ ...saved, erased: { atMs: galleryNowMs, count: 3, isTold: true } }} />;
}

export function AMissionAboutToBeErased(): ReactElement {
  return <SampleFrame facts={{ ...saved, dueMissions: [useDueMission()] }} />;
}

export function MissionsAboutToBeErasedWithChanges(): ReactElement {
  const mission = useDueMission();
  const [waiting, refused] = [
    { ...mission, unsent: 3, fate: 'waits' } as const,
    { ...mission, log: anotherLog, title: '', unsent: 1 },
  ];
  return (
    <SampleFrame
      facts={{
        ...saved,
        waiting: { changes: 4, bytes: 900 },
        network: { kind: 'none' },
        dueMissions: [waiting, refused],
      }}
      route={inMission}
    />
  );
}

export function PartsAboutToBeErased(): ReactElement {
  const mission = { ...useDueMission(), fate: 'waits' } as const;
  return <SampleFrame facts={{ ...saved, dueParts: [mission] }} />;
}

export function PartsErasedByTheClock(): ReactElement {
  return <SampleFrame facts={{ ...saved, erasedParts: { atMs: galleryNowMs, missions: 1 } }} />;
}

export function MissionsErasedByTheClock(): ReactElement {
  return <SampleFrame facts={{ ...saved, erasedMissions: { atMs: galleryNowMs, missions: 2 } }} />;
}

export function AllKeys(): ReactElement {
  return (
    <SampleFrame facts={saved}>
      <KeysView isOpen onClose={nothing} />
    </SampleFrame>
  );
}

export function GoAnywhere(): ReactElement {
  const sample = useSample();
  const say = useSay();
  return (
    <SampleFrame facts={saved}>
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
    </SampleFrame>
  );
}

export function GoAnywhereEmpty(): ReactElement {
  return (
    <SampleFrame facts={saved}>
      <GoAnywhereView isOpen places={[]} onGo={nothing} onClose={nothing} />
    </SampleFrame>
  );
}

export function Opening(): ReactElement {
  return <OpeningView />;
}

export function Stopped(): ReactElement {
  return <StoppedView reason="frame.stopped.text" onOpenAgain={nothing} />;
}

export function NoShell(): ReactElement {
  return <StoppedView reason="frame.stopped.noShell" />;
}

export function PlainDatabase(): ReactElement {
  return <StoppedView reason="frame.stopped.plain" />;
}

export function OtherKey(): ReactElement {
  return <StoppedView reason="frame.stopped.key" />;
}

const dayMs = 24 * 60 * 60_000;
const anotherLog = LogId.parse('01a20edb-959b-73f4-8228-4dd958d55707');

function useDueMission() {
  const { mission } = useSample();
  return {
    log: LogId.parse('01a20edb-959b-73f4-8228-4dd958d55706'),
    title: mission,
    dueAtMs: galleryNowMs - 4 * dayMs,
    erasedFromMs: galleryNowMs + 26 * dayMs,
    unsent: 0,
    fate: 'goes',
  } as const;
}
