import { CloudOff } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { StatusBar, StatusPart } from '#renderer/ui/status-bar.tsx';
import type { SignedInPerson } from './signed-in-view.tsx';

/** How far what stands on the screen can be relied on. */
export type Freshness =
  | { readonly kind: 'asking' }
  | { readonly kind: 'fresh'; readonly atMs: number }
  /** The last question failed; the page shows what was there at `atMs`. */
  | { readonly kind: 'stale'; readonly atMs: number; readonly title: Message; readonly text: Message }
  | { readonly kind: 'absent' };

interface FreshnessBarViewProps {
  readonly freshness: Freshness;
  readonly person: SignedInPerson;
}

/** The line at the bottom: as of when, and from which server. */
export function FreshnessBarView({ freshness, person }: FreshnessBarViewProps): ReactElement {
  const say = useSay();
  const { name, version } = person.server;
  return (
    <StatusBar
      start={<FreshnessPart freshness={freshness} />}
      end={
        <StatusPart
          text={say('console.fresh.server', { name, version })}
          title={say('console.fresh.server.title')}
        >
          {say('console.fresh.server.explained', { name, version })}
        </StatusPart>
      }
    />
  );
}

function FreshnessPart({ freshness }: { readonly freshness: Freshness }): ReactElement {
  const say = useSay();
  const format = useFormat();
  switch (freshness.kind) {
    case 'asking':
      return (
        <StatusPart text={say('console.fresh.asking')} title={say('console.fresh.title')}>
          {say('console.fresh.explained')}
        </StatusPart>
      );
    case 'fresh':
      return (
        <StatusPart
          meaning="good"
          text={say('console.fresh.asOf', { time: format.timeWithSeconds(freshness.atMs) })}
          title={say('console.fresh.title')}
        >
          {say('console.fresh.explained')}
        </StatusPart>
      );
    case 'stale':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={say('console.fresh.stale', { time: format.timeWithSeconds(freshness.atMs) })}
          title={say(freshness.title)}
        >
          {say(freshness.text)}
        </StatusPart>
      );
    case 'absent':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={say('console.fresh.absent')}
          title={say('console.fresh.absent')}
        >
          {say('console.fresh.absent.explained')}
        </StatusPart>
      );
  }
}
