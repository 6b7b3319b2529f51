import {
  CalendarClock,
  ClipboardList,
  GitMerge,
  type LucideIcon,
  MessageSquareReply,
  Presentation,
  TriangleAlert,
} from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Card, ListEntry, PageSection, RelativeTime, TextLink } from '#renderer/ui';
import type { DueWorkRow, TodayRow } from './today-rows.ts';
import './today.css';

interface ContinueViewProps {
  readonly name: string;
  /** Question of the record; null elsewhere. */
  readonly question: string | null;
  readonly atMs: number;
  readonly onContinue: () => void;
}

/** The record in which this person worked last, and the way back to it. */
export function ContinueView({ name, question, atMs, onContinue }: ContinueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Card label={translate('today.continue.title')}>
      <div className="today-continue">
        <div>
          <p className="today-meta">
            {translate('today.continue.title')} · <RelativeTime atMs={atMs} />
          </p>
          <h2>
            <bdi>{name}</bdi>
          </h2>
          {question !== null && (
            <p>
              <bdi>{question}</bdi>
            </p>
          )}
        </div>
        <Button kind="primary" label={`${translate('today.continue.action')}: ${name}`} onPress={onContinue}>
          {translate('today.continue.action')}
        </Button>
      </div>
    </Card>
  );
}

const rowIcons: Readonly<Record<TodayRow['kind'], LucideIcon>> = {
  returned: MessageSquareReply,
  conflicts: GitMerge,
  questions: ClipboardList,
};

interface ForYouViewProps {
  readonly rows: readonly TodayRow[];
  /** `SessionNowView`s; they draw nothing when no session is ahead. */
  readonly sessions?: ReactNode | undefined;
}

/** Everything that waits for this person; nothing where nothing waits. */
export function ForYouView({ rows, sessions }: ForYouViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {sessions}
      {rows.length > 0 && (
        <PageSection title={translate('today.forYou')}>
          {rows.map(({ id, kind, name, text, href }) => {
            const Icon = rowIcons[kind];
            return (
              <ListEntry
                key={id}
                isBoxed
                lead={<Icon className="fb-icon" aria-hidden />}
                {...(name !== '' && { meta: <bdi>{name}</bdi> })}
              >
                <TextLink href={href}>{translate(text)}</TextLink>
              </ListEntry>
            );
          })}
        </PageSection>
      )}
    </>
  );
}

/** Reminders before a person asks for the rest. */
const firstDueEntries = 5;

/** Dated work, the earliest first: a few entries, and all of them on demand. */
export function DueView({ entries }: { readonly entries: readonly ReactElement[] }): ReactElement | null {
  const translate = useTranslate();
  const [showsAll, setShowsAll] = useState(false);
  if (entries.length === 0) return null;
  return (
    <PageSection
      title={translate('today.due')}
      action={
        entries.length > firstDueEntries &&
        !showsAll && (
          <Button kind="quiet" onPress={() => setShowsAll(true)}>
            {translate('today.due.all', { count: entries.length })}
          </Button>
        )
      }
    >
      {showsAll ? entries : entries.slice(0, firstDueEntries)}
    </PageSection>
  );
}

/** One reminder, with the way to its record. */
export function DueEntryView({ work, href }: DueWorkRow): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const day = date(localNoonMs(work.dueOn));
  const Icon = work.isLate ? TriangleAlert : CalendarClock;
  return (
    <ListEntry
      isBoxed
      lead={<Icon className={work.isLate ? 'fb-icon today-late' : 'fb-icon'} aria-hidden />}
      meta={
        <>
          {translate(valueLabels.dueKind[work.kind])} ·{' '}
          {translate(work.isLate ? 'today.due.late' : 'today.due.until', { day })}
        </>
      }
    >
      <TextLink href={href}>
        <bdi>{work.title || translate('today.untitled')}</bdi>
      </TextLink>
    </ListEntry>
  );
}

interface SessionNowViewProps {
  readonly workshop: string;
  readonly session: string;
  readonly href: string;
  /** End of a session under way, else start of the next one. */
  readonly time: string;
  readonly isNow: boolean;
}

/** Session of a workshop of today. */
export function SessionNowView({ workshop, session, href, time, isNow }: SessionNowViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('today.session.title')}>
      <ListEntry
        isBoxed
        lead={<Presentation className="fb-icon" aria-hidden />}
        meta={
          <>
            {translate(isNow ? 'today.session.now' : 'today.session.next', { time })} · <bdi>{workshop}</bdi>
          </>
        }
      >
        <TextLink href={href}>{session}</TextLink>
      </ListEntry>
    </PageSection>
  );
}
