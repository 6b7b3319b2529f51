import { Laptop } from 'lucide-react';
import type { ReactElement } from 'react';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table, type TableSort } from '#renderer/ui/table.tsx';
import { type Device, isLongSilent, nameOfPlatform, type Silence } from './device.ts';
import './devices-view.css';

interface DevicesViewProps {
  readonly devices: readonly Device[];
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
}

/** The laptops, and who has not been in contact for how long. */
export function DevicesView({ devices, sort, onSort }: DevicesViewProps): ReactElement {
  const say = useSay();
  const columns = useDeviceColumns();
  const longSilent = devices.filter(isLongSilent).length;
  return (
    <Page>
      <Section
        title={say('console.devices.summary', { count: devices.length, silent: longSilent })}
        description={say('console.devices.text')}
      >
        <Table
          label={say('console.devices.title')}
          rows={devices}
          rowId={({ device }) => device}
          columns={columns}
          sort={sort}
          onSort={onSort}
          empty={
            <EmptyState icon={Laptop} title={say('console.devices.empty')}>
              {say('console.devices.empty.text')}
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}

function useDeviceColumns(): readonly Column<Device>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'owner',
      title: say('console.devices.column.owner'),
      isSortable: true,
      cell: ({ owner }) => <NameCell name={owner.name} />,
    },
    {
      id: 'device',
      title: say('console.devices.column.device'),
      cell: ({ label, device, platform }) => (
        <span className="console-device" title={device}>
          <bdi>{label}</bdi>
          <small>
            {say('console.devices.platform', { platform: nameOfPlatform(platform), id: device.slice(0, 8) })}
          </small>
        </span>
      ),
    },
    {
      id: 'version',
      title: say('console.devices.column.version'),
      cell: ({ version }) => <span className="fb-numbers">{version}</span>,
    },
    {
      id: 'enrolled',
      title: say('console.devices.column.enrolled'),
      isSortable: true,
      cell: ({ enrolledAtMs }) => format.date(enrolledAtMs),
    },
    {
      id: 'contact',
      title: say('console.devices.column.contact'),
      isSortable: true,
      cell: ({ lastContactAtMs }) =>
        lastContactAtMs === null ? say('console.devices.never') : <RelativeTime atMs={lastContactAtMs} />,
    },
    { id: 'state', title: say('console.column.status'), cell: (device) => <DeviceState device={device} /> },
  ];
}

const silenceWords = {
  recent: { key: 'console.devices.silence.recent', meaning: 'good' },
  some: { key: 'console.devices.silence.some', meaning: undefined },
  long: { key: 'console.devices.silence.long', meaning: 'wait' },
  never: { key: 'console.devices.silence.never', meaning: 'wait' },
} as const satisfies { readonly [S in Silence]: { readonly key: string; readonly meaning: unknown } };

function DeviceState({ device }: { readonly device: Device }): ReactElement {
  const say = useSay();
  if (device.state === 'revoked') return <Pill text={say('console.devices.revoked')} meaning="bad" />;
  if (device.state === 'wipe') return <Pill text={say('console.devices.wipe')} meaning="bad" />;
  const { key, meaning } = silenceWords[device.silence];
  return <Pill text={say(key)} meaning={meaning} />;
}
