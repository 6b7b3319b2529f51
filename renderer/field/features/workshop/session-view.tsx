import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { EditedText } from '#renderer/field/parts/edited-text.ts';
import './workshop.css';

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

/** One session: what it is, and what was said and produced in it. */
export function SessionView(props: SessionViewProps): ReactElement {
  const { notes, notesProblem, go, isReadOnly } = props;
  const say = useSay();
  const field = (edited: EditedText) => ({
    value: edited.text,
    onChange: edited.onChange,
    onBlur: edited.onBlur,
    problem: edited.problem === null ? undefined : say(edited.problem),
    isReadOnly,
  });
  return (
    <div className="ww-session">
      <div className="ww-session-facts">
        <div className="ww-wide">
          <TextArea label={say('workshop.session.title')} rows={1} maxLength={400} {...field(props.title)} />
        </div>
        <TextField label={say('workshop.session.minutes')} maxLength={4} {...field(props.minutes)} />
        <TextField label={say('workshop.session.method')} maxLength={400} {...field(props.method)} />
        <TextField label={say('workshop.session.output')} maxLength={400} {...field(props.output)} />
      </div>
      <Section title={say('workshop.notes.title')} description={say('workshop.notes.shared')}>
        <Banner meaning="info" isQuiet>
          {say('workshop.hint.text')}
        </Banner>
        {notesProblem !== null && (
          <Banner meaning="bad" isAnnounced>
            {say(notesProblem)}
          </Banner>
        )}
        {notes}
      </Section>
      <div className="ww-session-go">
        {go.before && (
          <Button kind="quiet" icon={ArrowLeft} onPress={go.before}>
            {say('workshop.session.before')}
          </Button>
        )}
        {go.after && (
          <Button kind="quiet" icon={ArrowRight} onPress={go.after}>
            {say('workshop.session.after')}
          </Button>
        )}
      </div>
    </div>
  );
}
