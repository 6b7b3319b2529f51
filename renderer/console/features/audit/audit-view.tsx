import { Download, ScrollText } from 'lucide-react';
import type { ReactElement } from 'react';
import * as z from 'zod';
import type { AuditChainResponse, AuditResponse, AuditRow } from '#api/admin-api.ts';
import { auditActClassOf } from '#domain/audit-act.ts';
import { ErasedPart } from '#domain/document/erase-ops.ts';
import { MissionStatus } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/known-devices.ts';
import { Role } from '#domain/people/role.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { PersonName, personText } from '#renderer/console/parts/person-name.tsx';
import { type MessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import { documentKindLabel, statusLabel, valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  DateField,
  EmptyState,
  PageSection,
  ScreenPage,
  Select,
  SortableTable,
  Switch,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { auditActionKeys } from './audit-action-keys.ts';
import { auditSubjectKeys } from './audit-subject-keys.ts';
import './audit.css';

interface AuditViewProps {
  readonly response: AuditResponse;
  readonly chain: AuditChainResponse | null;
  readonly filter: AuditFilter;
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly names: NamesById;
  readonly onFilter: (auditFilter: AuditFilter) => void;
  readonly onNextPage: () => void;
  /** Null on the first page. */
  readonly onFirstPage: (() => void) | null;
  readonly onExport: () => void;
}

/** Acts with person and time, and whether the trail is whole. */
export function AuditView(props: AuditViewProps): ReactElement {
  const { response, chain, filter, people, names, onFilter, onNextPage, onFirstPage, onExport } = props;
  const translate = useTranslate();
  const isOldestFirst = filter.order === 'oldest';
  return (
    <ScreenPage>
      {chain && <AuditChainBanner chain={chain} />}
      <PageSection
        title={translate('console.audit.lines')}
        description={translate('console.audit.text')}
        action={
          <Button icon={Download} onPress={onExport}>
            {translate('console.audit.export')}
          </Button>
        }
      >
        <AuditFiltersView filter={filter} acts={response.acts} people={people} onFilter={onFilter} />
        <SortableTable
          label={translate('console.audit.lines')}
          rows={collapseReadings(response.lines)}
          rowId={({ seq }) => String(seq)}
          columns={useAuditColumns(names, response.records, (about) => onFilter({ ...filter, about }))}
          sort={{ column: 'at', direction: isOldestFirst ? 'ascending' : 'descending' }}
          onSort={() => onFilter({ ...filter, order: isOldestFirst ? '' : 'oldest' })}
          empty={<EmptyState icon={ScrollText} title={translate('console.audit.noneFound')} />}
        />
        <div className="console-audit-pages">
          {onFirstPage && (
            <Button onPress={onFirstPage}>
              {translate(isOldestFirst ? 'console.audit.oldest' : 'console.audit.newest')}
            </Button>
          )}
          {response.next !== null && (
            <Button onPress={onNextPage}>
              {translate(isOldestFirst ? 'console.audit.newer' : 'console.audit.older')}
            </Button>
          )}
        </div>
      </PageSection>
    </ScreenPage>
  );
}

/** Filter of the lines; empty: all. Days as `2026-11-24`, of this browser's calendar, both included. In the address. */
export const AuditFilter = z.readonly(
  z.object({
    act: z.string().max(60).catch(''),
    actor: z.string().max(60).catch(''),
    from: z.iso.date().catch(''),
    to: z.iso.date().catch(''),
    /** Id of a record, mission, person or laptop that a line names. */
    about: z.union([z.literal(''), z.guid()]).catch(''),
    /** Without readings of records. */
    reads: z.enum(['', 'no']).catch(''),
    order: z.enum(['', 'oldest']).catch(''),
  }),
);
export type AuditFilter = z.infer<typeof AuditFilter>;

/** All lines, newest first. */
export const emptyAuditFilter: AuditFilter = AuditFilter.parse({});

interface AuditFiltersViewProps {
  readonly filter: AuditFilter;
  /** All acts in the trail, by headquarters' names. */
  readonly acts: readonly string[];
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly onFilter: (auditFilter: AuditFilter) => void;
}

/** Filters: act, person and days. */
function AuditFiltersView({ filter, acts, people, onFilter }: AuditFiltersViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const named = acts.map((id) => {
    const messageKey = auditActionKeys.get(id);
    return { id, label: messageKey === undefined ? id : translate(messageKey) };
  });
  const isFiltered = Object.values({ ...filter, order: '' }).some((part) => part !== '');
  return (
    <div className="console-audit-filters">
      <Select
        label={translate('console.audit.act')}
        options={[
          { id: '', label: translate('console.audit.everything') },
          ...named.toSorted((a, b) => a.label.localeCompare(b.label, language)),
        ]}
        value={filter.act}
        onChange={(act) => onFilter({ ...filter, act })}
      />
      <Select
        label={translate('console.audit.actor')}
        options={[
          { id: '', label: translate('console.audit.everybody') },
          ...people.map((one) => ({ id: one.person, label: personText(one) })),
        ]}
        value={filter.actor}
        onChange={(actor) => onFilter({ ...filter, actor })}
      />
      <DateField
        label={translate('console.audit.from')}
        value={filter.from === '' ? null : filter.from}
        onChange={(from) => onFilter({ ...filter, from: from ?? '' })}
      />
      <DateField
        label={translate('console.audit.to')}
        value={filter.to === '' ? null : filter.to}
        onChange={(to) => onFilter({ ...filter, to: to ?? '' })}
      />
      <Switch
        label={translate('console.audit.withoutReads')}
        isOn={filter.reads === 'no'}
        onChange={(isOn) => onFilter({ ...filter, reads: isOn ? 'no' : '' })}
      />
      {isFiltered && (
        <Button kind="quiet" onPress={() => onFilter({ ...emptyAuditFilter, order: filter.order })}>
          {translate('console.audit.all')}
        </Button>
      )}
    </div>
  );
}

/** Names of people, missions and laptops, by their ids. */
type NamesById = ReadonlyMap<string, string>;

interface AuditSubjectViewProps {
  readonly act: string;
  readonly subject: AuditRow['subject'];
  readonly names: NamesById;
  readonly records: AuditResponse['records'];
  /** Show all lines about this id. */
  readonly onAbout: (id: string) => void;
}

/** Subject of an act, by names. Press one to see all lines about it; ids without a name are shortened. */
function AuditSubjectView({ act, subject, names, records, onAbout }: AuditSubjectViewProps): ReactElement {
  const translate = useTranslate();
  const { list, exact, language } = useFormat();
  const textOf = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return translate(value ? 'value.flag.yes' : 'value.flag.no');
    if (value === null) return translate('console.audit.none');
    if (Array.isArray(value))
      return list(value.map((one) => (name === 'path' ? fieldTextOf(one) : textOf(name, one))));
    if (typeof value !== 'string') return JSON.stringify(value);
    if (name === 'country') return stateNameIn(value, language);
    if (isMinuteTimestamp(value)) return exact(Date.parse(value));
    const auditedRecord = records[value];
    if (auditedRecord !== undefined)
      return translate('console.audit.record', {
        kind: translate(documentKindLabel(auditedRecord.kind)),
        number: auditedRecord.number,
      });
    const messageKey = auditValueKey(name, value);
    return names.get(value) ?? (messageKey === null ? shortenId(value) : translate(messageKey));
  };
  /** Changed fields come as paths of a mission, or as parts of a plan item. */
  const fieldTextOf = (path: unknown): string => {
    const pathLabel = pathLabelOf(act === 'change-plan' ? `items/item/${String(path)}` : String(path));
    return pathLabel === undefined ? String(path) : translate(pathLabel.key);
  };
  return (
    <span className="console-audit-subject">
      {Object.entries(subject).map(([name, value]) => {
        const messageKey = auditSubjectKeys.get(name);
        const id = typeof value === 'string' && isGuid(value) ? value : undefined;
        const text = <bdi>{textOf(name, value)}</bdi>;
        return (
          <span key={name} title={typeof value === 'string' ? value : undefined}>
            {messageKey === undefined ? name : translate(messageKey)}:{' '}
            {id === undefined ? text : <TextLink onPress={() => onAbout(id)}>{text}</TextLink>}
          </span>
        );
      })}
    </span>
  );
}

/** Whether the trail wrote a time: `2026-11-12T09:00Z`. */
const isMinuteTimestamp = (value: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value);

const isGuid = (value: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** The end identifies an id: its beginning is often its time. A key's whole length would fill the row. */
const shortenId = (value: string): string => (/^[\w-]{24,}$/.test(value) ? `…${value.slice(-8)}` : value);

/** A line, and the number of readings of one record by one person that it counts. */
interface ShownAuditLine extends AuditRow {
  readonly times: number;
}

/** Lines with readings of one record by one person, one after the other, as one line. */
export function collapseReadings(lines: readonly AuditRow[]): readonly ShownAuditLine[] {
  const shownAuditLines: ShownAuditLine[] = [];
  for (const line of lines) {
    const lastLine = shownAuditLines.at(-1);
    const isSame =
      lastLine !== undefined &&
      auditActClassOf(lastLine.act) !== 'act' &&
      auditActClassOf(line.act) !== 'act' &&
      lastLine.actorText === line.actorText &&
      lastLine.subject['doc'] === line.subject['doc'];
    const isReading = auditActClassOf(line.act) === 'reading';
    if (isSame) {
      const act = auditActClassOf(lastLine.act) === 'partReading' ? line.act : lastLine.act;
      shownAuditLines[shownAuditLines.length - 1] = {
        ...lastLine,
        act,
        times: lastLine.times + Number(isReading || lastLine.times === 0),
      };
    } else shownAuditLines.push({ ...line, times: Number(isReading) });
  }
  return shownAuditLines;
}

const actorKeys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['command line', 'approvals.commandLine'],
  ['unknown', 'console.author.unknown'],
]);

function AuditChainBanner({ chain }: { readonly chain: AuditChainResponse }): ReactElement {
  const translate = useTranslate();
  return chain.intact ? (
    <Banner meaning="good" title={translate('console.audit.intact', { count: chain.lines })}>
      {translate('console.audit.head')}{' '}
      <bdi dir="ltr" className="console-audit-head">
        {chain.head}
      </bdi>
    </Banner>
  ) : (
    <Banner meaning="bad" title={translate('console.audit.broken', { line: chain.broken ?? 0 })}>
      {translate('console.audit.broken.text')}
    </Banner>
  );
}

function useAuditColumns(
  namesById: NamesById,
  records: AuditResponse['records'],
  onAbout: (id: string) => void,
): readonly TableColumn<ShownAuditLine>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'seq',
      title: translate('console.audit.line'),
      align: 'end',
      cell: ({ seq }) => <span className="fb-numbers">{seq}</span>,
    },
    {
      id: 'at',
      title: translate('console.audit.at'),
      isSortable: true,
      cell: ({ atMs }) => (
        <span className="fb-numbers" title={format.exact(atMs)}>
          {format.date(atMs)} {format.timeWithSeconds(atMs)}
        </span>
      ),
    },
    {
      id: 'actor',
      title: translate('console.audit.actor'),
      cell: ({ actor, actorText }) => {
        const messageKey = actorKeys.get(actorText);
        if (actor !== null) return <PersonName of={actor} />;
        return <bdi>{messageKey === undefined ? actorText : translate(messageKey)}</bdi>;
      },
    },
    {
      id: 'act',
      title: translate('console.audit.act'),
      cell: ({ act, times }) => {
        const messageKey = auditActionKeys.get(act);
        return (
          <span title={act}>
            {messageKey === undefined ? <bdi dir="ltr">{act}</bdi> : translate(messageKey)}
            {times > 1 && ` (${translate('console.audit.times', { count: times })})`}
          </span>
        );
      },
    },
    {
      id: 'subject',
      title: translate('console.audit.subject'),
      cell: ({ act, subject }) => (
        <AuditSubjectView act={act} subject={subject} names={namesById} records={records} onAbout={onAbout} />
      ),
    },
  ];
}

/** Label of a value that the trail has under a name; null for a value that is shown as it is. */
function auditValueKey(name: string, value: string): MessageKey | null {
  const reason = RevokeReason.safeParse(value);
  if (name === 'reason' && reason.success) return valueLabels.revokeReason[reason.data];
  const part = ErasedPart.safeParse(value);
  if (name === 'part' && part.success) return erasedPartKeys[part.data];
  const status = MissionStatus.safeParse(value);
  if (name === 'status' && status.success) return statusLabel('missionStatus', status.data);
  const way = name === 'by' ? signInWayKeys.get(value) : undefined;
  if (way !== undefined) return way;
  const role = Role.safeParse(value);
  return role.success ? valueLabels.role[role.data] : null;
}

const signInWayKeys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['code', 'console.people.code'],
  ['passkey', 'console.audit.subject.passkey'],
  ['authenticator', 'console.audit.way.authenticator'],
]);

const erasedPartKeys: { readonly [P in ErasedPart]: MessageKey } = {
  all: 'rights.erase.all',
  past: 'rights.erase.past',
};
