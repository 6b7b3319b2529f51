import { ListTree } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useMissionCrumbs } from '#renderer/field/app/use-mission-crumbs.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { Agenda } from './agenda.tsx';
import { agendaOf } from './agenda-facts.ts';
import { ReadOnlyBannerView } from './read-only-banner-view.tsx';
import { SessionList } from './session-list.tsx';
import { SessionPage } from './session-page.tsx';
import { WorkshopFacts } from './workshop-facts.tsx';

interface WorkshopScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** The session whose notes are open; without it the agenda is shown. */
  readonly session?: string | undefined;
}

/** One workshop: its agenda, or one of its sessions with notes. */
export function WorkshopScreen({ log, doc, session }: WorkshopScreenProps): ReactElement {
  const found = useQuery('document', { log, doc });
  const crumbs = useMissionCrumbs(log, 'workshops');
  if (found.kind === 'loading')
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (found.answer === null) return <NotHereScreen />;
  const isSession = agendaOf(found.answer.document).sessions.some(({ id }) => id === session);
  return isSession && session !== undefined ? (
    <SessionScreen answer={found.answer} current={session} />
  ) : (
    <AgendaScreen answer={found.answer} />
  );
}

function AgendaScreen({ answer }: { readonly answer: DocumentAnswer }): ReactElement {
  const say = useSay();
  const { navigate } = useField();
  const { log, document } = answer;
  const mode = useWriteMode()(answer.roles, document);
  const isReadOnly = mode !== 'open';
  const { days, shown } = agendaOf(document);
  return (
    <ScreenFrame title={useTitle(document)} crumbs={useMissionCrumbs(log, 'workshops')}>
      <SplitColumns
        label={say('workshop.agenda.label')}
        end={{
          title: say('workshop.facts.title'),
          content: <WorkshopFacts answer={answer} isReadOnly={isReadOnly} />,
        }}
      >
        {isReadOnly && <ReadOnlyBannerView mode={mode} />}
        <Agenda
          answer={answer}
          days={days}
          shown={shown}
          isReadOnly={isReadOnly}
          onOpen={(session) => navigate({ screen: 'workshop', log, doc: document.doc, session })}
        />
      </SplitColumns>
    </ScreenFrame>
  );
}

interface SessionScreenProps {
  readonly answer: DocumentAnswer;
  readonly current: string;
}

function SessionScreen({ answer, current }: SessionScreenProps): ReactElement {
  const say = useSay();
  const { navigate } = useField();
  const { log, document } = answer;
  const { doc } = document;
  const mode = useWriteMode()(answer.roles, document);
  const { sessions, shown } = agendaOf(document);
  const inOrder = shown.flatMap((day) => day.sessions);
  const place = inOrder.findIndex(({ id }) => id === current);
  const session = sessions.find(({ id }) => id === current);
  const open = (id: string): void => navigate({ screen: 'workshop', log, doc, session: id });
  const goTo = (id: string | undefined): (() => void) | undefined =>
    id === undefined ? undefined : () => open(id);
  const agenda = { screen: 'workshop', log, doc } as const;
  return (
    <ScreenFrame
      title={[inOrder[place]?.number, session?.title || say('workshop.session.untitled')].join(' ').trim()}
      crumbs={[...useMissionCrumbs(log, 'workshops'), { label: useTitle(document), href: addressOf(agenda) }]}
      actions={
        <Button icon={ListTree} onPress={() => navigate(agenda)}>
          {say('workshop.session.whole')}
        </Button>
      }
    >
      <SplitColumns
        label={say('workshop.notes.title')}
        start={{
          title: say('workshop.session.sessions'),
          content: <SessionList days={shown} current={current} onOpen={open} />,
        }}
      >
        {mode !== 'open' && <ReadOnlyBannerView mode={mode} />}
        {session && (
          <SessionPage
            key={current}
            answer={answer}
            session={session}
            go={{ before: goTo(inOrder[place - 1]?.id), after: goTo(inOrder[place + 1]?.id) }}
            isReadOnly={mode !== 'open'}
          />
        )}
      </SplitColumns>
    </ScreenFrame>
  );
}

/** What the workshop is called; says so when it has no title. */
function useTitle(document: Document): string {
  const say = useSay();
  const title = valueAt(document, 'title');
  return typeof title === 'string' && title !== '' ? title : say('workshop.untitled');
}
