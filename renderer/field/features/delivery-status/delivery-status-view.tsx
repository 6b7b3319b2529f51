import { Download, Map, MonitorSmartphone } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type StatusMeaning,
  TextLink,
} from '#renderer/ui';
import type { MissionDeliveryRecords, RecordDeliveryRow, SyncSummary } from './delivery-rows.ts';
import {
  groupQuarantine,
  type QuarantineGroup,
  type QuarantineTableRow,
  quarantineKindKey,
  quarantineReasonMessage,
} from './quarantine-rows.ts';
import { type SyncLogRow, syncOutcomeKeys } from './sync-log-rows.ts';
import { SyncSummaryView } from './sync-summary-view.tsx';
import { type UnsavedText, UnsavedTextsView } from './unsaved-texts-view.tsx';
import './delivery-status.css';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-messages.ts';
import { documentKindLabel } from '#renderer/records/value-labels.ts';

interface DeliveryStatusViewProps {
  /** Null until the store has answered. */
  readonly summary: SyncSummary | null;
  readonly onPause: (isPaused: boolean) => void;
  /** Null outside a demonstration. */
  readonly onSimulate: ((offline: boolean) => void) | null;
  /** Devices that nobody has looked at here. */
  readonly newDevices: readonly ColleagueDevice[];
  readonly onDevicesRead: () => void;
  /** Texts that no record has. */
  readonly unsavedTexts: readonly UnsavedText[];
  readonly onCopyText: (id: string) => void;
  readonly onDiscardText: (id: string) => void;
  readonly missions: readonly MissionDeliveryRecords[];
  readonly runs: readonly SyncLogRow[];
  readonly quarantined: readonly QuarantineTableRow[];
  readonly onExportRuns: () => void;
  readonly onExportQuarantine: () => void;
}

/** Delivery status of every record with its time, every sync, and quarantined items. */
export function DeliveryStatusView(props: DeliveryStatusViewProps): ReactElement {
  const {
    summary,
    onPause,
    onSimulate,
    newDevices,
    unsavedTexts,
    missions,
    runs,
    quarantined: parkedRows,
    onExportRuns,
    onExportQuarantine: onExportParked,
  } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <ScreenPage>
      {summary && <SyncSummaryView summary={summary} onPause={onPause} onSimulate={onSimulate} />}
      {newDevices.length > 0 && <NewDevicesView devices={newDevices} onRead={props.onDevicesRead} />}
      {unsavedTexts.length > 0 && (
        <UnsavedTextsView texts={unsavedTexts} onCopy={props.onCopyText} onDiscard={props.onDiscardText} />
      )}
      {missions.length === 0 && (
        <EmptyState icon={Map} title={translate('whereabouts.empty.title')}>
          {translate('whereabouts.empty.text')}
        </EmptyState>
      )}
      {missions.map(({ log, mission, records }) => (
        <PageSection key={log} title={mission || translate('whereabouts.mission.untitled')}>
          <div className="wh-records">
            <RecordDeliveryTableView
              label={mission || translate('whereabouts.mission.untitled')}
              records={records}
            />
          </div>
        </PageSection>
      ))}
      {missions.length > 0 && <p className="wh-faint">{translate('whereabouts.notes')}</p>}
      {parkedRows.length > 0 && (
        <PageSection
          title={translate('whereabouts.parked.title')}
          description={translate('whereabouts.parked.description')}
          action={
            <Button icon={Download} onPress={onExportParked}>
              {translate('whereabouts.export')}
            </Button>
          }
        >
          <QuarantineTableView items={parkedRows} />
        </PageSection>
      )}
      <PageSection
        title={translate('whereabouts.runs.title')}
        description={translate('whereabouts.runs.description')}
        action={
          <Button icon={Download} onPress={onExportRuns} isDisabled={runs.length === 0}>
            {translate('whereabouts.export')}
          </Button>
        }
      >
        <SyncRunsTableView runs={runs} />
        {runs.length > maximumShownRuns && (
          <p className="wh-faint">
            {translate('whereabouts.runs.newest', {
              shown: format.number(maximumShownRuns),
              count: format.number(runs.length),
            })}
          </p>
        )}
      </PageSection>
    </ScreenPage>
  );
}

interface NewDevicesViewProps {
  /** At least one. */
  readonly devices: readonly ColleagueDevice[];
  readonly onRead: () => void;
}

/** News of devices: a person who had a device before writes with another one; this person's own first. */
function NewDevicesView({ devices, onRead }: NewDevicesViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const isOwn = devices.some((device) => device.isOwn);
  const names = [...new Set(devices.filter((device) => !device.isOwn).map(({ name }) => name))];
  const namesTitle = translate('colleague.news.title', { count: names.length, names: format.list(names) });
  return (
    <Banner
      meaning={isOwn ? 'bad' : 'wait'}
      icon={MonitorSmartphone}
      title={isOwn ? translate('colleague.news.own.title') : namesTitle}
      actions={
        <>
          <TextLink href={fieldAddressOf({ screen: 'colleagues' })}>
            {translate('colleague.news.look')}
          </TextLink>
          <Button onPress={onRead}>{translate('colleague.news.read')}</Button>
        </>
      }
    >
      {isOwn && <p>{translate('colleague.news.own.text')}</p>}
      {isOwn && names.length > 0 && <p>{namesTitle}</p>}
      {names.length > 0 && <p>{translate('colleague.news.text')}</p>}
    </Banner>
  );
}

/** A longer table would need virtualisation; nobody reads so far back on the screen, and the export has it all. */
const maximumShownRuns = 100;

interface SyncRunsTableViewProps {
  readonly runs: readonly SyncLogRow[];
}

/** Syncs with headquarters: outcome and cost of each. */
function SyncRunsTableView({ runs }: SyncRunsTableViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('whereabouts.runs.title')}
      rows={runs.slice(0, maximumShownRuns)}
      rowId={({ startedAtMs }) => String(startedAtMs)}
      empty={translate('whereabouts.runs.empty')}
      columns={[
        {
          id: 'when',
          title: translate('whereabouts.runs.when'),
          cell: ({ startedAtMs }) => <RelativeTime atMs={startedAtMs} show="moment" />,
        },
        {
          id: 'outcome',
          title: translate('whereabouts.runs.outcome'),
          cell: ({ outcome, code }) => (
            <div className="wh-outcome">
              <Pill text={translate(syncOutcomeKeys[outcome])} meaning={syncOutcomeMeanings[outcome]} />
              {code !== null && (
                <span className="wh-why" title={code}>
                  {translate(syncCodeMessage(code))}
                </span>
              )}
            </div>
          ),
        },
        {
          id: 'took',
          title: translate('whereabouts.runs.took'),
          align: 'end',
          cell: ({ startedAtMs, endedAtMs }) => format.duration(Math.max(0, endedAtMs - startedAtMs)),
        },
        {
          id: 'changes',
          title: translate('whereabouts.runs.changes'),
          align: 'end',
          cell: ({ changesUp, changesDown }) =>
            translate('whereabouts.runs.upDown', upAndDownTexts(format.number, changesUp, changesDown)),
        },
        {
          id: 'bytes',
          title: translate('whereabouts.runs.bytes'),
          align: 'end',
          cell: ({ bytesUp, bytesDown }) =>
            translate('whereabouts.runs.upDown', upAndDownTexts(format.bytes, bytesUp, bytesDown)),
        },
        {
          id: 'trips',
          title: translate('whereabouts.runs.roundTrips'),
          align: 'end',
          cell: ({ roundTrips }) => format.number(roundTrips),
        },
      ]}
    />
  );
}

const upAndDownTexts = (
  text: (value: number) => string,
  up: number,
  down: number,
): { readonly up: string; readonly down: string } => ({ up: text(up), down: text(down) });

const syncOutcomeMeanings: { readonly [O in SyncLogRow['outcome']]: StatusMeaning } = {
  done: 'good',
  interrupted: 'wait',
  refused: 'bad',
};

interface QuarantineTableViewProps {
  readonly items: readonly QuarantineTableRow[];
}

/** Quarantined items, one row for each kind and reason. They stay until a person has looked at them. */
function QuarantineTableView({ items }: QuarantineTableViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nameOf = ({ item, count }: QuarantineGroup): string => {
    const kind = translate(quarantineKindKey(item.what));
    return count === 1
      ? kind
      : translate('whereabouts.parked.several', { item: kind, count: format.number(count) });
  };
  return (
    <SortableTable
      label={translate('whereabouts.parked.title')}
      rows={groupQuarantine(items)}
      rowId={({ item }) => `${item.what} ${item.why}`}
      columns={[
        {
          id: 'what',
          title: translate('whereabouts.parked.what'),
          cell: nameOf,
        },
        {
          id: 'why',
          title: translate('whereabouts.parked.why'),
          cell: ({ item }) => <span className="wh-why">{translate(quarantineReasonMessage(item))}</span>,
        },
        {
          id: 'when',
          title: translate('whereabouts.runs.when'),
          cell: ({ item }) => <RelativeTime atMs={item.atMs} show="moment" />,
        },
      ]}
    />
  );
}

interface RecordDeliveryTableViewProps {
  readonly label: string;
  readonly records: readonly RecordDeliveryRow[];
}

/** One row a record: here only, held, or at headquarters since a time. */
function RecordDeliveryTableView({ label, records }: RecordDeliveryTableViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortableTable
      label={label}
      rows={records}
      rowId={({ doc }) => doc}
      hrefOf={({ href }) => href}
      columns={[
        {
          id: 'title',
          title: translate('path.record'),
          cell: ({ title }) => <bdi>{title || translate('value.untitled')}</bdi>,
        },
        { id: 'kind', title: translate('path.kind'), cell: ({ kind }) => translate(documentKindLabel(kind)) },
        {
          id: 'changed',
          title: translate('whereabouts.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        {
          id: 'where',
          title: translate('path.status'),
          cell: (recordDeliveryRow) => <DeliveryStatusPill record={recordDeliveryRow} />,
        },
        {
          id: 'receipt',
          title: translate('whereabouts.receipt'),
          cell: ({ receiptAtMs }) =>
            receiptAtMs === null ? (
              translate('whereabouts.receipt.none')
            ) : (
              <RelativeTime atMs={receiptAtMs} show="moment" />
            ),
        },
      ]}
    />
  );
}

function DeliveryStatusPill({ record }: { readonly record: RecordDeliveryRow }): ReactElement {
  const translate = useTranslate();
  if (record.toCheck > 0)
    return <Pill text={translate('whereabouts.where.toCheck', { count: record.toCheck })} meaning="wait" />;
  if (record.waiting > 0)
    return <Pill text={translate('whereabouts.where.waiting', { count: record.waiting })} meaning="wait" />;
  if (record.heldAtHeadquarters > 0)
    return (
      <Pill text={translate('whereabouts.where.held', { count: record.heldAtHeadquarters })} meaning="bad" />
    );
  return <Pill text={translate('whereabouts.where.headquarters')} meaning="good" />;
}
