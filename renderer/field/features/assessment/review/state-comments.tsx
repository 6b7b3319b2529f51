import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import { readStateComments } from '#domain/assessment/read-state-comments.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedText } from '#renderer/field/app/checked-text.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { SelectOption } from '#renderer/ui/select.tsx';
import { AddCommentView, type CommentDraft, wholeAssessment } from './add-comment-view.tsx';
import { StateCommentsView } from './state-comments-view.tsx';

interface StateCommentsProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** The questions of the instrument, by id and title. */
  readonly questions: readonly SelectOption<string>[];
  readonly mayReply: boolean;
}

const nothingSaid: CommentDraft = { from: '', on: null, about: '', text: '' };

/** The comments of the State on the draft: recorded whole, answered as one types. */
export function StateComments({ log, open, questions, mayReply }: StateCommentsProps): ReactElement {
  const say = useSay();
  const { document, answer, choose } = open;
  const [draft, setDraft] = useState<CommentDraft | null>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const close = (): void => {
    setDraft(null);
    setIsIncomplete(false);
    setProblem(null);
  };
  const add = async (): Promise<void> => {
    if (draft === null) return;
    const [from, text] = [draft.from.trim(), draft.text.trim()];
    setIsIncomplete(from === '' || text === '');
    if (from === '' || text === '') return;
    const at = `state-comments/${v7()}`;
    const outcome = await choose([
      { path: `${at}/about`, value: draft.about },
      { path: `${at}/from`, value: from },
      { path: `${at}/on`, value: draft.on },
      { path: `${at}/text`, value: text },
    ]);
    if (outcome.kind === 'saved') close();
    else setProblem(refusalMessage(outcome));
  };
  const nameOf = (about: string): string =>
    about === '' ? say('life.point.whole') : (questions.find(({ id }) => id === about)?.label ?? about);

  return (
    <>
      <StateCommentsView
        comments={readStateComments(document)}
        nameOf={nameOf}
        response={({ id }) => (
          <CheckedText
            key={id}
            log={log}
            document={answer.document}
            path={`state-comments/${id}/response`}
            label={say('life.comments.response')}
            isReadOnly={!mayReply}
            rows={1}
          />
        )}
        onAdd={mayReply ? () => setDraft(nothingSaid) : undefined}
        onRemove={
          mayReply ? (id) => void choose([{ path: `state-comments/${id}/removed`, value: true }]) : undefined
        }
      />
      {draft && (
        <AddCommentView
          draft={draft}
          questions={[{ id: wholeAssessment, label: say('life.point.whole') }, ...questions]}
          isIncomplete={isIncomplete}
          problem={problem}
          hits={<TextHits text={draft.text} onChange={(text) => setDraft({ ...draft, text })} />}
          onChange={setDraft}
          onAdd={() => void add()}
          onClose={close}
        />
      )}
    </>
  );
}
