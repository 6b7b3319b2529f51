import { ListTree } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { nationalPolicyTemplate } from '#domain/workshop/templates.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import type { AgendaActs, ContestedSession, RemovedSession, ShownDay } from './agenda-facts.ts';
import { AgendaRowView, type SessionActs } from './agenda-row-view.tsx';
import { AgendaView } from './agenda-view.tsx';
import { NotesEditor } from './notes-editor.tsx';
import { ReadOnlyBannerView } from './read-only-banner-view.tsx';
import { sampleDays, standing } from './sample-agenda.ts';
import { sampleNotes } from './sample-notes.ts';
import { SessionListView } from './session-list-view.tsx';
import { SessionView } from './session-view.tsx';
import { UnreadableNotesView } from './unreadable-notes-view.tsx';
import { WorkshopFactsView } from './workshop-facts-view.tsx';

export const about: StoriesAbout = { title: 'Workshop', layout: 'page' };

const nothing = (): void => undefined;

const sessionActs: SessionActs = {
  onOpen: nothing,
  onMove: nothing,
  onMoveToDay: nothing,
  onRemove: nothing,
  onOpenConflicts: nothing,
};
const agendaActs: AgendaActs = {
  onAdd: nothing,
  onTemplate: nothing,
  onBringBack: nothing,
  onKeepRemoved: nothing,
};

const workshopTitle = 'National policy and capability planning, Port Arland';

export function Agenda(): ReactElement {
  return <AgendaStory days={sampleDays} />;
}

export function AgendaWithoutSessions(): ReactElement {
  return <AgendaStory days={[{ day: 1, dateMs: null, minutes: 0, sessions: [] }]} />;
}

export function AgendaReadOnly(): ReactElement {
  return <AgendaStory days={sampleDays} isReadOnly />;
}

export function SessionRemovedAMomentAgo(): ReactElement {
  return (
    <AgendaStory
      days={sampleDays}
      removed={{ id: 'gone', title: 'Site visit to the training centre', day: 1 }}
    />
  );
}

export function RemovedWhileEdited(): ReactElement {
  const contested = { id: 'c', title: 'Working with companies, academia and civil society', day: 2 };
  return (
    <AgendaStory
      days={sampleDays}
      contested={[{ ...contested, removedBy: 'A. Second trainer', editedBy: 'B. Rapporteur' }]}
    />
  );
}

export function AgendaRefused(): ReactElement {
  return <AgendaStory days={sampleDays} isRefused />;
}

export function SessionWithNotes(): ReactElement {
  return (
    <SessionStory>
      <Notes />
    </SessionStory>
  );
}

export function SessionNotesReadOnly(): ReactElement {
  return (
    <SessionStory isReadOnly>
      <Notes isReadOnly />
    </SessionStory>
  );
}

export function SessionNotesOfANewerVersion(): ReactElement {
  const say = useSay();
  return (
    <SessionStory>
      <UnreadableNotesView
        label={say('workshop.notes.title')}
        text={'Open questions\nWho signs the request form?\nجهة الاتصال في الوزارة'}
      />
    </SessionStory>
  );
}

interface AgendaStoryProps {
  readonly days: readonly ShownDay[];
  readonly removed?: RemovedSession;
  readonly contested?: readonly ContestedSession[];
  readonly isReadOnly?: boolean;
  readonly isRefused?: boolean;
}

function AgendaStory(props: AgendaStoryProps): ReactElement {
  const { days, removed = null, contested = [], isReadOnly = false, isRefused = false } = props;
  const say = useSay();
  const sessions = days.flatMap((day) => day.sessions);
  const facts = (
    <WorkshopFactsView
      title={standing(workshopTitle)}
      from={standing('2026-11-24')}
      to={standing('24 November', { key: 'workshop.day.wrong' })}
      status="under-way"
      statuses={['draft', 'confirmed', 'under-way', 'completed']}
      onStatus={nothing}
      counts={{
        sessions: sessions.length,
        minutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
        withNotes: sessions.filter(({ hasNotes }) => hasNotes).length,
      }}
      isReadOnly={isReadOnly}
    />
  );
  return (
    <WorkshopFrame title={workshopTitle}>
      <SplitColumns
        label={say('workshop.agenda.label')}
        end={{ title: say('workshop.facts.title'), content: facts }}
      >
        {isReadOnly && <ReadOnlyBannerView mode="reading" />}
        <AgendaView
          days={days}
          row={(session) => (
            <AgendaRowView
              session={session}
              title={standing(session.title)}
              minutes={standing(session.minutes === null ? '' : String(session.minutes))}
              acts={sessionActs}
              can={{ up: true, down: true }}
              days={[1, 2, 3, 4, 5]}
              isReadOnly={isReadOnly}
            />
          )}
          template={nationalPolicyTemplate}
          removed={removed}
          contested={contested}
          problem={isRefused ? { key: 'frame.refused.documentIsFinal' } : null}
          dropAt={null}
          isReadOnly={isReadOnly}
          acts={agendaActs}
        />
      </SplitColumns>
    </WorkshopFrame>
  );
}

function SessionStory({
  children,
  isReadOnly = false,
}: {
  readonly children: ReactNode;
  readonly isReadOnly?: boolean;
}): ReactElement {
  const say = useSay();
  const session = sampleDays[0]?.sessions[1];
  return (
    <WorkshopFrame title={`1.2 ${session?.title ?? ''}`} crumb={workshopTitle}>
      <SplitColumns
        label={say('workshop.notes.title')}
        start={{
          title: say('workshop.session.sessions'),
          content: <SessionListView days={sampleDays} current={session?.id ?? ''} onOpen={nothing} />,
        }}
      >
        {isReadOnly && <ReadOnlyBannerView mode="final" />}
        <SessionView
          title={standing(session?.title ?? '')}
          minutes={standing('75')}
          method={standing(session?.method ?? '')}
          output={standing(session?.output ?? '')}
          notes={children}
          notesProblem={null}
          go={{ before: nothing, after: nothing }}
          isReadOnly={isReadOnly}
        />
      </SplitColumns>
    </WorkshopFrame>
  );
}

function Notes({ isReadOnly = false }: { readonly isReadOnly?: boolean }): ReactElement {
  const say = useSay();
  const [document] = useState(sampleNotes);
  return (
    <NotesEditor
      document={document}
      label={say('workshop.notes.title')}
      isReadOnly={isReadOnly}
      onBlur={nothing}
    />
  );
}

interface WorkshopFrameProps {
  readonly title: string;
  readonly crumb?: string;
  readonly children: ReactNode;
}

function WorkshopFrame({ title, crumb, children }: WorkshopFrameProps): ReactElement {
  const say = useSay();
  return (
    <Frame
      rail={<SampleRail />}
      title={title}
      crumbs={[
        { label: 'Arlandia', href: '#' },
        { label: say('frame.rail.workshops'), href: '#' },
        ...(crumb === undefined ? [] : [{ label: crumb, href: '#' }]),
      ]}
      actions={crumb !== undefined && <Button icon={ListTree}>{say('workshop.session.whole')}</Button>}
      status={<SampleStatus network="none" waiting={12} />}
    >
      {children}
    </Frame>
  );
}
