import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WorkshopSession } from '#domain/workshop/workshop.ts';
import { useTranslate } from '#renderer/i18n';
import { Card, EmptyState } from '#renderer/ui';
import './workshop-part-view.css';
import { RichTextBlocks } from '#renderer/console/parts/rich-text.tsx';
import '../record.css';

interface WorkshopSessionsViewProps {
  readonly sessions: readonly WorkshopSession[];
  /** The id of the one session to show; null for all. */
  readonly only: string | null;
}

/** A workshop's sessions in the agenda's order, each with its notes. */
export function WorkshopSessionsView({ sessions, only }: WorkshopSessionsViewProps): ReactElement {
  const translate = useTranslate();
  if (sessions.length === 0) {
    return (
      <EmptyState icon={NotebookPen} title={translate('console.workshop.empty')}>
        {translate('console.workshop.empty.text')}
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
  readonly session: WorkshopSession;
  readonly number: number;
}

function SessionCard({ session, number }: SessionCardProps): ReactElement {
  const translate = useTranslate();
  const title = session.title === '' ? translate('value.untitled') : session.title;
  const facts = [
    session.day !== null && translate('value.sessionDay', { day: session.day }),
    session.minutes !== null && translate('value.minutes', { count: session.minutes }),
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
        <p className="console-quiet">{translate('console.text.empty')}</p>
      ) : (
        <RichTextBlocks update={session.notes} />
      )}
    </Card>
  );
}
