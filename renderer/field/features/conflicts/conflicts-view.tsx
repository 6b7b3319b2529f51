import { GitMerge } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { EmptyState, KeyHint, PageSection, ScreenPage } from '#renderer/ui';
import './conflicts.css';

/** The decisions of one record, under its title and mission. */
export interface RecordDecisions {
  readonly id: string;
  readonly title: string;
  readonly mission: string;
  /** A card for each: a whole answer, or values of one register. */
  readonly cards: readonly ReactNode[];
}

interface ConflictsViewProps {
  readonly records: readonly RecordDecisions[];
}

/** Conflicts that wait for a person's decision, record by record. */
export function ConflictsView({ records }: ConflictsViewProps): ReactElement {
  const translate = useTranslate();
  const isEmpty = records.length === 0;
  return (
    <ScreenPage width="reading">
      {isEmpty ? (
        <EmptyState icon={GitMerge} title={translate('conflict.empty.title')}>
          {translate('conflict.empty.text')}
        </EmptyState>
      ) : (
        <div className="cf-intro">
          <p>{translate('conflict.intro')}</p>
          <p className="cf-keys">
            <KeyHint keys="↑" /> <KeyHint keys="↓" /> {translate('conflict.keys.move')} · <KeyHint keys="1" />{' '}
            <KeyHint keys="2" /> {translate('conflict.keys.keep')} · <KeyHint keys="W" />{' '}
            {translate('conflict.keys.write')} · <KeyHint keys="O" /> {translate('conflict.keys.open')}
          </p>
        </div>
      )}
      {records.map(({ id, title, mission, cards }) => (
        <PageSection
          key={id}
          title={title === '' ? translate('conflict.untitled') : title}
          description={mission}
        >
          <div className="cf-list">{cards}</div>
        </PageSection>
      ))}
    </ScreenPage>
  );
}
