import { Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { StateComment } from '#domain/assessment/read-state-comments.ts';
import { dayMs } from '#renderer/field/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './review.css';

interface StateCommentsViewProps {
  readonly comments: readonly StateComment[];
  /** A question in words; empty `about` is the whole assessment. */
  readonly nameOf: (about: string) => string;
  /** The field for the answer to one comment. */
  readonly response: (comment: StateComment) => ReactNode;
  /** Absent where nothing may be recorded. */
  readonly onAdd?: (() => void) | undefined;
  readonly onRemove?: ((id: string) => void) | undefined;
}

/** What the State's institutions say of the draft, and what is answered. */
export function StateCommentsView(props: StateCommentsViewProps): ReactElement {
  const { comments, nameOf, response, onAdd, onRemove } = props;
  const say = useSay();
  const format = useFormat();
  return (
    <Section
      title={say('life.comments.title')}
      description={say('life.comments.text')}
      action={
        onAdd && (
          <Button icon={Plus} onPress={onAdd}>
            {say('life.comments.add')}
          </Button>
        )
      }
    >
      {comments.length === 0 && <p className="assess-faint">{say('life.comments.none')}</p>}
      <div className="life-points">
        {comments.map((comment) => {
          const { id, about, from, on, text } = comment;
          const name = nameOf(about);
          return (
            <Card key={id} label={say('life.comments.label', { from, about: name })}>
              <header className="life-point-head">
                <b dir="auto">{from}</b>
                <span className="assess-faint">
                  <bdi>{name}</bdi>
                  {on !== null && ` · ${format.date(dayMs(on))}`}
                </span>
                {comment.response.trim() === '' && (
                  <Pill text={say('life.comments.unanswered')} meaning="wait" />
                )}
                {onRemove && (
                  <span className="life-end">
                    <Button
                      kind="quiet"
                      label={say('life.comments.removeLabel', { from })}
                      onPress={() => onRemove(id)}
                    >
                      {say('ui.remove')}
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
    </Section>
  );
}
