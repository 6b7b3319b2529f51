import { OctagonAlert, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { Button } from '../button.tsx';
import { galleryNowMs } from '../gallery/sample.ts';
import { StatusBar, StatusPart } from '../layout/status-bar.tsx';

interface SampleStatusProps {
  readonly network: 'none' | 'ready' | 'syncing' | 'refused';
  readonly waiting: number;
  readonly isNotSaved?: boolean | undefined;
}

const meaningOfNetwork = { none: 'wait', ready: 'good', syncing: 'info', refused: 'bad' } as const;
const iconOfNetwork = { none: WifiOff, ready: Wifi, syncing: RefreshCw, refused: OctagonAlert } as const;
const wordOfNetwork = {
  none: { key: 'frame.status.network.none' },
  ready: { key: 'frame.status.network.ready' },
  syncing: { key: 'frame.status.network.syncing' },
  refused: { key: 'frame.status.network.refused' },
} as const;

/** The status bar of the field app, for the stories that show whole screens. */
export function SampleStatus({ network, waiting, isNotSaved = false }: SampleStatusProps): ReactElement {
  const say = useTranslate();
  const format = useFormat();
  const headquartersMs = galleryNowMs - 70_000_000;
  return (
    <StatusBar
      start={
        <>
          {isNotSaved ? (
            <StatusPart
              meaning="bad"
              text={say('frame.status.notSaved')}
              title={say('frame.status.notSaved.title')}
            >
              {say('frame.banner.full.text')}
            </StatusPart>
          ) : (
            <StatusPart
              meaning="good"
              text={say('frame.status.saved', { time: format.timeWithSeconds(galleryNowMs) })}
              title={say('frame.status.saved.title')}
            >
              {say('frame.status.saved.explained')}
            </StatusPart>
          )}
          <StatusPart
            meaning={waiting === 0 ? 'good' : 'wait'}
            text={
              waiting === 0
                ? say('frame.status.waiting', { count: waiting })
                : say('frame.status.waiting.withSize', { count: waiting, size: format.bytes(waiting * 250) })
            }
            title={say('frame.status.waiting.title')}
          >
            {say('frame.status.waiting.explained', { count: waiting })}
            <Button>{say('frame.sync.now')}</Button>
          </StatusPart>
        </>
      }
      end={
        <>
          <StatusPart
            text={say('frame.status.headquarters', { time: format.moment(headquartersMs, galleryNowMs) })}
            title={say('frame.status.headquarters.title')}
          >
            {say('frame.status.headquarters.explained', { time: format.exact(headquartersMs) })}
          </StatusPart>
          <StatusPart
            meaning={meaningOfNetwork[network]}
            icon={iconOfNetwork[network]}
            text={say(wordOfNetwork[network])}
            title={say('frame.status.network.title')}
          >
            {say('frame.status.network.noneExplained')}
          </StatusPart>
        </>
      }
    />
  );
}
