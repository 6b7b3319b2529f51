import { ScrollText } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AuditAnswer, AuditRow, ChainAnswer } from './trail.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import './audit.css';

/** Which lines are shown; empty: all. */
export interface AuditFilter {
  readonly act: string;
  readonly actor: string;
}

interface AuditViewProps {
  readonly answer: AuditAnswer;
  readonly chain: ChainAnswer | null;
  readonly filter: AuditFilter;
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onOlder: () => void;
  readonly onNewest: () => void;
}

/** Who did what and when, and whether the trail is whole. */
export function AuditView(props: AuditViewProps): ReactElement {
  const { answer, chain, filter, people, onFilter, onOlder, onNewest } = props;
  const say = useSay();
  return (
    <Page>
      {chain && <Chain chain={chain} />}
      <Section title={say('console.audit.lines')} description={say('console.audit.text')}>
        <div className="console-audit-filters">
          <Select
            label={say('console.audit.act')}
            options={[
              { id: '', label: say('console.audit.everything') },
              ...answer.acts.map((id) => ({ id, label: id })),
            ]}
            value={filter.act}
            onChange={(act) => onFilter({ ...filter, act })}
          />
          <Select
            label={say('console.audit.actor')}
            options={[
              { id: '', label: say('console.audit.everybody') },
              ...people.map(({ person, name }) => ({ id: person, label: name })),
            ]}
            value={filter.actor}
            onChange={(actor) => onFilter({ ...filter, actor })}
          />
        </div>
        <Table
          label={say('console.audit.lines')}
          rows={answer.lines}
          rowId={({ seq }) => String(seq)}
          columns={useAuditColumns()}
          empty={<EmptyState icon={ScrollText} title={say('console.audit.none')} />}
        />
        <div className="console-audit-filters">
          <Button onPress={onNewest}>{say('console.audit.newest')}</Button>
          <Button isDisabled={answer.before === null} onPress={onOlder}>
            {say('console.audit.older')}
          </Button>
        </div>
      </Section>
    </Page>
  );
}

function Chain({ chain }: { readonly chain: ChainAnswer }): ReactElement {
  const say = useSay();
  return chain.intact ? (
    <Banner meaning="good" title={say('console.audit.intact', { count: chain.lines })}>
      {say('console.audit.head')} <bdi dir="ltr">{chain.head}</bdi>
    </Banner>
  ) : (
    <Banner meaning="bad" title={say('console.audit.broken', { line: chain.broken ?? 0 })}>
      {say('console.audit.broken.text')}
    </Banner>
  );
}

function useAuditColumns(): readonly Column<AuditRow>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'seq',
      title: say('console.audit.line'),
      align: 'end',
      cell: ({ seq }) => <span className="fb-numbers">{seq}</span>,
    },
    { id: 'at', title: say('console.audit.at'), cell: ({ atMs }) => format.exact(atMs) },
    {
      id: 'actor',
      title: say('console.audit.actor'),
      cell: ({ actor, actorText }) => <bdi>{actor?.name ?? actorText}</bdi>,
    },
    { id: 'act', title: say('console.audit.act'), cell: ({ act }) => <bdi dir="ltr">{act}</bdi> },
    {
      id: 'subject',
      title: say('console.audit.subject'),
      cell: ({ subject }) => (
        <bdi dir="ltr" className="console-audit-subject">
          {Object.entries(subject)
            .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
            .join(' · ')}
        </bdi>
      ),
    },
  ];
}
