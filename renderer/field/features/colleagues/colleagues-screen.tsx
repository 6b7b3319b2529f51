import { type ReactElement, useState } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { compareCard, type DeviceCard, readDeviceCard } from '#domain/people/device-card.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { ScanDialog } from '#renderer/field/app/scan/scan-dialog.tsx';
import type { ScanWords } from '#renderer/field/app/scan/scan-view.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ColleaguesView } from './colleagues-view.tsx';
import { CompareDialogView } from './compare-dialog-view.tsx';
import { type ComparisonNews, ComparisonNewsView } from './comparison-news-view.tsx';

type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'digits'; readonly device: DeviceId };

const scanWords: ScanWords = {
  hold: 'colleague.scan.hold',
  none: 'colleague.scan.none',
  refused: 'colleague.scan.refused',
  silent: 'colleague.scan.silent',
  foreign: 'colleague.scan.foreign',
  newer: 'colleague.scan.newer',
  noCode: 'colleague.scan.noCode',
};

/** Compares colleagues' devices with what headquarters says of them, by QR code or by digits. */
export function ColleaguesScreen(): ReactElement {
  const say = useSay();
  const { store, session } = useField();
  const devices = useQuery('colleagueDevices', null);
  const [open, setOpen] = useState<OpenDialog>({ kind: 'none' });
  const [news, setNews] = useState<ComparisonNews | null>(null);
  const own = session.enrolled && { person: session.enrolled.person, device: session.device };
  const close = (): void => setOpen({ kind: 'none' });

  const onCard = (card: DeviceCard): void => {
    close();
    const result = compareCard(card, session.people);
    setNews({ result, name: session.people[card.device]?.name ?? '' });
    if (result === 'matches') void store.markCompared(card.device);
  };
  const onDigits = (device: DeviceId, areSame: boolean): void => {
    close();
    setNews({ result: areSame ? 'matches' : 'differs', name: session.people[device]?.name ?? '' });
    if (areSame) void store.markCompared(device);
  };

  return (
    <ScreenFrame title={say('colleague.title')}>
      {devices.kind === 'present' && (
        <ColleaguesView
          own={own}
          devices={devices.answer}
          notice={news && <ComparisonNewsView news={news} />}
          onScan={() => setOpen({ kind: 'scan' })}
          onCompare={(device) => setOpen({ kind: 'digits', device })}
        />
      )}
      {open.kind === 'scan' && (
        <ScanDialog
          title={say('colleague.scan')}
          words={scanWords}
          read={readDeviceCard}
          onFound={onCard}
          onClose={close}
        />
      )}
      {open.kind === 'digits' && (
        <CompareDialogView
          device={open.device}
          name={session.people[open.device]?.name ?? ''}
          onAnswer={(areSame) => onDigits(open.device, areSame)}
          onClose={close}
        />
      )}
    </ScreenFrame>
  );
}
