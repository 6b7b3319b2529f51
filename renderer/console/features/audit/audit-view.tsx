import { ScrollText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { actKeys } from './act-words.ts';
import { type AuditFilter, AuditFiltersView } from './audit-filters-view.tsx';
import { type Names, SubjectView } from './subject-view.tsx';
import type { AuditAnswer, AuditRow, ChainAnswer } from './trail.ts';
import './audit.css';

interface AuditViewProps {
  readonly answer: AuditAnswer;
  readonly chain: ChainAnswer | null;
  readonly filter: AuditFilter;
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly names: Names;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onOlder: () => void;
  /** Null on the newest page. */
  readonly onNewest: (() => void) | null;
}

/** Who did what and when, and whether the trail is whole. */
export function AuditView(props: AuditViewProps): ReactElement {
  const { answer, chain, filter, people, names, onFilter, onOlder, onNewest } = props;
  const say = useSay();
  return (
    <Page>
      {chain && <Chain chain={chain} />}
      <Section title={say('console.audit.lines')} description={say('console.audit.text')}>
        <AuditFiltersView filter={filter} acts={answer.acts} people={people} onFilter={onFilter} />
        <Table
          label={say('console.audit.lines')}
          rows={answer.lines}
          rowId={({ seq }) => String(seq)}
          columns={useAuditColumns(names)}
          empty={<EmptyState icon={ScrollText} title={say('console.audit.none')} />}
        />
        <div className="console-audit-pages">
          {onNewest && <Button onPress={onNewest}>{say('console.audit.newest')}</Button>}
          {answer.before !== null && <Button onPress={onOlder}>{say('console.audit.older')}</Button>}
        </div>
      </Section>
    </Page>
  );
}

function Chain({ chain }: { readonly chain: ChainAnswer }): ReactElement {
  const say = useSay();
  return chain.intact ? (
    <Banner meaning="good" title={say('console.audit.intact', { count: chain.lines })}>
      {say('console.audit.head')}{' '}
      <bdi dir="ltr" className="console-audit-head">
        {chain.head}
      </bdi>
    </Banner>
  ) : (
    <Banner meaning="bad" title={say('console.audit.broken', { line: chain.broken ?? 0 })}>
      {say('console.audit.broken.text')}
    </Banner>
  );
}

function useAuditColumns(names: Names): readonly Column<AuditRow>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'seq',
      title: say('console.audit.line'),
      align: 'end',
      cell: ({ seq }) => <span className="fb-numbers">{seq}</span>,
    },
    {
      id: 'at',
      title: say('console.audit.at'),
      cell: ({ atMs }) => (
        <span className="fb-numbers" title={format.exact(atMs)}>
          {format.date(atMs)} {format.timeWithSeconds(atMs)}
        </span>
      ),
    },
    {
      id: 'actor',
      title: say('console.audit.actor'),
      cell: ({ actor, actorText }) => <bdi>{actor?.name ?? actorText}</bdi>,
    },
    {
      id: 'act',
      title: say('console.audit.act'),
      cell: ({ act }) => {
        const key = actKeys.get(act);
        return <span title={act}>{key === undefined ? <bdi dir="ltr">{act}</bdi> : say(key)}</span>;
      },
    },
    {
      id: 'subject',
      title: say('console.audit.subject'),
      cell: ({ subject }) => <SubjectView subject={subject} names={names} />,
    },
  ];
}
