import { OctagonAlert, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
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
  const translate = useTranslate();
  const format = useFormat();
  const headquartersMs = galleryNowMs - 70_000_000;
  return (
    <StatusBar
      start={
        <>
          {isNotSaved ? (
            <StatusPart
              meaning="bad"
              text={translate('frame.status.notSaved')}
              title={translate('frame.status.notSaved.title')}
            >
              {translate('frame.banner.full.text')}
            </StatusPart>
          ) : (
            <StatusPart
              meaning="good"
              text={translate('frame.status.saved', { time: format.timeWithSeconds(galleryNowMs) })}
              title={translate('frame.status.saved.title')}
            >
              {translate('frame.status.saved.explained')}
            </StatusPart>
          )}
          <StatusPart
            meaning={waiting === 0 ? 'good' : 'wait'}
            text={
              waiting === 0
                ? translate('frame.status.waiting', { count: waiting })
                : translate('frame.status.waiting.withSize', {
                    count: waiting,
                    size: format.bytes(waiting * 250),
                  })
            }
            title={translate('frame.status.waiting.title')}
          >
            {translate('frame.status.waiting.explained', { count: waiting })}
            <Button>{translate('frame.sync.now')}</Button>
          </StatusPart>
        </>
      }
      end={
        <>
          <StatusPart
            text={translate('frame.status.headquarters', {
              time: format.moment(headquartersMs, galleryNowMs),
            })}
            title={translate('frame.status.headquarters.title')}
          >
            {translate('frame.status.headquarters.explained', { time: format.exact(headquartersMs) })}
          </StatusPart>
          <StatusPart
            meaning={meaningOfNetwork[network]}
            icon={iconOfNetwork[network]}
            text={translate(wordOfNetwork[network])}
            title={translate('frame.status.network.title')}
          >
            {translate('frame.status.network.noneExplained')}
          </StatusPart>
        </>
      }
    />
  );
}
