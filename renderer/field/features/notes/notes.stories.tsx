import type { ReactElement, ReactNode } from 'react';
import { LogId } from '#domain/ids.ts';
import { InterviewNoteId, type NoteDraft } from '#domain/interview/interview-note.ts';
import { doNothing } from '#renderer/field/app/frame/sample-frame.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, ScreenLayout, ScreenPage, SplitColumns } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { EraseNoteDialogView } from './erase-note-dialog-view.tsx';
import { LinkNoteDialogView } from './link-note-dialog-view.tsx';
import type { NoteLinkTarget, NoteRow } from './note-rows.ts';
import { NoteSideView } from './note-side-view.tsx';
import { NoteView } from './note-view.tsx';
import { NotesListView } from './notes-list-view.tsx';

export const about: StoriesAbout = { title: 'Interview notes', layout: 'page' };

const noteId = InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001');
const log = LogId.parse('01a20edb-959b-73f4-8228-4dd958d55706');
const dueAtMs = galleryNowMs + 372 * 24 * 60 * 60_000;

interface FramedProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

function Framed({ title, actions, children }: FramedProps): ReactElement {
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={title}
      actions={actions}
      status={<SampleStatus network="none" waiting={12} />}
    >
      {children}
    </ScreenLayout>
  );
}

function useRows(): readonly NoteRow[] {
  const { institution, institutionLong, court, ev1meta, rationale, comment } = useSample();
  const row = { href: '#/missions', changedAtMs: galleryNowMs, dueAtMs: null, questions: [] };
  return [
    {
      ...row,
      id: noteId,
      institution,
      function: ev1meta,
      date: '2026-11-12',
      excerpt: rationale,
      questions: ['D5.4', 'D7.1'],
      dueAtMs,
    },
    {
      ...row,
      id: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000002'),
      institution: court,
      function: '',
      date: '2026-11-11',
      excerpt: comment,
    },
    {
      ...row,
      id: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000003'),
      institution: institutionLong,
      function: '',
      date: null,
      excerpt: '',
    },
  ];
}

interface ListProps {
  readonly rows: readonly NoteRow[];
  readonly words?: string;
  readonly isReadOnly?: boolean;
}

function List({ rows, words = '', isReadOnly = false }: ListProps): ReactElement {
  const translate = useTranslate();
  const { mission } = useSample();
  return (
    <Framed title={mission} actions={!isReadOnly && <Button kind="primary">{translate('note.new')}</Button>}>
      <ScreenPage>
        <NotesListView rows={rows} words={words} onWords={doNothing} isReadOnly={isReadOnly} />
      </ScreenPage>
    </Framed>
  );
}

export function Notes(): ReactElement {
  return <List rows={useRows()} />;
}

export function NoNotesYet(): ReactElement {
  return <List rows={[]} />;
}

export function NothingToNote(): ReactElement {
  return <List rows={[]} isReadOnly />;
}

export function NothingFound(): ReactElement {
  return <List rows={[]} words="zebra" />;
}

interface EditorProps {
  readonly part?: Partial<NoteDraft>;
  readonly links?: readonly NoteLinkTarget[];
  readonly due?: number | null;
  readonly isBegunForAQuestion?: boolean;
  readonly isRefused?: boolean;
  readonly isReadOnly?: boolean;
  readonly over?: ReactNode;
}

function Editor(props: EditorProps): ReactElement {
  const { part, links = [], due = null, isBegunForAQuestion, isRefused, isReadOnly = false, over } = props;
  const translate = useTranslate();
  const { institution, rationale, ev2meta } = useSample();
  const noteDraft: NoteDraft = {
    id: noteId,
    log,
    institution,
    function: '',
    date: '2026-11-13',
    text: `${rationale}\n\n${ev2meta}`,
    links: [],
    ...part,
  };
  return (
    <Framed
      title={noteDraft.institution || translate('note.untitled')}
      actions={<Button>{translate('note.erase')}</Button>}
    >
      <SplitColumns
        label={translate('note.text')}
        end={{
          title: translate('path.evidence'),
          content: (
            <NoteSideView
              links={links}
              dueAtMs={due}
              about={isBegunForAQuestion ? { question: 'D5.4', institution } : null}
              problem={isRefused ? { key: 'note.evidence.nameless' } : null}
              onUse={doNothing}
              onChoose={isReadOnly ? undefined : doNothing}
            />
          ),
        }}
      >
        <NoteView
          isNew={false}
          draft={noteDraft}
          institutions={[]}
          isReadOnly={isReadOnly}
          problem={isRefused ? { key: 'frame.refused.failed' } : null}
          onChange={doNothing}
          onBlur={doNothing}
        />
      </SplitColumns>
      {over}
    </Framed>
  );
}

export function Writing(): ReactElement {
  return <Editor isBegunForAQuestion />;
}

export function NewNote(): ReactElement {
  return <Editor part={{ institution: '', text: '' }} />;
}

export function UsedAsEvidence(): ReactElement {
  const { institution, institutionLong } = useSample();
  return (
    <Editor
      due={dueAtMs}
      links={[
        { id: '1', question: 'D5.4', institution, href: '#/missions' },
        { id: '2', question: 'D7.1', institution: institutionLong, href: null },
      ]}
    />
  );
}

export function NotSaved(): ReactElement {
  return <Editor part={{ institution: '' }} isRefused />;
}

export function ReadOnly(): ReactElement {
  return <Editor isReadOnly />;
}

export function ChoosingQuestions(): ReactElement {
  const { institution, questionTitle } = useSample();
  return (
    <Editor
      over={
        <LinkNoteDialogView
          assessments={[{ id: '1', label: institution }]}
          questions={[{ id: 'D5.4', label: `D5.4 ${questionTitle}` }]}
          chosen={{ doc: '1', questions: ['D5.4'] }}
          problem={null}
          onDoc={doNothing}
          onQuestions={doNothing}
          onAdd={doNothing}
          onClose={doNothing}
        />
      }
    />
  );
}

export function Erasing(): ReactElement {
  return <Editor over={<EraseNoteDialogView isOpen onErase={doNothing} onClose={doNothing} />} />;
}
