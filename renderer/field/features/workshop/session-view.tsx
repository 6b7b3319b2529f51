import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection, TextArea, TextField } from '#renderer/ui';
import './agenda/workshop.css';
import './notes.css';

interface SessionViewProps {
  readonly title: EditedText;
  readonly minutes: EditedText;
  readonly method: EditedText;
  readonly output: EditedText;
  /** A `NotesEditor`, or the text where it can only be read. */
  readonly notes: ReactNode;
  readonly notesProblem: Message | null;
  /** The neighbours in the agenda; undefined where there is none. */
  readonly go: { readonly before?: (() => void) | undefined; readonly after?: (() => void) | undefined };
  readonly isReadOnly: boolean;
}

/** One session: its details, and the notes of its talks and results. */
export function SessionView(props: SessionViewProps): ReactElement {
  const { notes, notesProblem, go, isReadOnly } = props;
  const translate = useTranslate();
  const field = (editedText: EditedText) => ({ ...textFieldPropsOf(editedText, translate), isReadOnly });
  return (
    <div className="ww-session">
      <div className="ww-session-facts">
        <div className="ww-wide">
          <TextArea label={translate('path.title')} rows={1} maxLength={400} {...field(props.title)} />
        </div>
        <TextField label={translate('path.session.minutes')} maxLength={4} {...field(props.minutes)} />
        <TextField label={translate('path.session.method')} maxLength={400} {...field(props.method)} />
        <TextField label={translate('path.session.output')} maxLength={400} {...field(props.output)} />
      </div>
      <PageSection title={translate('path.session.notes')} description={translate('workshop.notes.shared')}>
        <Banner meaning="info" isQuiet>
          {translate('workshop.hint.text')}
        </Banner>
        {notesProblem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(notesProblem)}
          </Banner>
        )}
        {notes}
      </PageSection>
      <div className="ww-session-go">
        {go.before && (
          <Button kind="quiet" icon={ArrowLeft} onPress={go.before}>
            {translate('workshop.session.before')}
          </Button>
        )}
        {go.after && (
          <Button kind="quiet" icon={ArrowRight} onPress={go.after}>
            {translate('workshop.session.after')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface UnreadableNotesViewProps {
  readonly label: string;
  readonly text: string;
}

/** Notes with content that this version cannot show: as plain text, so that nothing of them is changed. */
export function UnreadableNotesView({ label, text }: UnreadableNotesViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <Banner meaning="info" title={translate('workshop.notes.newer.title')}>
        {translate('workshop.notes.newer.text')}
      </Banner>
      <div className="wn-plain" role="group" aria-label={label}>
        {text}
      </div>
    </>
  );
}
