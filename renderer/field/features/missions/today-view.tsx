import {
  CalendarClock,
  ClipboardList,
  GitMerge,
  type LucideIcon,
  MessageSquareReply,
  TriangleAlert,
} from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { clockTimeOf } from '#domain/workshop/session-times.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Card, ListEntry, PageSection, RelativeTime, TextLink } from '#renderer/ui';
import type { DayEntry, DueWorkRow, TodayRow } from './today-rows.ts';
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

/** Everything that waits for this person; nothing where nothing waits. */
export function ForYouView({ rows }: { readonly rows: readonly TodayRow[] }): ReactElement | null {
  const translate = useTranslate();
  const [showsAll, setShowsAll] = useState(false);
  if (rows.length === 0) return null;
  return (
    <PageSection
      title={translate('today.forYou')}
      action={
        rows.length > firstRows &&
        !showsAll && (
          <Button kind="quiet" onPress={() => setShowsAll(true)}>
            {translate('today.due.all', { count: rows.length })}
          </Button>
        )
      }
    >
      {(showsAll ? rows : rows.slice(0, firstRows)).map(({ id, kind, name, text, href }) => {
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
  );
}

/** Rows before a person asks for the rest. */
const firstRows = 7;

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

interface DayViewProps {
  /** Name of the workshop or of the mission. */
  readonly title: string;
  readonly entries: readonly DayEntry[];
  /** Screen of an entry. */
  readonly hrefOf: (dayEntry: DayEntry) => string;
  /** Links of the session that is now. */
  readonly nowLinks?: ReactNode | undefined;
}

/** Sessions or meetings of today, by time: held ones filled, the present one with its links. */
export function DayView({ title, entries, hrefOf, nowLinks }: DayViewProps): ReactElement | null {
  const translate = useTranslate();
  if (entries.length === 0) return null;
  return (
    <div className="today-day-part">
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <ol className="today-times">
        {entries.map((dayEntry) => {
          const { id, kind, title: name, note, startsAt, endsAt, phase } = dayEntry;
          return (
            <li
              key={id}
              data-phase={phase}
              data-kind={kind}
              aria-current={phase === 'now' ? 'time' : undefined}
            >
              <bdi className="today-time">{startsAt === null ? '' : clockTimeOf(startsAt)}</bdi>
              <div>
                {kind === 'break' ? (
                  <span>{name}</span>
                ) : (
                  <TextLink href={hrefOf(dayEntry)}>
                    <bdi>{name || translate('today.untitled')}</bdi>
                  </TextLink>
                )}
                {phase === 'now' && endsAt !== null && (
                  <p className="today-meta">
                    {translate('today.session.now', { time: clockTimeOf(endsAt) })}
                  </p>
                )}
                {note !== '' && (
                  <p className="today-meta">
                    <bdi>{note}</bdi>
                  </p>
                )}
                {phase === 'now' && kind === 'session' && nowLinks}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface TodayColumnsProps {
  /** Continue, for you, due, missions. */
  readonly children: ReactNode;
  /** `DayView`s; null on a day without any. */
  readonly day: ReactNode | null;
}

/** Page of a day: what waits, and beside it the day itself, where there is one. */
export function TodayColumns({ children, day }: TodayColumnsProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="today-columns">
      <div className="today-main">{children}</div>
      {day !== null && (
        <Card label={translate('today.day')}>
          <h2 className="today-day-title">{translate('today.day')}</h2>
          {day}
        </Card>
      )}
    </div>
  );
}
