import { ListTree } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { readLearningObjectives } from '#domain/workshop/workshop.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { Button, ScreenLayout, SplitColumns, Switch } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import type {
  AgendaDayFacts,
  AgendaHandlers,
  RemovedSession,
  SessionConflict,
} from './agenda/agenda-facts.ts';
import { AgendaRowView, type SessionHandlers } from './agenda/agenda-row-view.tsx';
import { AgendaView } from './agenda/agenda-view.tsx';
import { LearningObjectivesView, learningObjectiveRows } from './agenda/learning-objectives.tsx';
import { WorkshopDetailsView, workshopDetailRows } from './agenda/workshop-details-view.tsx';
import { NotesEditor } from './notes-editor.tsx';
import { sampleNotes } from './sample-notes.ts';
import { sampleDays, sampleWorkshop, savedByItself, staticEditedText } from './sample-workshop.ts';
import { SessionListView } from './session-list-view.tsx';
import { SessionView, sessionRows, UnreadableNotesView } from './session-view.tsx';
import { WorkshopReadOnlyBannerView } from './workshop-read-only-banner-view.tsx';

export const about: StoriesAbout = { title: 'Workshop', layout: 'page' };

const nothing = (): void => undefined;

const sessionActs: SessionHandlers = {
  onOpen: nothing,
  onDetails: nothing,
  onMove: nothing,
  onMoveToDay: nothing,
  onRemove: nothing,
  onOpenConflicts: nothing,
};
const agendaActs: AgendaHandlers = {
  onAdd: nothing,
  onTemplate: nothing,
  onCopy: nothing,
  onDayStart: nothing,
  onResolve: nothing,
  onRestore: nothing,
  onKeepRemoved: nothing,
};

const templateOffers = [
  {
    code: 'W1',
    title: 'National policy and capability planning',
    days: 4,
    sessions: 15,
    minutes: 1140,
    audience: 'coordination body, ministries, police, prosecution, judiciary, oversight, academia',
  },
  {
    code: 'W5',
    title: 'Follow-up and progress review',
    days: 2,
    sessions: 10,
    minutes: 645,
    audience: 'institutions with open recommendations',
  },
];

const workshopTitle = 'National policy and capability planning, Port Arland';

export function Agenda(): ReactElement {
  return <AgendaStory days={sampleDays} />;
}

export function AgendaWithoutSessions(): ReactElement {
  const empty = { day: 1, dateMs: null, startsAt: '09:00', minutes: 0, deliveredMinutes: null, sessions: [] };
  return <AgendaStory days={[empty]} />;
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
  const translate = useTranslate();
  return (
    <SessionStory>
      <UnreadableNotesView
        label={translate('path.session.notes')}
        text={'Open questions\nWho signs the request form?\nجهة الاتصال في الوزارة'}
      />
    </SessionStory>
  );
}

interface AgendaStoryProps {
  readonly days: readonly AgendaDayFacts[];
  readonly removed?: RemovedSession;
  readonly contested?: readonly SessionConflict[];
  readonly isReadOnly?: boolean;
  readonly isRefused?: boolean;
}

function AgendaStory(props: AgendaStoryProps): ReactElement {
  const { days, removed = null, contested = [], isReadOnly = false, isRefused = false } = props;
  const translate = useTranslate();
  const agendaSessions = days.flatMap((day) => day.sessions);
  const facts = (
    <WorkshopDetailsView
      template="W1"
      refusal={isRefused ? translate('frame.refused.documentIsFinal') : null}
      fields={
        <RecordFields
          subject={{ kind: 'workshop' }}
          rows={workshopDetailRows}
          values={{
            title: workshopTitle,
            from: '2026-11-24',
            to: '2026-11-27',
            status: 'under-way',
            mode: 'on-site',
            host: 'National coordination office',
            place: 'Port Arland',
            // As it was typed: a language of no such name.
            languages: 'Anglish',
            'non-attribution': true,
          }}
          onChange={nothing}
          options={savedByItself(workshopDetailRows)}
          drawn={{
            'non-attribution': (
              <Switch
                label={translate('path.nonAttribution')}
                description={translate('path.nonAttribution.help')}
                isOn
                onChange={nothing}
                isDisabled={isReadOnly}
              />
            ),
          }}
          isReadOnly={isReadOnly}
        />
      }
      noticeOn={null}
      onNotice={nothing}
      counts={{
        sessions: agendaSessions.length,
        minutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
        withNotes: agendaSessions.filter(({ hasNotes }) => hasNotes).length,
      }}
      objectives={
        <LearningObjectivesView
          objectives={readLearningObjectives(sampleWorkshop)}
          field={({ id, code, text }) => (
            <RecordFields
              subject={{ kind: 'workshop', below: `objectives/${id}` }}
              rows={learningObjectiveRows}
              values={{ text }}
              onChange={nothing}
              options={savedByItself(learningObjectiveRows, { text: { label: code } })}
              isReadOnly={isReadOnly}
            />
          )}
          onAdd={nothing}
          onRemove={nothing}
          isReadOnly={isReadOnly}
        />
      }
    />
  );
  return (
    <WorkshopFrame title={workshopTitle}>
      <SplitColumns
        label={translate('workshop.section.agenda')}
        end={{ title: translate('workshop.facts.title'), content: facts }}
      >
        {isReadOnly && <WorkshopReadOnlyBannerView mode="reading" />}
        <AgendaView
          days={days}
          row={(agendaSession) => (
            <AgendaRowView
              session={agendaSession}
              title={staticEditedText(agendaSession.title)}
              minutes={staticEditedText(agendaSession.minutes === null ? '' : String(agendaSession.minutes))}
              acts={sessionActs}
              can={{ up: true, down: true }}
              days={[1, 2, 3, 4, 5]}
              isCurrent={agendaSession.number === '1.2'}
              isReadOnly={isReadOnly}
            />
          )}
          templates={templateOffers}
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
  const translate = useTranslate();
  const agendaSession = sampleDays[0]?.sessions[1];
  return (
    <WorkshopFrame title={`1.2 ${agendaSession?.title ?? ''}`} crumb={workshopTitle}>
      <SplitColumns
        label={translate('path.session.notes')}
        start={{
          title: translate('path.sessions'),
          content: <SessionListView days={sampleDays} current={agendaSession?.id ?? ''} onOpen={nothing} />,
        }}
      >
        {isReadOnly && <WorkshopReadOnlyBannerView mode="final" />}
        <SessionView
          fields={
            <RecordFields
              subject={{ kind: 'workshop', below: 'sessions/w1-02' }}
              rows={sessionRows}
              values={{
                title: agendaSession?.title,
                minutes: 75,
                method: agendaSession?.method,
                output: agendaSession?.output,
              }}
              onChange={nothing}
              options={savedByItself(sessionRows)}
              isReadOnly={isReadOnly}
            />
          }
          notes={children}
          notesProblem={null}
          go={{ before: nothing, after: nothing }}
        />
      </SplitColumns>
    </WorkshopFrame>
  );
}

function Notes({ isReadOnly = false }: { readonly isReadOnly?: boolean }): ReactElement {
  const translate = useTranslate();
  const [document] = useState(sampleNotes);
  return (
    <NotesEditor
      document={document}
      label={translate('path.session.notes')}
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
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={title}
      crumbs={[
        { label: 'Arlandia', href: '#' },
        { label: translate('value.documentKind.workshops'), href: '#' },
        ...(crumb === undefined ? [] : [{ label: crumb, href: '#' }]),
      ]}
      actions={crumb !== undefined && <Button icon={ListTree}>{translate('workshop.session.whole')}</Button>}
      status={<SampleStatus network="none" waiting={12} />}
    >
      {children}
    </ScreenLayout>
  );
}
