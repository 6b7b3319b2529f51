import { Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { StateComment } from '#domain/assessment/review.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import {
  Button,
  Card,
  DateField,
  FormDialog,
  PageSection,
  Pill,
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
  readonly onChange: (draft: StateCommentDraft) => void;
  readonly onAdd: () => void;
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

interface StateCommentListViewProps {
  readonly comments: readonly StateComment[];
  /** A question in words; empty `about` is the whole assessment. */
  readonly nameOf: (about: string) => string;
  /** The field for the answer to one comment. */
  readonly response: (comment: StateComment) => ReactNode;
  /** Absent where nothing may be recorded. */
  readonly onAdd?: (() => void) | undefined;
  readonly onRemove?: ((id: string) => void) | undefined;
}

/** Comments of the State's institutions on the draft, and the answers. */
export function StateCommentListView(props: StateCommentListViewProps): ReactElement {
  const { comments, nameOf, response, onAdd, onRemove } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <PageSection
      title={translate('life.comments.title')}
      description={translate('life.comments.text')}
      action={
        onAdd && (
          <Button icon={Plus} onPress={onAdd}>
            {translate('life.comments.add')}
          </Button>
        )
      }
    >
      {comments.length === 0 && <p className="assess-faint">{translate('life.comments.none')}</p>}
      <div className="life-points">
        {comments.map((comment) => {
          const { id, about, from, on, text } = comment;
          const name = nameOf(about);
          return (
            <Card
              key={id}
              label={translate('life.comments.label', { from, about: name })}
              place={`state-comments/${id}`}
            >
              <header className="life-point-head">
                <b dir="auto">{from}</b>
                <span className="assess-faint">
                  <bdi>{name}</bdi>
                  {on !== null && ` · ${format.date(localNoonMs(on))}`}
                </span>
                {comment.response.trim() === '' && (
                  <Pill text={translate('life.comments.unanswered')} meaning="wait" />
                )}
                {onRemove && (
                  <span className="life-end">
                    <Button
                      kind="quiet"
                      label={translate('life.comments.removeLabel', { from })}
                      onPress={() => onRemove(id)}
                    >
                      {translate('ui.remove')}
                    </Button>
                  </span>
                )}
              </header>
              <p className="life-point-text" dir="auto">
                {text}
              </p>
              {response(comment)}
            </Card>
          );
        })}
      </div>
    </PageSection>
  );
}
