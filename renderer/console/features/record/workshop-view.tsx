import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Session } from '#domain/workshop/read-sessions.ts';
import { RichText } from '#renderer/console/parts/rich-text.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import './workshop-view.css';
import './record.css';

interface WorkshopViewProps {
  readonly sessions: readonly Session[];
  /** The id of the one session to show; null for all. */
  readonly only: string | null;
}

/** A workshop's sessions in the agenda's order, each with its notes. */
export function WorkshopView({ sessions, only }: WorkshopViewProps): ReactElement {
  const say = useSay();
  if (sessions.length === 0) {
    return (
      <EmptyState icon={NotebookPen} title={say('console.workshop.empty')}>
        {say('console.workshop.empty.text')}
      </EmptyState>
    );
  }
  return (
    <div className="console-dimension">
      {sessions.map(
        (session, at) =>
          (only === null || only === session.id) && (
            <SessionCard key={session.id} session={session} number={at + 1} />
          ),
      )}
    </div>
  );
}

interface SessionCardProps {
  readonly session: Session;
  readonly number: number;
}

function SessionCard({ session, number }: SessionCardProps): ReactElement {
  const say = useSay();
  const title = session.title === '' ? say('console.untitled') : session.title;
  const facts = [
    session.day !== null && say('console.workshop.day', { day: session.day }),
    session.minutes !== null && say('console.workshop.minutes', { count: session.minutes }),
  ].filter((fact) => fact !== false);
  return (
    <Card label={title}>
      <header className="console-session-head">
        <h3 dir="auto">
          <span className="console-code">{number}</span> {title}
        </h3>
        <span>{facts.join(' · ')}</span>
      </header>
      {session.notes === undefined ? (
        <p className="console-quiet">{say('console.text.empty')}</p>
      ) : (
        <RichText update={session.notes} />
      )}
    </Card>
  );
}
