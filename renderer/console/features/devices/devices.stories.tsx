import type { ReactElement } from 'react';
import type { DeviceRow, IntakeWarnings } from '#api/console-api.ts';
import { DeviceId } from '#domain/ids.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  fieldLaptop,
  minutesAgo,
  oldLaptop,
  sampleLead,
  sampleSecondAssessor,
  sampleTrainer,
  secondLaptop,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { DevicesView, listDevices } from './devices-view.tsx';
import { RevokeDeviceView } from './revoke-device-view.tsx';

export const about: StoriesAbout = { title: 'Console devices', layout: 'page' };

const common = {
  platform: 'linux',
  version: '0.1.0',
  enrolledAtMs: minutesAgo(60_000),
  state: 'active',
  waiting: { ops: 0, bytes: 0 },
  confirmedAtMs: null,
  renewedFrom: null,
} as const;
const otherDevice = (digit: number): DeviceId => DeviceId.parse(String(digit).repeat(32));
const devices: readonly DeviceRow[] = [
  {
    ...common,
    device: fieldLaptop,
    label: 'Field laptop 2',
    owner: sampleLead,
    lastContactAtMs: minutesAgo(12),
  },
  {
    ...common,
    device: secondLaptop,
    label: 'Team laptop, blue',
    owner: sampleSecondAssessor,
    lastContactAtMs: minutesAgo(6_000),
    waiting: { ops: 1_240, bytes: 384_000 },
  },
  {
    ...common,
    device: oldLaptop,
    label: 'Training laptop',
    owner: sampleTrainer,
    lastContactAtMs: minutesAgo(33_000),
  },
  {
    ...common,
    device: otherDevice(7),
    label: 'Spare',
    owner: sampleTrainer,
    lastContactAtMs: null,
    waiting: null,
  },
  {
    ...common,
    device: otherDevice(8),
    label: 'Lost in transit',
    owner: sampleSecondAssessor,
    lastContactAtMs: minutesAgo(50_000),
    state: 'wipe',
  },
];

function State({
  rows,
  isAdministrator = false,
  warnings = null,
}: {
  readonly rows: readonly DeviceRow[];
  readonly isAdministrator?: boolean;
  readonly warnings?: IntakeWarnings | null;
}): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="devices"
      isAdministrator={isAdministrator}
      head={{ title: translate('console.devices.title') }}
    >
      <DevicesView
        devices={listDevices(rows, galleryNowMs)}
        warnings={warnings}
        list={unfilteredList}
        onList={() => undefined}
        onRevoke={isAdministrator ? () => undefined : null}
      />
    </ConsoleSampleFrame>
  );
}

export function Some(): ReactElement {
  return <State rows={devices} />;
}

export function ForAdministrators(): ReactElement {
  return <State rows={devices} isAdministrator />;
}

export function WithLittleRoom(): ReactElement {
  const waitingPeople = [sampleLead.person, sampleTrainer.person];
  return <State rows={devices} isAdministrator warnings={{ isDiskLow: true, waitingPeople }} />;
}

export function Revoking(): ReactElement {
  const translate = useTranslate();
  const name = 'Field laptop 2';
  return (
    <Dialog
      title={translate('console.devices.takeOut.what', { name })}
      isOpen
      onClose={() => undefined}
      actions={<Button>{translate('ui.cancel')}</Button>}
    >
      <RevokeDeviceView
        name={name}
        owner={sampleLead}
        isRevoked={false}
        now="2026-11-24T09:00"
        onRevoke={() => undefined}
      />
    </Dialog>
  );
}

export function Empty(): ReactElement {
  return <State rows={[]} />;
}
