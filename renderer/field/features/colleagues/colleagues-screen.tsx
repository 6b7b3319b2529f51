import { type ReactElement, useState } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { compareDeviceCard, type DeviceCard, parseDeviceCard } from '#domain/people/device-card.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { ScanDialog } from '#renderer/field/app/scan/scan-dialog.tsx';
import type { ScanLabels } from '#renderer/field/app/scan/scan-view.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { type ColleagueComparison, ColleagueComparisonView } from './colleague-comparison-view.tsx';
import { ColleaguesView, CompareDevicesDialogView } from './colleagues-view.tsx';

type OpenColleaguesDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'digits'; readonly device: DeviceId };

const colleagueScanLabels: ScanLabels = {
  hold: 'colleague.scan.hold',
  none: 'colleague.scan.none',
  refused: 'colleague.scan.refused',
  silent: 'colleague.scan.silent',
  foreign: 'colleague.scan.foreign',
  newer: 'colleague.scan.newer',
  noCode: 'colleague.scan.noCode',
};

/** Compare colleagues' devices with the list of headquarters, by QR code or by digits. */
export function ColleaguesScreen(): ReactElement {
  const translate = useTranslate();
  const { store, session } = useFieldServices();
  const devicesResult = useStoreQuery('colleagueDevices', null);
  const [openColleaguesDialog, setOpen] = useState<OpenColleaguesDialog>({ kind: 'none' });
  const [news, setNews] = useState<ColleagueComparison | null>(null);
  const own = session.enrolled && { person: session.enrolled.person, device: session.device };
  const close = (): void => setOpen({ kind: 'none' });

  const onCard = (deviceCard: DeviceCard): void => {
    close();
    const result = compareDeviceCard(deviceCard, session.people);
    setNews({ result, name: session.people[deviceCard.device]?.name ?? '' });
    if (result === 'matches') void store.markCompared(deviceCard.device);
  };
  const onDigits = (deviceId: DeviceId, areSame: boolean): void => {
    close();
    setNews({ result: areSame ? 'matches' : 'differs', name: session.people[deviceId]?.name ?? '' });
    if (areSame) void store.markCompared(deviceId);
  };

  return (
    <ScreenFrame title={translate('colleague.title')}>
      {devicesResult.kind === 'present' && (
        <ColleaguesView
          own={own}
          devices={devicesResult.result}
          notice={news && <ColleagueComparisonView news={news} />}
          onScan={() => setOpen({ kind: 'scan' })}
          onCompare={(device) => setOpen({ kind: 'digits', device })}
        />
      )}
      {openColleaguesDialog.kind === 'scan' && (
        <ScanDialog
          title={translate('colleague.scan')}
          words={colleagueScanLabels}
          read={parseDeviceCard}
          onFound={onCard}
          onClose={close}
        />
      )}
      {openColleaguesDialog.kind === 'digits' && (
        <CompareDevicesDialogView
          device={openColleaguesDialog.device}
          name={session.people[openColleaguesDialog.device]?.name ?? ''}
          onAnswer={(areSame) => onDigits(openColleaguesDialog.device, areSame)}
          onClose={close}
        />
      )}
    </ScreenFrame>
  );
}
