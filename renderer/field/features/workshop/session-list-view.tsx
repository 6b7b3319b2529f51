import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { NavList } from '#renderer/ui';
import './agenda/workshop.css';
import { type AgendaDayFacts, durationMessage } from './agenda/agenda-facts.ts';
import { useAgendaDayTitle } from './agenda/agenda-view.tsx';
import './notes.css';

interface SessionListViewProps {
  readonly days: readonly AgendaDayFacts[];
  readonly current: string;
  readonly onOpen: (session: string) => void;
}

/** Short agenda, to go from session to session. */
export function SessionListView({ days, current, onOpen }: SessionListViewProps): ReactElement {
  return (
    <div className="ww-list">
      {days
        .map((dayFacts) => ({
          ...dayFacts,
          sessions: dayFacts.sessions.filter(({ kind }) => kind === 'session'),
        }))
        .filter(({ sessions }) => sessions.length > 0)
        .map((day) => (
          <SessionDayList key={day.day ?? 'undated'} day={day} current={current} onOpen={onOpen} />
        ))}
    </div>
  );
}

interface SessionDayListProps extends Omit<SessionListViewProps, 'days'> {
  readonly day: AgendaDayFacts;
}

function SessionDayList({ day, current, onOpen }: SessionDayListProps): ReactElement {
  const translate = useTranslate();
  const title = useAgendaDayTitle(day);
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
          title: name === '' ? translate('workshop.session.untitled') : name,
          note: minutes === null ? undefined : translate(durationMessage(minutes)),
          end: hasNotes && (
            <NotebookPen
              className="fb-icon ww-has-notes"
              role="img"
              aria-label={translate('workshop.session.hasNotes')}
            />
          ),
        }))}
      />
    </div>
  );
}
