import { CalendarPlus, LayoutTemplate, ListPlus, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { mostDays } from '#domain/workshop/agenda.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { DayView } from './agenda-day-view.tsx';
import type {
  AgendaActs,
  AgendaSession,
  ContestedSession,
  DropPlace,
  RemovedSession,
  ShownDay,
} from './agenda-facts.ts';
import './agenda.css';

interface AgendaViewProps {
  readonly days: readonly ShownDay[];
  /** Draws one session; an `AgendaRowView`. */
  readonly row: (session: AgendaSession, day: number | null) => ReactNode;
  readonly template: { readonly code: string; readonly title: string };
  readonly removed: RemovedSession | null;
  readonly contested: readonly ContestedSession[];
  readonly problem: Message | null;
  readonly dropAt: DropPlace | null;
  readonly isReadOnly: boolean;
  readonly acts: AgendaActs;
}

/** The agenda by day, each day with its sessions and its length. */
export function AgendaView(props: AgendaViewProps): ReactElement {
  const { days, problem, contested, isReadOnly, acts } = props;
  const say = useSay();
  const lastDay = Math.max(0, ...days.map(({ day }) => day ?? 0));
  const isEmpty = days.every(({ sessions }) => sessions.length === 0);
  return (
    <div className="wa-agenda">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      {contested.map((session) => (
        <ContestedBanner key={session.id} session={session} isReadOnly={isReadOnly} acts={acts} />
      ))}
      {isEmpty && props.removed === null ? (
        <NoSessions {...props} />
      ) : (
        <>
          {days.map((day) => (
            <DayView
              key={day.day ?? 'undated'}
              day={day}
              row={props.row}
              removed={props.removed?.day === day.day ? props.removed : null}
              dropAt={props.dropAt}
              isReadOnly={isReadOnly}
              acts={acts}
            />
          ))}
          {!isReadOnly && lastDay < mostDays && (
            <div>
              <Button kind="quiet" icon={CalendarPlus} onPress={() => acts.onAdd(lastDay + 1)}>
                {say('workshop.agenda.addDay')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface ContestedBannerProps {
  readonly session: ContestedSession;
  readonly isReadOnly: boolean;
  readonly acts: AgendaActs;
}

function ContestedBanner({ session, isReadOnly, acts }: ContestedBannerProps): ReactElement {
  const say = useSay();
  const { id, title, removedBy, editedBy } = session;
  return (
    <Banner
      meaning="bad"
      title={say('workshop.contested.title', {
        title: title === '' ? say('workshop.session.untitled') : title,
      })}
      actions={
        !isReadOnly && (
          <>
            <Button onPress={() => acts.onBringBack(id)}>{say('workshop.contested.bringBack')}</Button>
            <Button onPress={() => acts.onKeepRemoved(id)}>{say('workshop.contested.keepRemoved')}</Button>
          </>
        )
      }
    >
      {say('workshop.contested.text', { removedBy, editedBy })}
    </Banner>
  );
}

function NoSessions({ template, isReadOnly, acts }: AgendaViewProps): ReactElement {
  const say = useSay();
  return (
    <EmptyState
      icon={ListPlus}
      title={say('workshop.empty.title')}
      action={
        !isReadOnly && (
          <div className="wa-start">
            <Button kind="primary" icon={LayoutTemplate} onPress={acts.onTemplate}>
              {say('workshop.empty.template', { code: template.code })}
            </Button>
            <Button icon={Plus} onPress={() => acts.onAdd(1)}>
              {say('workshop.agenda.add')}
            </Button>
          </div>
        )
      }
    >
      {say(isReadOnly ? 'workshop.empty.readOnly' : 'workshop.empty.text', { title: template.title })}
    </EmptyState>
  );
}
