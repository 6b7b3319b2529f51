import { Plus, Undo2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { AgendaActs, AgendaSession, DropPlace, RemovedSession, ShownDay } from './agenda-facts.ts';
import { timeMessage } from './time-message.ts';
import './agenda.css';

interface DayViewProps {
  readonly day: ShownDay;
  /** Draws one session; an `AgendaRowView`. */
  readonly row: (session: AgendaSession, day: number | null) => ReactNode;
  readonly removed: RemovedSession | null;
  /** Where the session that is being dragged would go. */
  readonly dropAt: DropPlace | null;
  readonly isReadOnly: boolean;
  readonly acts: AgendaActs;
}

/** One day of the agenda. Sessions can be dropped on it. */
export function DayView({ day, row, removed, dropAt, isReadOnly, acts }: DayViewProps): ReactElement {
  const say = useSay();
  const sum = say('workshop.agenda.sum', { count: day.sessions.length, time: say(timeMessage(day.minutes)) });
  const isDropEnd = dropAt?.day === day.day && dropAt.at >= day.sessions.length;
  return (
    <Section title={useDayTitle(day)} action={<span className="wa-sum">{sum}</span>}>
      <div className="wa-day" data-day={day.day ?? 0}>
        <ol className="wa-sessions">
          {day.sessions.map((session, at) => (
            <li
              key={session.id}
              data-session={session.id}
              data-drop={(dropAt?.day === day.day && dropAt.at === at) || undefined}
            >
              {row(session, day.day)}
            </li>
          ))}
        </ol>
        {removed !== null && <RemovedLine removed={removed} acts={acts} />}
        <div className="wa-day-end" data-drop={isDropEnd || undefined}>
          {isReadOnly ? (
            day.sessions.length === 0 && <p className="wa-none">{say('workshop.agenda.dayEmpty')}</p>
          ) : (
            <Button
              kind="quiet"
              icon={Plus}
              onPress={() => acts.onAdd(day.day)}
              {...(day.day !== null && { label: say('workshop.agenda.addTo', { day: day.day }) })}
            >
              {say('workshop.agenda.add')}
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}

function RemovedLine({
  removed,
  acts,
}: {
  readonly removed: RemovedSession;
  readonly acts: AgendaActs;
}): ReactElement {
  const say = useSay();
  const title = removed.title === '' ? say('workshop.session.untitled') : removed.title;
  return (
    <div className="wa-removed" role="status">
      <CollapsedLine
        action={
          <Button kind="quiet" icon={Undo2} onPress={() => acts.onBringBack(removed.id)}>
            {say('workshop.agenda.undo')}
          </Button>
        }
      >
        {say('workshop.agenda.removed', { title })}
      </CollapsedLine>
    </div>
  );
}

/** "Day 2 · 25 Nov 2026". */
export function useDayTitle({ day, dateMs }: ShownDay): string {
  const say = useSay();
  const format = useFormat();
  if (day === null) return say('workshop.agenda.undated');
  return dateMs === null
    ? say('workshop.agenda.day', { day })
    : say('workshop.agenda.dayOn', { day, date: format.date(dateMs) });
}
