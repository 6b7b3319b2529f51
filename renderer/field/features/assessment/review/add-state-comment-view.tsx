import type { ReactElement, ReactNode } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import {
  DateField,
  FormDialog,
  type FormSubmission,
  Select,
  type SelectOption,
  TextArea,
  TextField,
} from '#renderer/ui';
import './review.css';

/** Comment of the State in editing; `about` is empty for the assessment as a whole. */
export interface StateCommentDraft {
  readonly from: string;
  readonly on: string | null;
  readonly about: string;
  readonly text: string;
}

/** Choice of the whole assessment among questions: a select has no empty choice. */
export const wholeAssessmentOption = 'whole';

interface AddStateCommentViewProps {
  readonly draft: StateCommentDraft;
  readonly questions: readonly SelectOption<string>[];
  /** Shown after an attempt to save. */
  readonly isIncomplete: boolean;
  readonly problem: Message | null;
  /** Personal data found in the text. */
  readonly hits: ReactNode;
  readonly onChange: (stateCommentDraft: StateCommentDraft) => void;
  readonly onAdd: FormSubmission;
  readonly onClose: () => void;
}

/** Record a comment of an institution of the State: institution, time, subject and words. */
export function AddStateCommentView(props: AddStateCommentViewProps): ReactElement {
  const { draft, questions, isIncomplete, problem, hits, onChange, onAdd, onClose } = props;
  const translate = useTranslate();
  const missing = (text: string): string | undefined =>
    isIncomplete && text.trim() === '' ? translate('life.comments.missing') : undefined;
  return (
    <FormDialog
      title={translate('life.comments.add')}
      act={translate('life.comments.record')}
      problem={problem && translate(problem)}
      onAct={onAdd}
      onClose={onClose}
    >
      <TextField
        label={translate('path.institution.name')}
        description={translate('life.comments.from.help')}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
        problem={missing(draft.from)}
        maxLength={400}
        autoFocus
      />
      <DateField
        label={translate('path.stateComment.on')}
        value={draft.on}
        onChange={(on) => onChange({ ...draft, on })}
      />
      <Select
        label={translate('life.comments.about')}
        options={questions}
        value={draft.about === '' ? wholeAssessmentOption : draft.about}
        onChange={(about) => onChange({ ...draft, about: about === wholeAssessmentOption ? '' : about })}
      />
      <TextArea
        label={translate('path.stateComment.text')}
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
