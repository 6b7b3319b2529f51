import type { ReactElement } from 'react';
import { prepareNote, searchNotes } from '#domain/workshop/search-notes.ts';
import { groupEntries, type SessionEntry } from '#domain/workshop/session-entry.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { NavList, ScreenLayout, SplitColumns } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { savedByItself, staticEditedText } from '../sample-workshop.ts';
import { EntryAddView } from './entry-add.tsx';
import { EntryCardView, type EntryPlan } from './entry-card-view.tsx';
import { EntryFields, type EntryFieldValues } from './entry-fields.tsx';
import type { NotedSession } from './entry-labels.ts';
import { AttributionView, NotesSearchView, NotesView } from './notes-view.tsx';
import { PlanActionView } from './plan-action-view.tsx';

const plainEntry: SessionEntry = {
  id: '',
  session: 's1',
  type: 'key-point',
  text: '',
  speaker: '',
  institution: '',
  institutionType: '',
  owner: '',
  due: null,
  tags: [],
  about: [],
  mark: 'C',
  planItem: null,
  order: 'a0',
};

/** Sessions for stories. */
const sampleSessions: readonly NotedSession[] = [
  { id: 's1', number: '1.2', title: 'Who does what' },
  { id: 's2', number: '2.1', title: 'Guided capability self-assessment' },
];

/** Notes of two sessions as a rapporteur might have typed them, for stories. */
const sampleEntries: readonly SessionEntry[] = [
  {
    ...plainEntry,
    id: 'e1',
    type: 'agreed-action',
    text: 'Draft one request form for service providers, for use by all institutions.',
    owner: 'Prosecution service',
    due: '2027-03-31',
    about: ['D6.4'],
  },
  {
    ...plainEntry,
    id: 'e2',
    text: 'Ratings fall by one level when evidence is asked for.',
    institutionType: 'POL',
    tags: ['evidence', 'method'],
  },
  {
    ...plainEntry,
    id: 'e3',
    session: 's2',
    type: 'risk',
    text: 'لا يوجد بند في الميزانية لتدريب المدربين.',
    tags: ['funds'],
  },
  { ...plainEntry, id: 'e4', session: 's2', type: 'question', text: 'Who may keep copies after the trial?' },
];

export const about: StoriesAbout = { title: 'Session notes', layout: 'page' };

const nothing = (): void => undefined;
const list = { current: null };

export function Notes(): ReactElement {
  return <NotesStory />;
}

export function NotesByTypeReadOnly(): ReactElement {
  return <NotesStory grouping="type" isReadOnly />;
}

export function NotesWithDetails(): ReactElement {
  return <NotesStory detailed="e2" />;
}

export function ActionBeforeThePlan(): ReactElement {
  return <NotesStory asked="e1" />;
}

export function ActionInThePlan(): ReactElement {
  return <NotesStory plan={{ kind: 'item', href: '#', status: 'agreed' }} removed="Who signs?" />;
}

export function NonAttributionWithSpeakers(): ReactElement {
  return <NotesStory attributed={3} plan={{ kind: 'elsewhere' }} />;
}

export function NoNotes(): ReactElement {
  return <NotesStory entries={[]} />;
}

export function NotesFound(): ReactElement {
  const foundNotes = searchNotes(
    sampleEntries.map((entry) =>
      prepareNote({ kind: 'entry' as const, id: entry.id, entry, text: entry.text }),
    ),
    'evidence',
  );
  return (
    <NotesStory search={<NotesSearchView found={foundNotes} sessions={sampleSessions} onOpen={nothing} />} />
  );
}

interface NotesStoryProps {
  readonly entries?: readonly SessionEntry[];
  readonly grouping?: 'session' | 'type';
  readonly detailed?: string;
  readonly asked?: string;
  readonly plan?: EntryPlan;
  readonly removed?: string;
  readonly attributed?: number;
  readonly search?: ReactElement;
  readonly isReadOnly?: boolean;
}

function NotesStory(props: NotesStoryProps): ReactElement {
  const { entries = sampleEntries, grouping = 'session', attributed = 0, isReadOnly = false } = props;
  const translate = useTranslate();
  const sessions = sampleSessions.map(({ id }) => id);
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title="National policy and capability planning, Port Arland"
      crumbs={[{ label: translate('value.documentKind.workshops'), href: '#' }]}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={translate('workshop.section.notes')}
        start={{
          title: translate('path.sessions'),
          content: (
            <div className="we-sessions">
              <NavList
                label={translate('path.sessions')}
                current="s1"
                onGo={nothing}
                items={sampleSessions.map(({ id, number, title }) => ({ id, code: number, title }))}
              />
            </div>
          ),
        }}
      >
        <NotesView
          listRef={list}
          attribution={
            <AttributionView
              isSession={false}
              isNonAttributed={attributed > 0}
              attributed={attributed}
              onSwitch={isReadOnly ? undefined : nothing}
              onRemove={nothing}
            />
          }
          add={
            isReadOnly ? null : (
              <EntryAddView
                draft={{ type: 'risk', text: '', mark: null }}
                destination="1.2 Who does what"
                onDraft={nothing}
                onAdd={() => Promise.resolve(false)}
                hits={null}
                isMarkMissing={props.removed !== undefined}
                formRef={list}
              />
            )
          }
          choice={{ grouping, filter: { type: null, tag: null }, search: '' }}
          onChoice={nothing}
          tags={['evidence', 'funds']}
          found={props.search ?? null}
          groups={groupEntries(entries, grouping, sessions)}
          sessions={sampleSessions}
          removed={props.removed ?? null}
          onRestore={nothing}
          problem={null}
          isEmpty={entries.length === 0}
          card={(entry) => <SampleCard key={entry.id} entry={entry} of={props} />}
        />
      </SplitColumns>
    </ScreenLayout>
  );
}

function SampleCard({
  entry,
  of,
}: {
  readonly entry: SessionEntry;
  readonly of: NotesStoryProps;
}): ReactElement {
  const { detailed, asked, plan = { kind: 'none', onPlan: nothing }, isReadOnly = false } = of;
  const isAction = entry.type === 'agreed-action';
  return (
    <EntryCardView
      entry={entry}
      text={staticEditedText(entry.text)}
      hits={null}
      plan={isAction ? plan : null}
      conflicts={entry.id === 'e4' ? 1 : 0}
      isDetailed={entry.id === detailed}
      isReadOnly={isReadOnly}
      acts={{ onMove: nothing, onRemove: nothing, onDetails: nothing, onOpenConflicts: nothing }}
      cardRef={list}
    >
      <EntryFields
        entry={entry}
        mark={null}
        isAttributed
        isDetailed={entry.id === detailed}
        sessions={[]}
        indicators={[{ id: 'D6.4', label: 'D6.4 Requests' }]}
        isReadOnly={isReadOnly}
        onChange={nothing}
        fields={(fieldsProps) => (
          <RecordFields<EntryFieldValues>
            {...fieldsProps}
            options={savedByItself(fieldsProps.rows, fieldsProps.options)}
            values={{ ...entry, mark: null }}
            onChange={nothing}
            isReadOnly={isReadOnly}
          />
        )}
      />
      {entry.id === asked && (
        <PlanActionView entry={entry} problem={null} onAdd={nothing} onCancel={nothing} />
      )}
    </EntryCardView>
  );
}
