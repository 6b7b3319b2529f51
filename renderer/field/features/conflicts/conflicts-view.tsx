import { CircleCheck, GitMerge, Undo2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import {
  Button,
  EmptyState,
  KeyHint,
  ListEntry,
  PageSection,
  RelativeTime,
  ScreenPage,
  TextLink,
} from '#renderer/ui';
import './conflicts.css';

/** The decisions of one record, under its title and mission. */
export interface RecordDecisions {
  readonly id: string;
  readonly title: string;
  readonly mission: string;
  /** A card for each: a whole answer, or values of one register. */
  readonly cards: readonly ReactNode[];
}

/** Decision of today that still stands. */
export interface DecidedRow {
  readonly id: string;
  /** Question or field. */
  readonly title: string;
  readonly record: string;
  /** Address of its place in the record. */
  readonly href: string;
  /** Person who decided, and the version that was kept. */
  readonly by: string;
  readonly kept: string;
  readonly atMs: number;
  /** Absent where nothing may be decided. */
  readonly onReopen?: (() => void) | undefined;
}

interface ConflictsViewProps {
  readonly records: readonly RecordDecisions[];
  /** The newest first. */
  readonly decided: readonly DecidedRow[];
}

/** Conflicts that wait for a person's decision, record by record, and those that were decided today. */
export function ConflictsView({ records, decided }: ConflictsViewProps): ReactElement {
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
            <KeyHint keys="2" /> {translate('conflict.keys.keep')} · <KeyHint keys="Alt W" />{' '}
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
      {decided.length > 0 && (
        <PageSection title={translate('conflict.today.title')}>
          {decided.map((decidedRow) => (
            <DecidedRowView key={decidedRow.id} row={decidedRow} />
          ))}
        </PageSection>
      )}
    </ScreenPage>
  );
}

function DecidedRowView({ row }: { readonly row: DecidedRow }): ReactElement {
  const { title, record, href, by, kept, atMs, onReopen } = row;
  const translate = useTranslate();
  return (
    <ListEntry
      isBoxed
      lead={<CircleCheck className="cf-decided" aria-hidden />}
      meta={
        <>
          <bdi>{record}</bdi> · <span>{by}</span> · <RelativeTime atMs={atMs} show="moment" />
        </>
      }
      action={
        onReopen && (
          <Button icon={Undo2} label={translate('conflict.today.reopenLabel', { title })} onPress={onReopen}>
            {translate('conflict.today.reopen')}
          </Button>
        )
      }
    >
      <TextLink href={href}>
        <bdi>{title}</bdi>
      </TextLink>
      <p className="cf-decided-kept" dir="auto">
        {kept}
      </p>
    </ListEntry>
  );
}
