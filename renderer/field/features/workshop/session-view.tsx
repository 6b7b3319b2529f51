import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { Banner, Button, PageSection } from '#renderer/ui';
import './agenda/workshop.css';
import './notes.css';

type SessionField = 'title' | 'minutes' | 'method' | 'output';

/** Fields of a session above its notes; the agenda has all of them. */
export const sessionRows: readonly FieldRow<SessionField>[] = ['title', ['minutes', 'method', 'output']];

interface SessionViewProps {
  /** The fields, of `sessionRows`. */
  readonly fields: ReactNode;
  /** A `NotesEditor`, or the text where it can only be read. */
  readonly notes: ReactNode;
  readonly notesProblem: Message | null;
  /** The neighbours in the agenda; undefined where there is none. */
  readonly go: { readonly before?: (() => void) | undefined; readonly after?: (() => void) | undefined };
}

/** One session: its details, and the notes of its talks and results. */
export function SessionView(props: SessionViewProps): ReactElement {
  const { fields, notes, notesProblem, go } = props;
  const translate = useTranslate();
  return (
    <div className="ww-session">
      <div className="ww-session-facts">{fields}</div>
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
