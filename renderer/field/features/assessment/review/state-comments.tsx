import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { readStateComments } from '#domain/assessment/review/state-comments.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedTextField, CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import type { SelectOption } from '#renderer/ui';
import {
  AddStateCommentView,
  type StateCommentDraft,
  wholeAssessmentOption,
} from './add-state-comment-view.tsx';
import { StateCommentListView } from './state-comments-view.tsx';

interface StateCommentsProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** The questions of the instrument, by id and title. */
  readonly questions: readonly SelectOption<string>[];
  readonly mayReply: boolean;
}

const emptyStateComment: StateCommentDraft = { from: '', on: null, about: '', text: '' };

/** Comments of the State on the draft: recorded whole, answers saved during typing. */
export function StateComments({ log, open, questions, mayReply }: StateCommentsProps): ReactElement {
  const translate = useTranslate();
  const { document, queryResult, choose } = open;
  const [stateCommentDraft, setDraft] = useState<StateCommentDraft | null>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const close = (): void => {
    setDraft(null);
    setIsIncomplete(false);
    setProblem(null);
  };
  const add = async (): Promise<boolean> => {
    if (stateCommentDraft === null) return false;
    const [from, text] = [stateCommentDraft.from.trim(), stateCommentDraft.text.trim()];
    setIsIncomplete(from === '' || text === '');
    if (from === '' || text === '') return false;
    const at = `state-comments/${v7()}`;
    const outcome = await choose([
      { path: `${at}/about`, value: stateCommentDraft.about },
      { path: `${at}/from`, value: from },
      { path: `${at}/on`, value: stateCommentDraft.on },
      { path: `${at}/text`, value: text },
    ]);
    if (outcome.kind === 'saved') close();
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };
  const nameOf = (about: string): string =>
    about === ''
      ? translate('value.wholeAssessment')
      : (questions.find(({ id }) => id === about)?.label ?? about);

  return (
    <>
      <StateCommentListView
        comments={readStateComments(document)}
        nameOf={nameOf}
        response={({ id }) => (
          <CheckedTextField
            key={id}
            log={log}
            document={queryResult.document}
            path={`state-comments/${id}/response`}
            label={translate('life.comments.response')}
            isReadOnly={!mayReply}
            rows={1}
          />
        )}
        onAdd={mayReply ? () => setDraft(emptyStateComment) : undefined}
        onRemove={
          mayReply ? (id) => void choose([{ path: `state-comments/${id}/removed`, value: true }]) : undefined
        }
      />
      {stateCommentDraft && (
        <AddStateCommentView
          draft={stateCommentDraft}
          questions={[{ id: wholeAssessmentOption, label: translate('value.wholeAssessment') }, ...questions]}
          isIncomplete={isIncomplete}
          problem={problem}
          hits={
            <CheckedTextHits
              text={stateCommentDraft.text}
              onChange={(text) => setDraft({ ...stateCommentDraft, text })}
            />
          }
          onChange={setDraft}
          onAdd={add}
          onClose={close}
        />
      )}
    </>
  );
}
