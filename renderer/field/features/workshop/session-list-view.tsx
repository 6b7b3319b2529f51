import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { useDayTitle } from './agenda-day-view.tsx';
import type { ShownDay } from './agenda-facts.ts';
import { timeMessage } from './time-message.ts';
import './workshop.css';

interface SessionListViewProps {
  readonly days: readonly ShownDay[];
  readonly current: string;
  readonly onOpen: (session: string) => void;
}

/** The agenda in short, to go from session to session. */
export function SessionListView({ days, current, onOpen }: SessionListViewProps): ReactElement {
  return (
    <div className="ww-list">
      {days
        .filter(({ sessions }) => sessions.length > 0)
        .map((day) => (
          <DayList key={day.day ?? 'undated'} day={day} current={current} onOpen={onOpen} />
        ))}
    </div>
  );
}

interface DayListProps extends Omit<SessionListViewProps, 'days'> {
  readonly day: ShownDay;
}

function DayList({ day, current, onOpen }: DayListProps): ReactElement {
  const say = useSay();
  const title = useDayTitle(day);
  return (
    <div>
      <h2>{title}</h2>
      <NavList
        label={title}
        current={current}
        onGo={onOpen}
        items={day.sessions.map(({ id, number, title: name, minutes, hasNotes }) => ({
          id,
          code: number,
          title: name === '' ? say('workshop.session.untitled') : name,
          note: minutes === null ? undefined : say(timeMessage(minutes)),
          end: hasNotes && (
            <NotebookPen
              className="fb-icon ww-has-notes"
              role="img"
              aria-label={say('workshop.session.hasNotes')}
            />
          ),
        }))}
      />
    </div>
  );
}
