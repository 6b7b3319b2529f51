import type { ReactElement } from 'react';
import { LogId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { createDestination } from '../keyboard/destinations.ts';
import { GoAnywhereView } from '../keyboard/go-anywhere-view.tsx';
import { KeyboardHelpView } from '../keyboard/keyboard-help-view.tsx';
import { OpeningView, StoppedView, UnderStoppedBanner } from '../whole-window-view.tsx';
import { doNothing, SampleFrame, sampleMissionRoute, savedStatusFacts } from './sample-frame.tsx';

export const about: StoriesAbout = { title: 'Field frame', layout: 'page' };

export function AllAtHeadquarters(): ReactElement {
  return <SampleFrame facts={savedStatusFacts} />;
}

export function BeforeTheFirstChange(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, saved: { kind: 'nothing' }, serverHasUpToMs: null }} />;
}

export function InAMissionOffline(): ReactElement {
  return (
    <SampleFrame
      route={sampleMissionRoute}
      conflicts={2}
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 12, records: 3, bytes: 3_100 },
        serverHasUpToMs: galleryNowMs - 70_000_000,
        network: { kind: 'none' },
        outOfOrder: 2,
      }}
    />
  );
}

export function SimulatedOffline(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 1, records: 3, bytes: 40 },
        network: { kind: 'simulated' },
      }}
    />
  );
}

export function NoAnswer(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 3, records: 3, bytes: 600 },
        network: { kind: 'retrying', untilMs: galleryNowMs + 120_000, code: 'unreachable' },
      }}
    />
  );
}

export function HeadquartersHasNoRoom(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        waiting: { changes: 3, records: 3, bytes: 600 },
        network: { kind: 'retrying', untilMs: galleryNowMs + 120_000, code: 'store-full' },
      }}
    />
  );
}

export function RefusedByHeadquarters(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, network: { kind: 'refused', code: 'device' } }} />;
}

export function TooLongWithoutHeadquarters(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, leaseOver: true, network: { kind: 'none' } }} />;
}

export function LeaseEndsSoon(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, leaseDaysLeft: 7, network: { kind: 'none' } }} />;
}

export function StoppedByItsOwnDatabase(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, network: { kind: 'refused', code: 'store' } }} />;
}

export function RefusedWithANewCode(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, network: { kind: 'refused', code: 'quota-7' } }} />;
}

export function NotesErasedByTheClock(): ReactElement {
  return (
    <SampleFrame
      facts={{
        ...savedStatusFacts,
        erased: {
          groups: [
            { group: 'interviewNotes', count: 3, atMs: galleryNowMs },
            { group: 'participantName', count: 30, atMs: galleryNowMs },
          ],
          isTold: true,
        },
      }}
    />
  );
}

export function AMissionAboutToBeErased(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, dueMissions: [useDueMission()] }} />;
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
        ...savedStatusFacts,
        waiting: { changes: 4, records: 3, bytes: 900 },
        network: { kind: 'none' },
        dueMissions: [waiting, refused],
      }}
      route={sampleMissionRoute}
    />
  );
}

export function PartsAboutToBeErased(): ReactElement {
  const mission = { ...useDueMission(), fate: 'waits' } as const;
  return <SampleFrame facts={{ ...savedStatusFacts, dueParts: [mission] }} />;
}

export function PartsErasedByTheClock(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, erasedParts: { atMs: galleryNowMs, missions: 1 } }} />;
}

export function MissionsErasedByTheClock(): ReactElement {
  return <SampleFrame facts={{ ...savedStatusFacts, erasedMissions: { atMs: galleryNowMs, missions: 2 } }} />;
}

export function AllKeys(): ReactElement {
  return (
    <SampleFrame facts={savedStatusFacts}>
      <KeyboardHelpView isOpen route={{ screen: 'conflicts' }} onClose={doNothing} />
    </SampleFrame>
  );
}

export function GoAnywhere(): ReactElement {
  const sample = useSample();
  const translate = useTranslate();
  return (
    <SampleFrame facts={savedStatusFacts}>
      <GoAnywhereView
        text=""
        onText={doNothing}
        found={null}
        onGo={doNothing}
        onClose={doNothing}
        destinations={[
          createDestination('assessment', sample.institution, sample.mission, { screen: 'conflicts' }),
          createDestination('mission', sample.mission, '', sampleMissionRoute),
          createDestination('question', `D5.4 ${sample.questionTitle}`, sample.dim5, { screen: 'settings' }),
          createDestination('screen', translate('frame.rail.whereItIs'), '', { screen: 'whereabouts' }),
        ]}
      />
    </SampleFrame>
  );
}

export function GoAnywhereFound(): ReactElement {
  const sample = useSample();
  const translate = useTranslate();
  const word = sample.questionTitle.split(' ', 1)[0] ?? '';
  const excerpt = [
    { text: word, isMatch: true },
    { text: sample.questionTitle.slice(word.length), isMatch: false },
  ];
  return (
    <SampleFrame facts={savedStatusFacts}>
      <GoAnywhereView
        text={word}
        onText={doNothing}
        found={{
          total: 340,
          building: { read: 1_240, all: 10_000 },
          groups: [
            {
              id: '1',
              title: sample.institution,
              note: `${translate('value.documentKind.assessment')} · ${sample.mission}`,
              more: 3,
              lines: ['path.rationale', 'path.evidence.title'].map((key) => ({
                id: key,
                position: `D5.4 ${sample.questionTitle} · ${translate(key as 'path.rationale')}`,
                excerpt,
                route: { screen: 'conflicts' },
                item: null,
              })),
            },
          ],
        }}
        onGo={doNothing}
        onClose={doNothing}
        destinations={[
          createDestination('question', `D5.4 ${sample.questionTitle}`, sample.dim5, { screen: 'settings' }),
        ]}
      />
    </SampleFrame>
  );
}

export function GoAnywhereEmpty(): ReactElement {
  return (
    <SampleFrame facts={savedStatusFacts}>
      <GoAnywhereView
        text="?"
        onText={doNothing}
        destinations={[]}
        found={null}
        onGo={doNothing}
        onClose={doNothing}
      />
    </SampleFrame>
  );
}

export function Opening(): ReactElement {
  return <OpeningView />;
}

export function Stopped(): ReactElement {
  return <StoppedView reason="frame.stopped.text" onOpenAgain={doNothing} />;
}

export function StoppedWithUnsavedText(): ReactElement {
  return (
    <UnderStoppedBanner hasStopped onOpenAgain={doNothing}>
      <SampleFrame route={sampleMissionRoute} facts={{ ...savedStatusFacts, saved: { kind: 'saving' } }} />
    </UnderStoppedBanner>
  );
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
