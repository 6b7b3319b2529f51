import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { StatusBar, StatusPart } from '#renderer/ui/status-bar.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { NetworkPartView } from './network-part-view.tsx';
import { addressOf } from './route.ts';
import { SavedPartView } from './saved-part-view.tsx';
import type { StatusFacts } from './status-facts.ts';

interface StatusViewProps {
  readonly facts: StatusFacts;
  readonly onSync: () => void;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSimulate: (offline: boolean) => void;
}

/** What is saved, what waits, what headquarters has and whether there is a network; each part explains itself. */
export function StatusView({ facts, onSync, onPause, onSimulate }: StatusViewProps): ReactElement {
  return (
    <StatusBar
      start={
        <>
          <SavedPartView saved={facts.saved} />
          <WaitingPart waiting={facts.waiting} isPaused={facts.network.kind === 'paused'} onSync={onSync} />
        </>
      }
      end={
        <>
          <HeadquartersPart upToMs={facts.headquartersHasUpToMs} early={facts.early} />
          <NetworkPartView
            network={facts.network}
            onSync={onSync}
            onPause={onPause}
            onSimulate={onSimulate}
          />
        </>
      }
    />
  );
}

interface WaitingPartProps {
  readonly waiting: StatusFacts['waiting'];
  readonly isPaused: boolean;
  readonly onSync: () => void;
}

function WaitingPart({ waiting: { changes, bytes }, isPaused, onSync }: WaitingPartProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const text =
    changes === 0
      ? say('frame.status.waiting', { count: changes })
      : say('frame.status.waiting.withSize', { count: changes, size: format.bytes(bytes) });
  return (
    <StatusPart
      meaning={changes === 0 ? 'good' : 'wait'}
      text={text}
      title={say('frame.status.waiting.title')}
    >
      <p>
        {say(isPaused && changes > 0 ? 'sync.paused.waiting' : 'frame.status.waiting.explained', {
          count: changes,
        })}
      </p>
      <WhereItIs />
      <Button onPress={onSync}>{say('frame.sync.now')}</Button>
    </StatusPart>
  );
}

interface HeadquartersPartProps {
  readonly upToMs: number | null;
  readonly early: number;
}

function HeadquartersPart({ upToMs, early }: HeadquartersPartProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const nowMs = useNowMs();
  return (
    <StatusPart
      text={
        upToMs === null
          ? say('frame.status.headquarters.never')
          : say('frame.status.headquarters', { time: format.moment(upToMs, nowMs) })
      }
      title={say('frame.status.headquarters.title')}
    >
      <p>
        {upToMs === null
          ? say('frame.status.headquarters.neverExplained')
          : say('frame.status.headquarters.explained', { time: format.exact(upToMs) })}
      </p>
      {early > 0 && <p>{say('frame.status.early', { count: early })}</p>}
      <WhereItIs />
    </StatusPart>
  );
}

function WhereItIs(): ReactElement {
  return (
    <TextLink href={addressOf({ screen: 'whereabouts' })}>{useSay()('frame.status.whereItIs')}</TextLink>
  );
}
