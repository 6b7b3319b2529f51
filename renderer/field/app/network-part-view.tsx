import { Pause, Unplug, WifiOff, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { ProgressView } from '#renderer/field/parts/progress-view.tsx';
import { isLong, progressMessage } from '#renderer/field/parts/progress-message.ts';
import { retryingMessage } from '#renderer/field/parts/retrying-message.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Meaning } from '#renderer/ui/meaning.tsx';
import { StatusPart } from '#renderer/ui/status-bar.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { StatusFacts } from './status-facts.ts';

interface NetworkPartViewProps {
  readonly network: StatusFacts['network'];
  readonly onSync: () => void;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSimulate: (offline: boolean) => void;
}

/** The road to headquarters, how far a sync has come, and the switches that pause it or try work without a network. */
export function NetworkPartView(props: NetworkPartViewProps): ReactElement {
  const { network, onSync, onPause, onSimulate } = props;
  const say = useSay();
  const format = useFormat();
  const { meaning, icon }: Look = looks[network.kind];
  const isPausing = network.kind === 'sending' && network.pauses;
  return (
    <StatusPart
      text={say(isPausing ? { key: 'sync.pausing' } : lineOf(network, format))}
      meaning={meaning}
      icon={icon}
      title={say('frame.status.network.title')}
    >
      <p>
        {network.kind === 'retrying'
          ? say(retryingMessage(network, format.time))
          : say(isPausing ? { key: 'sync.pausing.explained' } : explanationOf(network))}
      </p>
      {network.kind === 'sending' && isLong(network.progress) && <ProgressView progress={network.progress} />}
      {network.kind !== 'simulated' && network.kind !== 'sending' && (
        <Button onPress={onSync}>{say('frame.sync.now')}</Button>
      )}
      <Switch
        label={say('sync.pause')}
        isOn={network.kind === 'paused' || isPausing}
        onChange={onPause}
        isDisabled={network.kind === 'simulated'}
      />
      <Switch
        label={say('frame.rail.simulateNoNetwork')}
        isOn={network.kind === 'simulated'}
        onChange={onSimulate}
      />
    </StatusPart>
  );
}

function lineOf(network: StatusFacts['network'], format: Format): Message {
  if (network.kind === 'sending') return progressMessage(network.progress, format);
  return { key: isOwnFault(network) ? 'sync.stopped' : looks[network.kind].text };
}

const explanationOf = (network: StatusFacts['network']): Message => ({
  key: isOwnFault(network) ? 'sync.code.store' : looks[network.kind].explained,
});

/** Headquarters refused nothing: it was this laptop's own database. */
const isOwnFault = (network: StatusFacts['network']): boolean =>
  network.kind === 'refused' && network.code === 'store';

interface Look {
  readonly text: MessageKey;
  readonly explained: MessageKey;
  readonly meaning?: Meaning;
  readonly icon?: LucideIcon;
}

const looks = {
  none: {
    text: 'frame.status.network.none',
    explained: 'frame.status.network.noneExplained',
    meaning: 'wait',
    icon: WifiOff,
  },
  simulated: {
    text: 'frame.status.network.simulated',
    explained: 'frame.status.network.simulatedExplained',
    meaning: 'wait',
    icon: WifiOff,
  },
  ready: { text: 'frame.status.network.ready', explained: 'frame.status.network.readyExplained' },
  paused: { text: 'sync.paused', explained: 'sync.paused.explained', meaning: 'wait', icon: Pause },
  sending: {
    text: 'frame.status.network.syncing',
    explained: 'frame.status.network.syncingExplained',
    meaning: 'info',
  },
  retrying: {
    text: 'frame.status.network.retrying',
    explained: 'frame.status.network.noneExplained',
    meaning: 'wait',
    icon: Unplug,
  },
  refused: {
    text: 'frame.status.network.refused',
    explained: 'frame.status.network.refusedExplained',
    meaning: 'bad',
  },
} as const satisfies { readonly [K in StatusFacts['network']['kind']]: Look };
