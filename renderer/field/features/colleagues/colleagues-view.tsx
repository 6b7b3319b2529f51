import { ScanLine, Users } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { type DeviceCard, deviceCardText, deviceFingerprint } from '#domain/people/device-card.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Button,
  Dialog,
  EmptyState,
  PageSection,
  Pill,
  QrCode,
  ScreenPage,
  SortableTable,
} from '#renderer/ui';
import './colleagues.css';

interface ColleaguesViewProps {
  /** Card of this laptop; null while it belongs to no programme. */
  readonly own: DeviceCard | null;
  readonly devices: readonly ColleagueDevice[];
  /** Outcome of the last comparison. */
  readonly notice?: ReactNode;
  readonly onScan: () => void;
  readonly onCompare: (deviceId: DeviceId) => void;
}

/** Fingerprint of this laptop, and of every device that headquarters names in one's missions. */
export function ColleaguesView({
  own,
  devices,
  notice,
  onScan,
  onCompare,
}: ColleaguesViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenPage>
      <p>{translate('colleague.intro')}</p>
      {notice}
      <PageSection title={translate('colleague.this.title')} description={translate('colleague.this.text')}>
        {own ? (
          <div className="colleagues-this">
            <QrCode text={deviceCardText(own)} label={translate('colleague.this.qr')} />
            <FingerprintText device={own.device} />
          </div>
        ) : (
          <p>{translate('colleague.this.notJoined')}</p>
        )}
      </PageSection>
      <PageSection
        title={translate('colleague.list.title')}
        description={translate('colleague.list.text')}
        action={
          devices.length > 0 && (
            <Button icon={ScanLine} onPress={onScan}>
              {translate('colleague.scan')}
            </Button>
          )
        }
      >
        <ColleagueDeviceTable devices={devices} onCompare={onCompare} />
      </PageSection>
    </ScreenPage>
  );
}

interface CompareDevicesDialogViewProps {
  readonly device: DeviceId;
  /** Owner of the device, as headquarters says. */
  readonly name: string;
  readonly onAnswer: (areSame: boolean) => void;
  readonly onClose: () => void;
}

/** Ask whether the digits that a colleague reads aloud are those of headquarters. */
export function CompareDevicesDialogView({
  device,
  name,
  onAnswer,
  onClose,
}: CompareDevicesDialogViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('colleague.compare.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => onAnswer(true)}>
            {translate('colleague.compare.same')}
          </Button>
          <Button kind="danger" onPress={() => onAnswer(false)}>
            {translate('colleague.compare.other')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <p>{translate('colleague.compare.text', { name })}</p>
      <FingerprintText device={device} />
    </Dialog>
  );
}

/** Fingerprint of a device in groups of digits, left to right in every language. */
function FingerprintText({ device }: { readonly device: DeviceId }): ReactElement {
  return (
    <code className="colleagues-fingerprint" dir="ltr">
      {deviceFingerprint(device).join(' ')}
    </code>
  );
}

type ColleagueDeviceTableProps = Pick<ColleaguesViewProps, 'devices' | 'onCompare'>;

function ColleagueDeviceTable({ devices, onCompare }: ColleagueDeviceTableProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('colleague.list.title')}
      rows={devices}
      rowId={({ device }) => device}
      empty={
        <EmptyState icon={Users} title={translate('colleague.list.none')}>
          {translate('colleague.list.none.text')}
        </EmptyState>
      }
      columns={[
        {
          id: 'person',
          title: translate('colleague.list.person'),
          cell: ({ name, isOwn }) => (isOwn ? translate('colleague.list.you') : <bdi>{name}</bdi>),
        },
        {
          id: 'fingerprint',
          title: translate('colleague.fingerprint'),
          cell: ({ device }) => <FingerprintText device={device} />,
        },
        {
          id: 'since',
          title: translate('colleague.list.since'),
          cell: ({ firstNamedAtMs }) =>
            firstNamedAtMs === null ? translate('colleague.list.unknown') : format.date(firstNamedAtMs),
        },
        { id: 'state', title: translate('colleague.list.state'), cell: (row) => <ComparedPill row={row} /> },
        {
          id: 'act',
          title: translate('colleague.list.act'),
          cell: ({ device, name }) => (
            <Button label={translate('colleague.compare.of', { name })} onPress={() => onCompare(device)}>
              {translate('colleague.compare')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function ComparedPill({ row }: { readonly row: ColleagueDevice }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (row.comparedAtMs !== null)
    return (
      <Pill
        text={translate('colleague.state.compared', { date: format.date(row.comparedAtMs) })}
        meaning="good"
      />
    );
  return row.isNew ? (
    <Pill text={translate('colleague.state.new')} meaning="wait" />
  ) : (
    <Pill text={translate('colleague.state.open')} />
  );
}
