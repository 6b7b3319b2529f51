import { Ban, Laptop } from 'lucide-react';
import type { ReactElement } from 'react';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
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
  /** Null for those who may only look. */
  readonly onRevoke: ((device: Device) => void) | null;
}

/** The laptops, and who has not been in contact for how long. */
export function DevicesView({ devices, sort, onSort, onRevoke }: DevicesViewProps): ReactElement {
  const say = useSay();
  const columns = useDeviceColumns(onRevoke);
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

function useDeviceColumns(onRevoke: DevicesViewProps['onRevoke']): readonly Column<Device>[] {
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
      cell: ({ label, device, platform, version, renewedFrom }) => (
        <span className="console-device" title={device}>
          <bdi>{label}</bdi>
          <small>
            {say('console.devices.platform', { platform: nameOfPlatform(platform), id: device.slice(0, 8) })}
            {renewedFrom !== null && ` · ${say('console.devices.renewed', { id: renewedFrom.slice(0, 8) })}`}
          </small>
          <small>{say('console.devices.version', { version })}</small>
        </span>
      ),
    },
    {
      id: 'enrolled',
      title: say('console.devices.column.enrolled'),
      isSortable: true,
      cell: ({ enrolledAtMs }) => <span className="console-device-day">{format.date(enrolledAtMs)}</span>,
    },
    {
      id: 'contact',
      title: say('console.devices.column.contact'),
      isSortable: true,
      cell: ({ lastContactAtMs }) =>
        lastContactAtMs === null ? say('console.devices.never') : <RelativeTime atMs={lastContactAtMs} />,
    },
    {
      id: 'waiting',
      title: say('console.devices.column.waiting'),
      isSortable: true,
      cell: (device) => <WaitingCell device={device} />,
    },
    { id: 'state', title: say('console.column.status'), cell: (device) => <DeviceState device={device} /> },
    ...(onRevoke === null
      ? []
      : [
          {
            id: 'act',
            title: say('console.admin.acts'),
            cell: (device: Device) =>
              device.state !== 'wipe' && (
                <Button
                  kind="quiet"
                  icon={Ban}
                  label={say('console.devices.takeOut.what', { name: device.label })}
                  onPress={() => onRevoke(device)}
                >
                  {say('console.devices.takeOut')}
                </Button>
              ),
          },
        ]),
  ];
}

/** What had not come when the laptop last asked; what it has recorded since then nobody here can know. */
function WaitingCell({ device: { waiting } }: { readonly device: Device }): ReactElement {
  const say = useSay();
  const format = useFormat();
  if (waiting === null) return <>{say('console.devices.waiting.unknown')}</>;
  if (waiting.ops === 0) return <>{say('console.devices.waiting.none')}</>;
  return (
    <span className="fb-numbers">
      {say('console.devices.waiting.some', { count: waiting.ops, size: format.bytes(waiting.bytes) })}
    </span>
  );
}

const silenceWords = {
  recent: { key: 'console.devices.silence.recent', meaning: 'good' },
  some: { key: 'console.devices.silence.some', meaning: undefined },
  long: { key: 'console.devices.silence.long', meaning: 'wait' },
  never: { key: 'console.devices.silence.never', meaning: 'wait' },
} as const satisfies { readonly [S in Silence]: { readonly key: string; readonly meaning: unknown } };

function DeviceState({ device }: { readonly device: Device }): ReactElement {
  const say = useSay();
  if (device.state !== 'active') {
    const word = device.state === 'wipe' ? say('console.devices.wipe') : say('console.devices.revoked');
    return (
      <>
        <Pill text={word} meaning="bad" />
        {device.confirmedAtMs !== null && <Pill text={say('console.devices.confirmed')} meaning="good" />}
      </>
    );
  }
  const { key, meaning } = silenceWords[device.silence];
  return <Pill text={say(key)} meaning={meaning} />;
}
