import { Ban, Laptop } from 'lucide-react';
import type { ReactElement } from 'react';
import { isSilentDevice } from '#domain/people/device-silence.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { PersonCell, personText } from '#renderer/console/parts/person-name.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  ScreenPage,
  type TableSort,
} from '#renderer/ui';
import './devices-view.css';
import type { DeviceRow, IntakeWarnings } from '#api/console-api.ts';

/** Silence of a laptop, in the steps in which people act on it. */
type DeviceSilence = 'recent' | 'some' | 'long' | 'never';

/** A laptop as headquarters knows it. */
export interface ListedDevice extends DeviceRow {
  readonly silence: DeviceSilence;
  /** Somebody should ask after it. Revoked laptops are meant to be silent. */
  readonly isSilent: boolean;
}

const dayLengthMs = 86_400_000;

/** Devices with their silence until `nowMs`. */
export const listDevices = (deviceRows: readonly DeviceRow[], nowMs: number): readonly ListedDevice[] =>
  deviceRows.map((deviceRow) => ({
    ...deviceRow,
    silence: deviceSilenceOf(deviceRow, nowMs),
    isSilent: isSilentDevice(deviceRow, nowMs),
  }));

/** Statuses in the order in which they are listed. */
const deviceStatusIds = ['recent', 'some', 'long', 'never', 'revoked', 'wipe'] as const;
type DeviceStatusId = (typeof deviceStatusIds)[number];

const deviceStatusOf = ({ state, silence }: ListedDevice): DeviceStatusId =>
  state === 'active' ? silence : state;

/** Common name of an operating system that calls itself otherwise. */
const platformNameOf = (platform: string): string => platformNames.get(platform) ?? platform;

const platformNames: ReadonlyMap<string, string> = new Map([
  ['linux', 'Linux'],
  ['win32', 'Windows'],
  ['darwin', 'macOS'],
]);

function deviceSilenceOf(deviceRow: DeviceRow, nowMs: number): DeviceSilence {
  if (deviceRow.lastContactAtMs === null) return 'never';
  if (nowMs - deviceRow.lastContactAtMs < dayLengthMs) return 'recent';
  return isSilentDevice({ ...deviceRow, state: 'active' }, nowMs) ? 'long' : 'some';
}

const longestSilentFirst: TableSort = { column: 'contact', direction: 'ascending' };

interface DevicesViewProps {
  readonly devices: readonly ListedDevice[];
  /** Reasons why headquarters takes less than usual; null for those who are not told. */
  readonly warnings: IntakeWarnings | null;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  /** Null for those who may only look. */
  readonly onRevoke: ((listedDevice: ListedDevice) => void) | null;
}

/** Laptops, and the time since their last contact. */
export function DevicesView({ devices, warnings, list, onList, onRevoke }: DevicesViewProps): ReactElement {
  const translate = useTranslate();
  const listColumns = useDeviceColumns(onRevoke);
  const longSilent = devices.filter(({ isSilent }) => isSilent).length;
  return (
    <ScreenPage>
      {warnings !== null && <IntakeWarningsView warnings={warnings} devices={devices} />}
      <PageSection
        title={translate('console.devices.summary', { count: devices.length, silent: longSilent })}
        description={translate('console.devices.text')}
      >
        <ListTableView
          label={translate('console.devices.title')}
          findLabel={translate('console.devices.find')}
          list={list}
          onList={onList}
          rows={devices}
          rowId={({ device }) => device}
          columns={listColumns}
          ownSort={longestSilentFirst}
          textsOf={({ owner, label, device, version }) => [personText(owner), label, device, version]}
          status={{
            label: translate('path.status'),
            anyLabel: translate('console.records.filter.anyStatus'),
            options: [
              ...deviceStatusIds.map((id) => ({ id, label: translate(deviceStatusLabels[id].key) })),
              { id: 'silent', label: translate('states.attention.silent') },
            ],
            idsOf: (listedDevice) => [
              deviceStatusOf(listedDevice),
              ...(listedDevice.isSilent ? ['silent'] : []),
            ],
          }}
          empty={
            <EmptyState icon={Laptop} title={translate('console.devices.empty')}>
              {translate('console.devices.empty.text')}
            </EmptyState>
          }
        />
      </PageSection>
    </ScreenPage>
  );
}

interface IntakeWarningsViewProps {
  readonly warnings: IntakeWarnings;
  readonly devices: readonly ListedDevice[];
}

/** Lines about a disk with little room, and people whose laptops have to wait. */
function IntakeWarningsView({ warnings, devices }: IntakeWarningsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { isDiskLow, waitingPeople } = warnings;
  const names = waitingPeople.map((personId) => {
    const owner = devices.find((device) => device.owner.person === personId)?.owner;
    return owner === undefined ? personId : personText(owner);
  });
  return (
    <>
      {isDiskLow && <Banner meaning="wait">{translate('console.devices.diskLow')}</Banner>}
      {names.length > 0 && (
        <Banner meaning="wait">
          {translate('console.devices.quota', { count: names.length, names: format.list(names) })}
        </Banner>
      )}
    </>
  );
}

function useDeviceColumns(onRevoke: DevicesViewProps['onRevoke']): readonly ListColumn<ListedDevice>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'owner',
      title: translate('console.devices.column.owner'),
      sortBy: ({ owner }) => owner.name,
      cell: ({ owner }) => <PersonCell of={owner} />,
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
      sortBy: ({ enrolledAtMs }) => enrolledAtMs,
      cell: ({ enrolledAtMs }) => <span className="console-device-day">{format.date(enrolledAtMs)}</span>,
    },
    {
      id: 'contact',
      title: translate('console.devices.column.contact'),
      // Never is longer ago than any time.
      sortBy: ({ lastContactAtMs }) => lastContactAtMs ?? -1,
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
      sortBy: ({ waiting }) => waiting?.ops ?? null,
      cell: (listedDevice) => <WaitingOpsCell device={listedDevice} />,
    },
    {
      id: 'state',
      title: translate('path.status'),
      sortBy: (listedDevice) => deviceStatusIds.indexOf(deviceStatusOf(listedDevice)),
      cell: (listedDevice) => <DeviceStatus device={listedDevice} />,
    },
    ...(onRevoke === null
      ? []
      : [
          {
            id: 'act',
            title: translate('console.admin.acts'),
            isActions: true,
            cell: (listedDevice: ListedDevice) =>
              listedDevice.state !== 'wipe' && (
                <Button
                  kind="quiet"
                  icon={Ban}
                  label={translate('console.devices.takeOut.what', { name: listedDevice.label })}
                  onPress={() => onRevoke(listedDevice)}
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
