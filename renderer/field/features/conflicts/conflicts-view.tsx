import { GitMerge } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, EmptyState, KeyHint, PageSection, ScreenPage } from '#renderer/ui';
import type { ConflictDecision } from './conflict-decisions.ts';
import './conflicts.css';

/** The decisions of one record, under its title and mission. */
export interface RecordDecisions {
  readonly id: string;
  readonly title: string;
  readonly mission: string;
  readonly decisions: readonly ConflictDecision[];
}

interface ConflictsViewProps {
  readonly records: readonly RecordDecisions[];
  /** Draw one decision; a `DecisionCardView`. */
  readonly card: (decision: ConflictDecision) => ReactNode;
  /** Last decision; null before. */
  readonly decided: Message | null;
}

/** Conflicts that wait for a person's decision, record by record. */
export function ConflictsView({ records, card, decided }: ConflictsViewProps): ReactElement {
  const translate = useTranslate();
  const isEmpty = records.length === 0;
  return (
    <ScreenPage width="reading">
      <div role="status" className="cf-decided">
        {decided !== null && <Banner meaning="good">{translate(decided)}</Banner>}
      </div>
      {isEmpty ? (
        <EmptyState icon={GitMerge} title={translate('conflict.empty.title')}>
          {translate('conflict.empty.text')}
        </EmptyState>
      ) : (
        <div className="cf-intro">
          <p>{translate('conflict.intro')}</p>
          <p className="cf-keys">
            <KeyHint keys="↑" /> <KeyHint keys="↓" /> {translate('conflict.keys.move')} · <KeyHint keys="1" />{' '}
            <KeyHint keys="2" /> {translate('conflict.keys.keep')} · <KeyHint keys="0" />{' '}
            {translate('conflict.keys.both')} · <KeyHint keys="W" /> {translate('conflict.keys.write')} ·{' '}
            <KeyHint keys="O" /> {translate('conflict.keys.open')}
          </p>
        </div>
      )}
      {records.map(({ id, title, mission, decisions }) => (
        <PageSection
          key={id}
          title={title === '' ? translate('conflict.untitled') : title}
          description={mission}
        >
          <div className="cf-list">{decisions.map((decision) => card(decision))}</div>
        </PageSection>
      ))}
    </ScreenPage>
  );
}
