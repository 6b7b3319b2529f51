import { MessageSquarePlus, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { readStateComments, type StateComment } from '#domain/assessment/read-state-comments.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { ReviewDesk } from './review-desk.ts';
import type { Reviewing } from './reviewing.ts';
import { ResponseFormView, StateCommentFormView } from './state-comment-form-view.tsx';
import './review.css';

interface StateCommentsViewProps extends Pick<Reviewing, 'nameOf'> {
  readonly document: Document;
  readonly desk: ReviewDesk;
}

/** What the State's institutions said of the draft, and what was answered: nothing before it was shared. */
export function StateCommentsView({ document, desk, nameOf }: StateCommentsViewProps): ReactElement | null {
  const say = useSay();
  const [isAdding, setIsAdding] = useState(false);
  const comments = readStateComments(document);
  const status = valueAt(document, 'status');
  const isTaking = desk.rights.comments && (status === 'shared' || status === 'comments-addressed');
  if (comments.length === 0 && !isTaking) return null;
  return (
    <Section
      title={say('desk.comments.title', { count: comments.length })}
      description={say('desk.comments.text')}
      action={
        isTaking && !isAdding ? (
          <Button icon={MessageSquarePlus} onPress={() => setIsAdding(true)}>
            {say('desk.comments.add')}
          </Button>
        ) : undefined
      }
    >
      {isAdding && <StateCommentFormView desk={desk} onClose={() => setIsAdding(false)} />}
      <ul className="desk-points">
        {comments.map((comment) => (
          <li key={comment.id}>
            <CommentView comment={comment} desk={isTaking ? desk : null} nameOf={nameOf} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface CommentViewProps extends Pick<Reviewing, 'nameOf'> {
  readonly comment: StateComment;
  readonly desk: ReviewDesk | null;
}

function CommentView({ comment, desk, nameOf }: CommentViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const [isAnswering, setIsAnswering] = useState(false);
  const { about, from, on, text, response } = comment;
  return (
    <article
      className="desk-point"
      data-settled={response !== '' || undefined}
      aria-label={say('desk.comment.name', { from })}
    >
      <div className="desk-point-head">
        <b>
          <bdi>{from}</bdi>
        </b>
        {about !== '' && <bdi className="console-code">{nameOf(about)}</bdi>}
        {on !== null && <span className="desk-meta">{format.date(dayMs(on))}</span>}
        {response === '' && <Pill text={say('desk.comment.open')} meaning="wait" />}
        <span className="desk-point-acts">
          {desk !== null && !isAnswering && (
            <Button
              kind="quiet"
              icon={Pencil}
              label={say('desk.act.of', {
                act: say(response === '' ? 'desk.comment.respond' : 'desk.comment.mend'),
                what: say('desk.comment.name', { from }),
              })}
              onPress={() => setIsAnswering(true)}
            >
              {say(response === '' ? 'desk.comment.respond' : 'desk.comment.mend')}
            </Button>
          )}
        </span>
      </div>
      <p className="desk-point-text" dir="auto">
        {text}
      </p>
      {response !== '' && !isAnswering && (
        <div className="desk-reply">
          <b>{say('desk.comment.answered')}</b>
          <p dir="auto">{response}</p>
        </div>
      )}
      {desk !== null && isAnswering && (
        <ResponseFormView comment={comment} desk={desk} onClose={() => setIsAnswering(false)} />
      )}
    </article>
  );
}
