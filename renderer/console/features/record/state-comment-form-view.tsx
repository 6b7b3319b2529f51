import { type ReactElement, useState } from 'react';
import type { StateComment } from '#domain/assessment/read-state-comments.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { ReviewDesk } from './review-desk.ts';

interface CommentFormProps {
  readonly desk: ReviewDesk;
  readonly onClose: () => void;
}

/** What an institution of the State said of the draft, written down with what was answered. */
export function StateCommentFormView({ desk, onClose }: CommentFormProps): ReactElement {
  const say = useSay();
  const [comment] = useState(desk.newId);
  const [from, setFrom] = useState('');
  const [about, setAbout] = useState('');
  const [on, setOn] = useState<string | null>(desk.facts.today);
  const [text, setText] = useState('');
  const [response, setResponse] = useState('');
  const isWhole = from.trim() !== '' && text.trim() !== '';
  return (
    <ActFormView
      act={
        isWhole
          ? { act: 'recordComment', comment, about, from, on, text, response }
          : { key: 'desk.comment.incomplete' }
      }
      action={say('desk.comment.save')}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextField
        label={say('desk.comment.from')}
        description={say('desk.comment.from.help')}
        value={from}
        onChange={setFrom}
        maxLength={400}
        isRequired
        autoFocus
      />
      <div className="desk-fields">
        <TextField label={say('desk.comment.about')} value={about} onChange={setAbout} maxLength={400} />
        <DateField label={say('desk.comment.on')} value={on} onChange={setOn} />
      </div>
      <TextArea
        label={say('desk.comment.text')}
        value={text}
        onChange={setText}
        maxLength={20_000}
        isRequired
        rows={4}
      />
      <TextArea
        label={say('desk.comment.response')}
        description={say('desk.comment.response.help')}
        value={response}
        onChange={setResponse}
        maxLength={20_000}
      />
    </ActFormView>
  );
}

/** The response to a comment, written or mended later. */
export function ResponseFormView({
  comment,
  desk,
  onClose,
}: CommentFormProps & { readonly comment: StateComment }): ReactElement {
  const say = useSay();
  const [response, setResponse] = useState(comment.response);
  return (
    <ActFormView
      act={{ act: 'answerComment', comment: comment.id, response }}
      action={say('desk.comment.saveResponse')}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextArea
        label={say('desk.comment.responseTo', { from: comment.from })}
        value={response}
        onChange={setResponse}
        maxLength={20_000}
        hasFirstFocus
      />
    </ActFormView>
  );
}
