import { ScrollText } from 'lucide-react';
import type { ReactElement } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  ScreenPage,
  Select,
  SortableTable,
  type TableColumn,
  TextField,
} from '#renderer/ui';
import { auditActionKeys, auditSubjectKeys, auditValueKey } from './audit-labels.ts';
import type { AuditAnswer, AuditRow, ChainAnswer } from '#renderer/console/api/response-types.ts';
import './audit.css';

/** Filter of the lines; empty: all. Days as `2026-11-24`, of this browser's calendar, both included. */
export interface AuditFilter {
  readonly act: string;
  readonly actor: string;
  readonly from: string;
  readonly to: string;
}

export const emptyAuditFilter: AuditFilter = { act: '', actor: '', from: '', to: '' };

interface AuditFiltersViewProps {
  readonly filter: AuditFilter;
  /** All acts in the trail, by headquarters' names. */
  readonly acts: readonly string[];
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly onFilter: (filter: AuditFilter) => void;
}

/** Filters: act, person and days. */
function AuditFiltersView({ filter, acts, people, onFilter }: AuditFiltersViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const named = acts.map((id) => {
    const key = auditActionKeys.get(id);
    return { id, label: key === undefined ? id : translate(key) };
  });
  const isFiltered = Object.values(filter).some((part) => part !== '');
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
          ...people.map(({ person, name }) => ({ id: person, label: name })),
        ]}
        value={filter.actor}
        onChange={(actor) => onFilter({ ...filter, actor })}
      />
      <TextField
        label={translate('console.audit.from')}
        type="date"
        value={filter.from}
        onChange={(from) => onFilter({ ...filter, from })}
      />
      <TextField
        label={translate('console.audit.to')}
        type="date"
        value={filter.to}
        onChange={(to) => onFilter({ ...filter, to })}
      />
      {isFiltered && (
        <Button kind="quiet" onPress={() => onFilter(emptyAuditFilter)}>
          {translate('console.audit.all')}
        </Button>
      )}
    </div>
  );
}

/** Names of people, logs and laptops, by their ids. */
type NamesById = ReadonlyMap<string, string>;

interface AuditSubjectViewProps {
  readonly subject: AuditRow['subject'];
  readonly names: NamesById;
}

/** Subject of an act: by names where there are some; ids are shortened, with the whole in the title. */
function AuditSubjectView({ subject, names }: AuditSubjectViewProps): ReactElement {
  const translate = useTranslate();
  const { list, exact, language } = useFormat();
  const textOf = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return translate(value ? 'value.flag.yes' : 'value.flag.no');
    if (value === null) return translate('console.audit.none');
    if (Array.isArray(value)) return list(value.map((one) => textOf(name, one)));
    if (typeof value !== 'string') return JSON.stringify(value);
    if (name === 'country') return stateNameIn(value, language);
    if (isMinuteTimestamp(value)) return exact(Date.parse(value));
    const key = auditValueKey(name, value);
    return names.get(value) ?? (key === null ? shortenId(value) : translate(key));
  };
  return (
    <span className="console-audit-subject">
      {Object.entries(subject).map(([name, value]) => {
        const key = auditSubjectKeys.get(name);
        return (
          <span key={name} title={typeof value === 'string' ? value : undefined}>
            {key === undefined ? name : translate(key)}: <bdi>{textOf(name, value)}</bdi>
          </span>
        );
      })}
    </span>
  );
}

/** Whether the trail wrote a time: `2026-11-12T09:00Z`. */
const isMinuteTimestamp = (value: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value);

/** The beginning identifies an id; a key's whole length would fill the row. */
const shortenId = (value: string): string => (/^[\w-]{24,}$/.test(value) ? `${value.slice(0, 8)}…` : value);

interface AuditViewProps {
  readonly answer: AuditAnswer;
  readonly chain: ChainAnswer | null;
  readonly filter: AuditFilter;
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly names: NamesById;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onOlder: () => void;
  /** Null on the newest page. */
  readonly onNewest: (() => void) | null;
}

/** Acts with person and time, and whether the trail is whole. */
export function AuditView(props: AuditViewProps): ReactElement {
  const { answer, chain, filter, people, names, onFilter, onOlder, onNewest } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      {chain && <AuditChainBanner chain={chain} />}
      <PageSection title={translate('console.audit.lines')} description={translate('console.audit.text')}>
        <AuditFiltersView filter={filter} acts={answer.acts} people={people} onFilter={onFilter} />
        <SortableTable
          label={translate('console.audit.lines')}
          rows={answer.lines}
          rowId={({ seq }) => String(seq)}
          columns={useAuditColumns(names)}
          empty={<EmptyState icon={ScrollText} title={translate('console.audit.noneFound')} />}
        />
        <div className="console-audit-pages">
          {onNewest && <Button onPress={onNewest}>{translate('console.audit.newest')}</Button>}
          {answer.before !== null && <Button onPress={onOlder}>{translate('console.audit.older')}</Button>}
        </div>
      </PageSection>
    </ScreenPage>
  );
}

function AuditChainBanner({ chain }: { readonly chain: ChainAnswer }): ReactElement {
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

function useAuditColumns(names: NamesById): readonly TableColumn<AuditRow>[] {
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
      cell: ({ atMs }) => (
        <span className="fb-numbers" title={format.exact(atMs)}>
          {format.date(atMs)} {format.timeWithSeconds(atMs)}
        </span>
      ),
    },
    {
      id: 'actor',
      title: translate('console.audit.actor'),
      cell: ({ actor, actorText }) => <bdi>{actor?.name ?? actorText}</bdi>,
    },
    {
      id: 'act',
      title: translate('console.audit.act'),
      cell: ({ act }) => {
        const key = auditActionKeys.get(act);
        return <span title={act}>{key === undefined ? <bdi dir="ltr">{act}</bdi> : translate(key)}</span>;
      },
    },
    {
      id: 'subject',
      title: translate('console.audit.subject'),
      cell: ({ subject }) => <AuditSubjectView subject={subject} names={names} />,
    },
  ];
}
