import { type ReactElement, useState } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { formPart } from '#domain/draft/text-draft.ts';
import { maximumNoteLength, type NoteDraft } from '#domain/interview/interview-note.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, DateField, TextArea, TextField } from '#renderer/ui';
import './notes.css';
import { Laptop } from 'lucide-react';

interface NoteViewProps {
  readonly draft: NoteDraft;
  readonly isReadOnly: boolean;
  /** Just begun: the cursor is in the first field. */
  readonly isNew: boolean;
  /** Institutions to choose from. */
  readonly institutions: readonly KnownInstitution[];
  /** Reason why the text on the screen is not saved. */
  readonly problem: Message | null;
  readonly onChange: (noteDraft: Partial<NoteDraft>) => void;
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

/** Banner: interview notes stay on this laptop, and until when (docs/requirements.md E). */
export function LocalNotesBannerView(): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="info" icon={Laptop} title={translate('note.local.title')}>
      {translate('note.local.text')}
    </Banner>
  );
}
