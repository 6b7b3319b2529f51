import { CalendarPlus, Coffee, Plus, Undo2, Utensils } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { maximumAgendaDays, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { ClockTimeField } from '#renderer/field/parts/clock-time-field.tsx';
import { RemovalConflictBannerView } from '#renderer/field/parts/removal-conflict-banner-view.tsx';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, CollapsedLine, PageSection } from '#renderer/ui';
import {
  type AgendaDayFacts,
  type AgendaHandlers,
  type AgendaSession,
  durationMessage,
  type RemovedSession,
  type SessionConflict,
  type SessionDropTarget,
  type ShownTimeConflict,
  type TimeRemedy,
} from './agenda-facts.ts';
import { StartAgendaView, type TemplateOffer } from './start-agenda-view.tsx';
import './agenda.css';

interface AgendaViewProps {
  readonly days: readonly AgendaDayFacts[];
  /** Draw one session; an `AgendaRowView`. */
  readonly row: (agendaSession: AgendaSession, day: number | null) => ReactNode;
  /** Templates to start an empty agenda from. */
  readonly templates: readonly TemplateOffer[];
  readonly removed: RemovedSession | null;
  readonly contested: readonly SessionConflict[];
  readonly problem: Message | null;
  readonly dropAt: SessionDropTarget | null;
  readonly isReadOnly: boolean;
  readonly acts: AgendaHandlers;
}

/** The agenda by day, each day with its sessions and its length. */
export function AgendaView(props: AgendaViewProps): ReactElement {
  const { days, problem, contested, isReadOnly, acts } = props;
  const translate = useTranslate();
  const lastDay = Math.max(0, ...days.map(({ day }) => day ?? 0));
  const isEmpty = days.every(({ sessions }) => sessions.length === 0);
  return (
    <div className="wa-agenda">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {contested.map((sessionConflict) => (
        <RemovalConflictBannerView
          key={sessionConflict.id}
          name={sessionConflict.title === '' ? translate('workshop.session.untitled') : sessionConflict.title}
          removedBy={sessionConflict.removedBy}
          editedBy={sessionConflict.editedBy}
          acts={
            isReadOnly
              ? null
              : {
                  onRestore: () => acts.onRestore(sessionConflict.id),
                  onKeepRemoved: () => acts.onKeepRemoved(sessionConflict.id),
                }
          }
        />
      ))}
      {isEmpty && props.removed === null ? (
        <StartAgendaView templates={props.templates} isReadOnly={isReadOnly} acts={acts} />
      ) : (
        <>
          {days.map((dayFacts) => (
            <AgendaDayView
              key={dayFacts.day ?? 'undated'}
              day={dayFacts}
              row={props.row}
              removed={props.removed?.day === dayFacts.day ? props.removed : null}
              dropAt={props.dropAt}
              isReadOnly={isReadOnly}
              acts={acts}
            />
          ))}
          {!isReadOnly && lastDay < maximumAgendaDays && (
            <div>
              <Button kind="quiet" icon={CalendarPlus} onPress={() => acts.onAdd(lastDay + 1)}>
                {translate('workshop.agenda.addDay')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface AgendaDayViewProps {
  readonly day: AgendaDayFacts;
  /** Draw one session; an `AgendaRowView`. */
  readonly row: (agendaSession: AgendaSession, day: number | null) => ReactNode;
  readonly removed: RemovedSession | null;
  /** Target of the dragged session. */
  readonly dropAt: SessionDropTarget | null;
  readonly isReadOnly: boolean;
  readonly acts: AgendaHandlers;
}

/** One day of the agenda. Sessions can be dropped on it. */
function AgendaDayView({ day, row, removed, dropAt, isReadOnly, acts }: AgendaDayViewProps): ReactElement {
  const translate = useTranslate();
  const sum = translate('workshop.agenda.sum', {
    count: withoutPauses(day.sessions).length,
    time: translate(durationMessage(day.minutes)),
  });
  const isDropEnd = dropAt?.day === day.day && dropAt.at >= day.sessions.length;
  return (
    <PageSection
      title={useAgendaDayTitle(day)}
      action={
        <div className="wa-day-head">
          <DayStart day={day} isReadOnly={isReadOnly} acts={acts} />
          <span className="wa-sum">{sum}</span>
          {day.deliveredMinutes !== null && (
            <span className="wa-sum">
              {translate('workshop.agenda.delivered', {
                time: translate(durationMessage(day.deliveredMinutes)),
              })}
            </span>
          )}
        </div>
      }
    >
      <div className="wa-day" data-day={day.day ?? 0}>
        <ol className="wa-sessions">
          {day.sessions.map((agendaSession, at) => (
            <li
              key={agendaSession.id}
              data-session={agendaSession.id}
              data-drop={(dropAt?.day === day.day && dropAt.at === at) || undefined}
            >
              {row(agendaSession, day.day)}
              <TimeConflictsView
                session={agendaSession}
                isReadOnly={isReadOnly}
                onResolve={(timeRemedy) => acts.onResolve(agendaSession.id, timeRemedy)}
              />
            </li>
          ))}
        </ol>
        {removed !== null && <RemovedSessionLine removed={removed} acts={acts} />}
        <div className="wa-day-end" data-drop={isDropEnd || undefined}>
          {isReadOnly ? (
            day.sessions.length === 0 && <p className="wa-none">{translate('workshop.agenda.dayEmpty')}</p>
          ) : (
            <>
              <Button
                kind="quiet"
                icon={Plus}
                onPress={() => acts.onAdd(day.day)}
                {...(day.day !== null && { label: translate('workshop.agenda.addTo', { day: day.day }) })}
              >
                {translate('workshop.agenda.add')}
              </Button>
              <Button kind="quiet" icon={Coffee} onPress={() => acts.onAdd(day.day, 'break')}>
                {translate('workshop.agenda.addBreak')}
              </Button>
              <Button kind="quiet" icon={Utensils} onPress={() => acts.onAdd(day.day, 'lunch')}>
                {translate('workshop.agenda.addLunch')}
              </Button>
            </>
          )}
        </div>
      </div>
    </PageSection>
  );
}

interface DayStartProps {
  readonly day: AgendaDayFacts;
  readonly isReadOnly: boolean;
  readonly acts: AgendaHandlers;
}

/** Start of a day, from which its times follow. */
function DayStart({ day: { day, startsAt }, isReadOnly, acts }: DayStartProps): ReactElement | null {
  const translate = useTranslate();
  if (day === null) return null;
  return (
    <span className="wa-day-start">
      <span aria-hidden>{translate('workshop.agenda.starts')}</span>
      <ClockTimeField
        label={translate('workshop.agenda.startOf', { day })}
        hideLabel
        value={startsAt}
        onSave={(start) => acts.onDayStart(day, start)}
        isReadOnly={isReadOnly}
      />
    </span>
  );
}

function RemovedSessionLine({
  removed,
  acts,
}: {
  readonly removed: RemovedSession;
  readonly acts: AgendaHandlers;
}): ReactElement {
  const translate = useTranslate();
  const title = removed.title === '' ? translate('workshop.session.untitled') : removed.title;
  return (
    <div className="wa-removed" role="status">
      <CollapsedLine
        action={
          <Button kind="quiet" icon={Undo2} onPress={() => acts.onRestore(removed.id)}>
            {translate('workshop.agenda.undo')}
          </Button>
        }
      >
        {translate('workshop.agenda.removed', { title })}
      </CollapsedLine>
    </div>
  );
}

/** "Day 2 · 25 Nov 2026". */
export function useAgendaDayTitle({ day, dateMs }: AgendaDayFacts): string {
  const translate = useTranslate();
  const format = useFormat();
  if (day === null) return translate('workshop.agenda.undated');
  return dateMs === null
    ? translate('value.sessionDay', { day })
    : translate('workshop.agenda.dayOn', { day, date: format.date(dateMs) });
}

interface TimeConflictsViewProps {
  readonly session: AgendaSession;
  readonly isReadOnly: boolean;
  readonly onResolve: (timeRemedy: TimeRemedy) => void;
}

/** Conflicts of time of one session, each with its usual remedies. */
function TimeConflictsView({ session, isReadOnly, onResolve }: TimeConflictsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (session.timeConflicts.length === 0) return null;
  return (
    <div className="wa-time-conflicts">
      {session.timeConflicts.map((shownTimeConflict, at) => (
        <Banner
          key={`${shownTimeConflict.conflict.kind} ${at}`}
          meaning={shownTimeConflict.conflict.kind === 'gap' ? 'info' : 'wait'}
          isQuiet={shownTimeConflict.conflict.kind === 'gap'}
          actions={
            isReadOnly
              ? undefined
              : remediesOf(shownTimeConflict).map(({ remedy, label }) => (
                  <Button key={remedy.kind} onPress={() => onResolve(remedy)}>
                    {translate(label)}
                  </Button>
                ))
          }
        >
          {translate(timeConflictMessage(shownTimeConflict))}
        </Banner>
      ))}
    </div>
  );
}

/** A conflict of time in a sentence. */
function timeConflictMessage({ conflict, other }: ShownTimeConflict): Message {
  const name = other?.name ?? '';
  switch (conflict.kind) {
    case 'overlap':
      return { key: 'workshop.time.overlap', values: { minutes: conflict.minutes, other: name } };
    case 'roomTaken':
      return { key: 'workshop.time.roomTaken', values: { room: conflict.room, other: name } };
    case 'outOfOrder':
      return { key: 'workshop.time.outOfOrder', values: { other: name } };
    case 'pastMidnight':
      return { key: 'workshop.time.pastMidnight', values: { minutes: conflict.minutes } };
    case 'gap':
      return { key: 'workshop.time.gap', values: { minutes: conflict.minutes, other: name } };
  }
}

interface OfferedRemedy {
  readonly remedy: TimeRemedy;
  readonly label: Message;
}

function remediesOf({ conflict, other, freeAt }: ShownTimeConflict): readonly OfferedRemedy[] {
  const follow: OfferedRemedy = { remedy: { kind: 'follow' }, label: { key: 'workshop.time.follow' } };
  if (conflict.kind === 'outOfOrder' || conflict.kind === 'gap') return [follow];
  if (other === null) return [];
  const move: OfferedRemedy = {
    remedy: { kind: 'move', starts: freeAt },
    label: { key: 'workshop.time.moveTo', values: { time: freeAt } },
  };
  const minutes = conflict.kind === 'overlap' ? other.minutes - conflict.minutes : 0;
  if (minutes <= 0) return [move];
  return [
    {
      remedy: { kind: 'shorten', other: other.id, minutes },
      label: { key: 'workshop.time.shorten', values: { other: other.name, minutes } },
    },
    move,
  ];
}
