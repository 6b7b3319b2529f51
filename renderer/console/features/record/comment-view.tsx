import { MessageSquare } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Comment } from '#domain/assessment/read-answer.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import { RemarkMark } from './remark-mark.tsx';
import type { ReviewDesk } from './review-desk.ts';

interface CommentViewProps {
  readonly comment: Comment;
  /** Null where nothing can be done about it. */
  readonly desk: ReviewDesk | null;
}

/** What somebody of the field remarked beside a question, and how it is handled. */
export function CommentView({ comment: { id, text, mark }, desk }: CommentViewProps): ReactElement {
  const say = useSay();
  const kind = say('console.path.comment');
  return (
    <Entry
      lead={<MessageSquare className="fb-icon" aria-hidden />}
      meta={mark === 'C' ? kind : `${kind} · ${say(markKeys[mark])}`}
      action={
        desk && (
          <RemarkMark
            of="comment"
            remark={id}
            mark={mark}
            what={say('desk.remark.name', { text })}
            desk={desk}
          />
        )
      }
    >
      {text}
    </Entry>
  );
}
