import type { ReactElement } from 'react';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { Attention } from '#renderer/console/parts/attention.tsx';
import { DeviceName } from '#renderer/console/parts/device-name.tsx';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { Column } from '#renderer/ui/table.tsx';
import type { RecordRow } from './record-list.ts';
import './record-columns.css';

/** What the list says of each record. */
export function useRecordColumns(labels: ReadonlyMap<string, string>): readonly Column<RecordRow>[] {
  const say = useSay();
  return [
    {
      id: 'title',
      title: say('console.records.column.record'),
      isSortable: true,
      cell: (row) => <RecordName row={row} />,
    },
    {
      id: 'status',
      title: say('console.column.status'),
      isSortable: true,
      cell: ({ status, removed }) =>
        removed ? <Pill text={say('console.records.removed')} /> : <StatusPill status={status} />,
    },
    {
      id: 'answered',
      title: say('console.records.column.contents'),
      isSortable: true,
      cell: (row) => <Contents row={row} />,
    },
    {
      id: 'attention',
      title: say('console.column.attention'),
      isSortable: true,
      cell: ({ conflicts, held }) => <Attention conflicts={conflicts} held={held} />,
    },
    {
      id: 'changed',
      title: say('console.records.column.changed'),
      isSortable: true,
      cell: (row) => <LastChange row={row} labels={labels} />,
    },
  ];
}

function RecordName({ row }: { readonly row: RecordRow }): ReactElement {
  const say = useSay();
  const { icon, one } = lookOfKind(row.kind);
  const { institution, institutionType } = row.facts;
  const type =
    institutionType === null ? null : (defaultModel.institution_types[institutionType] ?? institutionType);
  const about = [say(one), institution, type].filter((part) => part !== null && part !== row.title);
  return (
    <NameCell
      name={row.title === '' ? say('console.untitled') : row.title}
      note={about.join(' · ')}
      icon={icon}
    />
  );
}

function Contents({ row: { kind, facts } }: { readonly row: RecordRow }): ReactElement {
  const say = useSay();
  if (kind === 'assessment') return <>{say('console.records.answered', { count: facts.answered })}</>;
  return <>{kind === 'workshop' ? say('console.records.sessions', { count: facts.sessions }) : '–'}</>;
}

interface LastChangeProps {
  readonly row: RecordRow;
  readonly labels: ReadonlyMap<string, string>;
}

function LastChange({ row, labels }: LastChangeProps): ReactElement {
  const say = useSay();
  const { changedAtMs, lastAuthor, lastDevice } = row;
  if (changedAtMs === null) return <>{say('console.records.neverChanged')}</>;
  return (
    <span className="console-change">
      <RelativeTime atMs={changedAtMs} />
      <small>
        {lastAuthor && <bdi>{lastAuthor.name}</bdi>}
        {lastAuthor && lastDevice && ' · '}
        {lastDevice && <DeviceName device={lastDevice} label={labels.get(lastDevice)} />}
      </small>
    </span>
  );
}
