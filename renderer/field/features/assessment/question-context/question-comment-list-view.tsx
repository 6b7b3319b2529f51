import type { ReactElement, ReactNode } from 'react';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Form, KeyHint, ListEntry, PageSection, RelativeTime, TextArea } from '#renderer/ui';

/** Comment with its writer and time. */
export interface CommentWithWriter {
  readonly id: string;
  readonly text: string;
  readonly mark: Confidentiality;
  readonly who: string;
  readonly atMs: number;
  /** The person on this laptop wrote it. */
  readonly isOwn: boolean;
}

interface QuestionCommentListViewProps {
  /** Name of the question for people. */
  readonly name: string;
  readonly comments: readonly CommentWithWriter[];
  /** Absent where nothing may be written. */
  readonly writing?:
    | {
        /** Id of the question: the draft of a comment belongs to it. */
        readonly question: string;
        readonly text: string;
        readonly problem: Message | null;
        /** Personal data found in it. */
        readonly hits: ReactNode;
        readonly onChange: (text: string) => void;
        readonly onAdd: () => Promise<boolean>;
        /** Remove a comment of one's own. */
        readonly onRemove: (id: string) => void;
      }
    | undefined;
}

/** Comments of colleagues and headquarters on the question in focus. */
export function QuestionCommentListView({
  name,
  comments,
  writing,
}: QuestionCommentListViewProps): ReactElement | null {
  const translate = useTranslate();
  if (!writing && comments.length === 0) return null;
  return (
    <PageSection kind="side" title={translate('assessment.comments.title')}>
      {comments.map(({ id, text, mark, who, atMs, isOwn }) => (
        <ListEntry
          key={id}
          isBoxed
          path={`comments/${id}`}
          meta={
            <>
              <bdi>{who}</bdi> · {mark !== 'C' && <>{translate(valueLabels.confidentiality[mark])} · </>}
              <RelativeTime atMs={atMs} show="moment" />
              {writing && isOwn && (
                <Button
                  kind="quiet"
                  onPress={() => writing.onRemove(id)}
                  label={translate('assessment.comments.remove', { question: name })}
                >
                  {translate('ui.remove')}
                </Button>
              )}
            </>
          }
        >
          {text}
        </ListEntry>
      ))}
      {writing && (
        <Form
          name={`comments ${writing.question}`}
          isOngoing
          className="assess-comment"
          onSubmit={writing.onAdd}
        >
          <TextArea
            key={writing.question}
            draft={{ of: 'form', name: `comment ${writing.question}` }}
            label={translate('assessment.comments.label', { question: name })}
            hideLabel
            placeholder={translate('assessment.comments.add')}
            value={writing.text}
            onChange={writing.onChange}
            problem={writing.problem ? translate(writing.problem) : undefined}
            maxLength={20_000}
            rows={1}
          />
          {writing.hits}
          {writing.text.trim() !== '' && (
            <div className="assess-keep">
              <Button type="submit">{translate('assessment.comments.send')}</Button>
              <KeyHint keys="Ctrl Enter" />
            </div>
          )}
        </Form>
      )}
    </PageSection>
  );
}
