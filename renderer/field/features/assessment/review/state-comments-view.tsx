import { Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { StateComment } from '#domain/assessment/review/state-comments.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Button, Card, PageSection, Pill } from '#renderer/ui';
import './review.css';

interface StateCommentListViewProps {
  readonly comments: readonly StateComment[];
  /** A question in words; empty `about` is the whole assessment. */
  readonly nameOf: (about: string) => string;
  /** The field for the answer to one comment. */
  readonly response: (stateComment: StateComment) => ReactNode;
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
        {comments.map((stateComment) => {
          const { id, about, from, on, text } = stateComment;
          const name = nameOf(about);
          return (
            <Card
              key={id}
              label={translate('life.comments.label', { from, about: name })}
              path={`state-comments/${id}`}
            >
              <header className="life-point-head">
                <b dir="auto">{from}</b>
                <span className="assess-faint">
                  <bdi>{name}</bdi>
                  {on !== null && ` · ${format.date(localNoonMs(on))}`}
                </span>
                {stateComment.response.trim() === '' && (
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
              {response(stateComment)}
            </Card>
          );
        })}
      </div>
    </PageSection>
  );
}
