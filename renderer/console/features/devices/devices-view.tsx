import { Ban, Laptop } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  type ListQuery,
  mentionsEveryWord,
  tableSortOfList,
  withListSort,
} from '#renderer/console/parts/list-query.ts';
import { ListFiltersView, NothingFound } from '#renderer/console/parts/list-filters-view.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  type TableSort,
} from '#renderer/ui';
import './devices-view.css';
import type { DeviceRow } from '#renderer/console/api/response-types.ts';

/** Silence of a laptop, in the steps in which people act on it. */
type DeviceSilence = 'recent' | 'some' | 'long' | 'never';

/** A laptop as headquarters knows it. */
export interface ListedDevice extends DeviceRow {
  readonly silence: DeviceSilence;
}

const dayLengthMs = 86_400_000;
/** Field teams are out of reach for days as a rule; after two weeks somebody should ask. */
const longSilenceMs = 14 * dayLengthMs;

/** Devices with their silence until `nowMs`. */
export const listDevices = (devices: readonly DeviceRow[], nowMs: number): readonly ListedDevice[] =>
  devices.map((device) => ({ ...device, silence: deviceSilenceOf(device, nowMs) }));

/** Devices of a list: found by its search and filter, in the order of one column. */
export function filterDevices(
  devices: readonly ListedDevice[],
  { find, status }: ListQuery,
  { column, direction }: TableSort,
): readonly ListedDevice[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = deviceComparisons.get(column) ?? (() => 0);
  return devices
    .filter(
      (device) =>
        (status === '' || deviceStatusOf(device) === status) &&
        mentionsEveryWord([device.owner.name, device.label, device.device, device.version], find),
    )
    .toSorted((a, b) => sign * compare(a, b));
}

type DeviceStatusId = DeviceSilence | 'revoked' | 'wipe';

const deviceStatusOf = ({ state, silence }: ListedDevice): DeviceStatusId =>
  state === 'active' ? silence : state;

/** Whether somebody should ask after it. Revoked laptops are meant to be silent. */
const isLongSilentDevice = ({ state, silence }: ListedDevice): boolean =>
  state === 'active' && (silence === 'long' || silence === 'never');

/** Common name of an operating system that calls itself otherwise. */
const platformNameOf = (platform: string): string => platformNames.get(platform) ?? platform;

const platformNames: ReadonlyMap<string, string> = new Map([
  ['linux', 'Linux'],
  ['win32', 'Windows'],
  ['darwin', 'macOS'],
]);

function deviceSilenceOf({ lastContactAtMs }: DeviceRow, nowMs: number): DeviceSilence {
  if (lastContactAtMs === null) return 'never';
  const silentMs = nowMs - lastContactAtMs;
  if (silentMs < dayLengthMs) return 'recent';
  return silentMs < longSilenceMs ? 'some' : 'long';
}

type DeviceComparison = (a: DeviceRow, b: DeviceRow) => number;

const deviceComparisons: ReadonlyMap<string, DeviceComparison> = new Map<string, DeviceComparison>([
  ['owner', (a, b) => a.owner.name.localeCompare(b.owner.name)],
  ['enrolled', (a, b) => a.enrolledAtMs - b.enrolledAtMs],
  ['waiting', (a, b) => (a.waiting?.ops ?? -1) - (b.waiting?.ops ?? -1)],
  // Never is longer ago than any time.
  ['contact', (a, b) => (a.lastContactAtMs ?? -1) - (b.lastContactAtMs ?? -1)],
]);

const longestSilentFirst: TableSort = { column: 'contact', direction: 'ascending' };

interface DevicesViewProps {
  readonly devices: readonly ListedDevice[];
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
  /** Null for those who may only look. */
  readonly onRevoke: ((device: ListedDevice) => void) | null;
}

/** Laptops, and the time since their last contact. */
export function DevicesView({ devices, list, onList, onRevoke }: DevicesViewProps): ReactElement {
  const translate = useTranslate();
  const sort = tableSortOfList(list, longestSilentFirst);
  const shown = filterDevices(devices, list, sort);
  const statuses = [...new Set(devices.map(deviceStatusOf))];
  const columns = useDeviceColumns(onRevoke);
  const longSilent = devices.filter(isLongSilentDevice).length;
  return (
    <ScreenPage>
      <PageSection
        title={translate('console.devices.summary', { count: devices.length, silent: longSilent })}
        description={translate('console.devices.text')}
      >
        {devices.length > 0 && (
          <ListFiltersView
            findLabel={translate('console.devices.find')}
            list={list}
            onList={onList}
            status={{
              label: translate('path.status'),
              anyLabel: translate('console.records.filter.anyStatus'),
              options: statuses.map((id) => ({ id, label: translate(deviceStatusLabels[id].key) })),
            }}
            shown={shown.length}
            count={devices.length}
          />
        )}
        <SortableTable
          label={translate('console.devices.title')}
          rows={shown}
          rowId={({ device }) => device}
          columns={columns}
          sort={sort}
          onSort={(next) => onList(withListSort(list, next))}
          empty={
            devices.length > 0 ? (
              <NothingFound list={list} onList={onList} />
            ) : (
              <EmptyState icon={Laptop} title={translate('console.devices.empty')}>
                {translate('console.devices.empty.text')}
              </EmptyState>
            )
          }
        />
      </PageSection>
    </ScreenPage>
  );
}

function useDeviceColumns(onRevoke: DevicesViewProps['onRevoke']): readonly TableColumn<ListedDevice>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'owner',
      title: translate('console.devices.column.owner'),
      isSortable: true,
      cell: ({ owner }) => <NameCell name={owner.name} />,
    },
    {
      id: 'device',
      title: translate('console.devices.column.device'),
      cell: ({ label, device, platform, version, renewedFrom }) => (
        <span className="console-device" title={device}>
          <bdi>{label}</bdi>
          <small>
            {translate('console.devices.platform', {
              platform: platformNameOf(platform),
              id: device.slice(0, 8),
            })}
            {renewedFrom !== null &&
              ` · ${translate('console.devices.renewed', { id: renewedFrom.slice(0, 8) })}`}
          </small>
          <small>{translate('console.devices.version', { version })}</small>
        </span>
      ),
    },
    {
      id: 'enrolled',
      title: translate('console.devices.column.enrolled'),
      isSortable: true,
      cell: ({ enrolledAtMs }) => <span className="console-device-day">{format.date(enrolledAtMs)}</span>,
    },
    {
      id: 'contact',
      title: translate('console.devices.column.contact'),
      isSortable: true,
      cell: ({ lastContactAtMs }) =>
        lastContactAtMs === null ? (
          translate('console.devices.never')
        ) : (
          <RelativeTime atMs={lastContactAtMs} />
        ),
    },
    {
      id: 'waiting',
      title: translate('console.devices.column.waiting'),
      isSortable: true,
      cell: (device) => <WaitingOpsCell device={device} />,
    },
    { id: 'state', title: translate('path.status'), cell: (device) => <DeviceStatus device={device} /> },
    ...(onRevoke === null
      ? []
      : [
          {
            id: 'act',
            title: translate('console.admin.acts'),
            isActions: true,
            cell: (device: ListedDevice) =>
              device.state !== 'wipe' && (
                <Button
                  kind="quiet"
                  icon={Ban}
                  label={translate('console.devices.takeOut.what', { name: device.label })}
                  onPress={() => onRevoke(device)}
                >
                  {translate('console.devices.takeOut')}
                </Button>
              ),
          },
        ]),
  ];
}

/** Number of changes that were waiting at the laptop's last contact; nobody here can know later ones. */
function WaitingOpsCell({ device: { waiting } }: { readonly device: ListedDevice }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (waiting === null) return <>{translate('console.devices.waiting.unknown')}</>;
  if (waiting.ops === 0) return <>{translate('console.devices.waiting.none')}</>;
  return (
    <span className="fb-numbers">
      {translate('console.devices.waiting.some', { count: waiting.ops, size: format.bytes(waiting.bytes) })}
    </span>
  );
}

const deviceStatusLabels = {
  recent: { key: 'console.devices.silence.recent', meaning: 'good' },
  some: { key: 'console.devices.silence.some', meaning: undefined },
  long: { key: 'console.devices.silence.long', meaning: 'wait' },
  never: { key: 'console.devices.silence.never', meaning: 'wait' },
  revoked: { key: 'console.devices.revoked', meaning: 'bad' },
  wipe: { key: 'console.devices.wipe', meaning: 'bad' },
} as const satisfies { readonly [S in DeviceStatusId]: { readonly key: string; readonly meaning: unknown } };

function DeviceStatus({ device }: { readonly device: ListedDevice }): ReactElement {
  const translate = useTranslate();
  const { key, meaning } = deviceStatusLabels[deviceStatusOf(device)];
  return (
    <>
      <Pill text={translate(key)} meaning={meaning} />
      {device.state !== 'active' && device.confirmedAtMs !== null && (
        <Pill text={translate('console.devices.confirmed')} meaning="good" />
      )}
    </>
  );
}
