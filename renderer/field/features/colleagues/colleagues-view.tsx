import { ScanLine, Users } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { type DeviceCard, deviceCardText } from '#domain/people/device-card.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ColleagueDevice } from '#domain/people/colleague-device.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { Fingerprint } from './fingerprint.tsx';
import './colleagues.css';

interface ColleaguesViewProps {
  /** Card of this laptop; null while it belongs to no programme. */
  readonly own: DeviceCard | null;
  readonly devices: readonly ColleagueDevice[];
  /** Outcome of the last comparison. */
  readonly notice?: ReactNode;
  readonly onScan: () => void;
  readonly onCompare: (device: DeviceId) => void;
}

/** Fingerprint of this laptop, and of every device that headquarters names in one's missions. */
export function ColleaguesView({
  own,
  devices,
  notice,
  onScan,
  onCompare,
}: ColleaguesViewProps): ReactElement {
  const say = useSay();
  return (
    <Page>
      <p>{say('colleague.intro')}</p>
      {notice}
      <Section title={say('colleague.this.title')} description={say('colleague.this.text')}>
        {own ? (
          <div className="colleagues-this">
            <QrCode text={deviceCardText(own)} label={say('colleague.this.qr')} />
            <Fingerprint device={own.device} />
          </div>
        ) : (
          <p>{say('colleague.this.notJoined')}</p>
        )}
      </Section>
      <Section
        title={say('colleague.list.title')}
        description={say('colleague.list.text')}
        action={
          devices.length > 0 && (
            <Button icon={ScanLine} onPress={onScan}>
              {say('colleague.scan')}
            </Button>
          )
        }
      >
        <DeviceTable devices={devices} onCompare={onCompare} />
      </Section>
    </Page>
  );
}

type DeviceTableProps = Pick<ColleaguesViewProps, 'devices' | 'onCompare'>;

function DeviceTable({ devices, onCompare }: DeviceTableProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Table
      label={say('colleague.list.title')}
      rows={devices}
      rowId={({ device }) => device}
      empty={
        <EmptyState icon={Users} title={say('colleague.list.none')}>
          {say('colleague.list.none.text')}
        </EmptyState>
      }
      columns={[
        {
          id: 'person',
          title: say('colleague.list.person'),
          cell: ({ name, isOwn }) => (isOwn ? say('colleague.list.you') : <bdi>{name}</bdi>),
        },
        {
          id: 'fingerprint',
          title: say('colleague.fingerprint'),
          cell: ({ device }) => <Fingerprint device={device} />,
        },
        {
          id: 'since',
          title: say('colleague.list.since'),
          cell: ({ firstNamedAtMs }) =>
            firstNamedAtMs === null ? say('colleague.list.unknown') : format.date(firstNamedAtMs),
        },
        { id: 'state', title: say('colleague.list.state'), cell: (row) => <ComparedPill row={row} /> },
        {
          id: 'act',
          title: say('colleague.list.act'),
          cell: ({ device, name }) => (
            <Button label={say('colleague.compare.of', { name })} onPress={() => onCompare(device)}>
              {say('colleague.compare')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function ComparedPill({ row }: { readonly row: ColleagueDevice }): ReactElement {
  const say = useSay();
  const format = useFormat();
  if (row.comparedAtMs !== null)
    return (
      <Pill text={say('colleague.state.compared', { date: format.date(row.comparedAtMs) })} meaning="good" />
    );
  return row.isNew ? (
    <Pill text={say('colleague.state.new')} meaning="wait" />
  ) : (
    <Pill text={say('colleague.state.open')} />
  );
}
