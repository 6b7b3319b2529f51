import { type ReactElement, useState } from 'react';
import { maximumNoteLength, type NoteDraft } from '#domain/interview/interview-note.ts';
import { formPart } from '#domain/draft/text-draft.ts';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import {
  Banner,
  Button,
  DateField,
  Dialog,
  ListEntry,
  LongSelect,
  PageSection,
  Select,
  TextArea,
  TextField,
  TextLink,
} from '#renderer/ui';
import './notes.css';
import { Laptop, Plus, Trash2 } from 'lucide-react';
import type { NoteLinkTarget } from './note-rows.ts';

interface NoteViewProps {
  readonly draft: NoteDraft;
  readonly isReadOnly: boolean;
  /** Just begun: the cursor is in the first field. */
  readonly isNew: boolean;
  /** Institutions to choose from. */
  readonly institutions: readonly KnownInstitution[];
  /** Reason why the text on the screen is not saved. */
  readonly problem: Message | null;
  readonly onChange: (part: Partial<NoteDraft>) => void;
  readonly onBlur: () => void;
}

/** Interview note in editing: place, function of the person, day, and content. */
export function NoteView(props: NoteViewProps): ReactElement {
  const { draft, institutions, isReadOnly, isNew, problem, onChange, onBlur } = props;
  const translate = useTranslate();
  // Begun from a question, the note has its institution.
  const [isInstitutionKnown] = useState(draft.institution !== '');
  // One field that is refused holds the others up: all typed texts are drafts then.
  const draftOf = (part: string) =>
    ({ of: 'record', name: formPart('note', draft.id, part), isRefused: problem !== null }) as const;
  return (
    <div className="note-page">
      {/* Headings of the third level are beside it. */}
      <h2 className="fb-hidden">{translate('note.untitled')}</h2>
      <LocalNotesBannerView />
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <div className="note-names">
        <InstitutionSuggestField
          value={draft.institution}
          entry={null}
          known={institutions}
          description={translate('note.institution.help')}
          onChange={({ institution }) => onChange({ institution })}
          onBlur={onBlur}
          maxLength={200}
          draft={draftOf('institution')}
          autoFocus={isNew && !isInstitutionKnown}
          isReadOnly={isReadOnly}
        />
        <TextField
          label={translate('note.function')}
          description={translate('note.function.help')}
          value={draft.function}
          onChange={(role) => onChange({ function: role })}
          autoFocus={isNew && isInstitutionKnown}
          onBlur={onBlur}
          isReadOnly={isReadOnly}
          maxLength={200}
          draft={draftOf('function')}
        />
      </div>
      <div className="note-date">
        <DateField
          label={translate('note.date')}
          value={draft.date}
          onChange={(date) => onChange({ date })}
          onBlur={onBlur}
          isReadOnly={isReadOnly}
        />
      </div>
      <Banner meaning="info" isQuiet>
        {translate('assessment.doNotRecord')}
      </Banner>
      <TextArea
        label={translate('note.text')}
        value={draft.text}
        onChange={(text) => onChange({ text })}
        onBlur={onBlur}
        isReadOnly={isReadOnly}
        maxLength={maximumNoteLength}
        draft={draftOf('text')}
        rows={8}
      />
    </div>
  );
}

interface EraseNoteDialogViewProps {
  readonly isOpen: boolean;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** Question before a note is erased: nobody else has it. */
export function EraseNoteDialogView({ isOpen, onErase, onClose }: EraseNoteDialogViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      role="alertdialog"
      title={translate('note.erase.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} onPress={onErase}>
            {translate('note.erase.now')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <p>{translate('note.erase.text')}</p>
    </Dialog>
  );
}

interface LinkNoteOption {
  readonly id: string;
  readonly label: string;
}

interface LinkNoteDialogViewProps {
  readonly assessments: readonly LinkNoteOption[];
  readonly questions: readonly LinkNoteOption[];
  readonly chosen: { readonly doc: string | null; readonly questions: readonly string[] };
  readonly problem: Message | null;
  readonly onDoc: (doc: string) => void;
  readonly onQuestions: (questions: readonly string[]) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** Dialog that links a note to questions of an assessment, with the parts of the note that are sent. */
export function LinkNoteDialogView(props: LinkNoteDialogViewProps): ReactElement {
  const { assessments, questions, chosen, problem, onDoc, onQuestions, onAdd, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('note.link.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={onAdd}
            isDisabled={chosen.doc === null || chosen.questions.length === 0}
          >
            {translate('note.link.add', { count: chosen.questions.length })}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="note-link">
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {assessments.length === 0 ? (
          <p>{translate('note.link.none')}</p>
        ) : (
          <>
            <p>{translate('note.evidence.what')}</p>
            <Select
              label={translate('note.link.assessment')}
              options={assessments}
              value={chosen.doc}
              onChange={onDoc}
            />
            <LongSelect
              label={translate('note.link.question')}
              options={questions}
              description={translate('evidence.questions.help')}
              value={chosen.questions}
              onChange={onQuestions}
              isMultiple
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

interface NoteSideViewProps {
  readonly links: readonly NoteLinkTarget[];
  readonly dueAtMs: number | null;
  /** Question that the note was begun for, until it is evidence for it. */
  readonly about: { readonly question: string; readonly institution: string } | null;
  /** Reason why it did not become evidence. */
  readonly problem: Message | null;
  /** Absent where nothing may be changed. */
  readonly onUse: (() => void) | undefined;
  readonly onChoose: (() => void) | undefined;
}

/** Side of an interview note: its evidence links, the parts that are sent, and its retention period. */
export function NoteSideView(props: NoteSideViewProps): ReactElement {
  const { links, dueAtMs, about, problem, onUse, onChoose } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div className="note-side">
      <PageSection kind="side" title={translate('path.evidence')}>
        {links.map(({ id, question, institution, href }) => (
          <ListEntry key={id} isBoxed lead={<b>{question}</b>}>
            {href === null ? institution : <TextLink href={href}>{institution}</TextLink>}
          </ListEntry>
        ))}
        <p>{translate(links.length === 0 ? 'note.evidence.none' : 'note.evidence.what')}</p>
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        <div className="note-uses">
          {about && onUse && (
            <Button kind="primary" icon={Plus} onPress={onUse}>
              {translate('note.evidence.use', { question: about.question })}
            </Button>
          )}
          {onChoose && <Button onPress={onChoose}>{translate('note.evidence.choose')}</Button>}
        </div>
      </PageSection>
      <PageSection kind="side" title={translate('note.kept.title')}>
        <p>
          {dueAtMs === null
            ? translate('note.kept.open')
            : translate('note.kept.due', { date: format.date(dueAtMs) })}
        </p>
      </PageSection>
    </div>
  );
}

/** Banner: interview notes stay on this laptop, and until when (docs/requirements.md E). */
export function LocalNotesBannerView(): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="info" icon={Laptop} title={translate('note.local.title')}>
      {translate('note.local.text')}
    </Banner>
  );
}
