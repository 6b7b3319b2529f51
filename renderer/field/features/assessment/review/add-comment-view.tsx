import type { ReactElement, ReactNode } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

/** A comment of the State as it is being recorded; `about` is empty for the assessment as a whole. */
export interface CommentDraft {
  readonly from: string;
  readonly on: string | null;
  readonly about: string;
  readonly text: string;
}

/** The choice of the whole assessment among questions: a select has no empty choice. */
export const wholeAssessment = 'whole';

interface AddCommentViewProps {
  readonly draft: CommentDraft;
  readonly questions: readonly SelectOption<string>[];
  /** Asked for once the person wanted to save. */
  readonly isIncomplete: boolean;
  readonly problem: Message | null;
  /** What may name a person in the text. */
  readonly hits: ReactNode;
  readonly onChange: (draft: CommentDraft) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** Records what an institution of the State said: which, when, about what, and its words. */
export function AddCommentView(props: AddCommentViewProps): ReactElement {
  const { draft, questions, isIncomplete, problem, hits, onChange, onAdd, onClose } = props;
  const say = useSay();
  const missing = (text: string): string | undefined =>
    isIncomplete && text.trim() === '' ? say('life.comments.missing') : undefined;
  return (
    <FormDialog
      title={say('life.comments.add')}
      act={say('life.comments.record')}
      problem={problem && say(problem)}
      onAct={onAdd}
      onClose={onClose}
    >
      <TextField
        label={say('life.comments.from')}
        description={say('life.comments.from.help')}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
        problem={missing(draft.from)}
        maxLength={400}
        autoFocus
      />
      <DateField
        label={say('life.comments.on')}
        value={draft.on}
        onChange={(on) => onChange({ ...draft, on })}
      />
      <Select
        label={say('life.comments.about')}
        options={questions}
        value={draft.about === '' ? wholeAssessment : draft.about}
        onChange={(about) => onChange({ ...draft, about: about === wholeAssessment ? '' : about })}
      />
      <TextArea
        label={say('life.comments.what')}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
        problem={missing(draft.text)}
        maxLength={20_000}
        rows={4}
      />
      {hits}
    </FormDialog>
  );
}
