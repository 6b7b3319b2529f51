import { useState, type ReactElement } from 'react';
import { longestNote, type NoteDraft } from '#domain/interview/interview-note.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { LocalBannerView } from './local-banner-view.tsx';
import './notes.css';

interface NoteViewProps {
  readonly draft: NoteDraft;
  readonly isReadOnly: boolean;
  /** Somebody has just begun it: the cursor is where they write first. */
  readonly isNew: boolean;
  /** Why what is on the screen is not saved. */
  readonly problem: Message | null;
  readonly onChange: (part: Partial<NoteDraft>) => void;
  readonly onBlur: () => void;
}

/** An interview note as it is written: where, with whom by function, when, what was said. */
export function NoteView(props: NoteViewProps): ReactElement {
  const { draft, isReadOnly, isNew, problem, onChange, onBlur } = props;
  const say = useSay();
  // Begun from a question, it knows the institution.
  const [isInstitutionKnown] = useState(draft.institution !== '');
  return (
    <div className="note-page">
      {/* Beside it stand headings of the third level. */}
      <h2 className="fb-hidden">{say('note.untitled')}</h2>
      <LocalBannerView />
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <div className="note-names">
        <TextField
          label={say('note.institution')}
          description={say('note.institution.help')}
          value={draft.institution}
          onChange={(institution) => onChange({ institution })}
          autoFocus={isNew && !isInstitutionKnown}
          onBlur={onBlur}
          isReadOnly={isReadOnly}
          maxLength={200}
        />
        <TextField
          label={say('note.function')}
          description={say('note.function.help')}
          value={draft.function}
          onChange={(role) => onChange({ function: role })}
          autoFocus={isNew && isInstitutionKnown}
          onBlur={onBlur}
          isReadOnly={isReadOnly}
          maxLength={200}
        />
      </div>
      <div className="note-date">
        <DateField
          label={say('note.date')}
          value={draft.date}
          onChange={(date) => onChange({ date })}
          onBlur={onBlur}
          isReadOnly={isReadOnly}
        />
      </div>
      <Banner meaning="info" isQuiet>
        {say('assessment.doNotRecord')}
      </Banner>
      <TextArea
        label={say('note.text')}
        value={draft.text}
        onChange={(text) => onChange({ text })}
        onBlur={onBlur}
        isReadOnly={isReadOnly}
        maxLength={longestNote}
        rows={8}
      />
    </div>
  );
}
