import { MessageSquare } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Comment } from '#domain/assessment/read-answer.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import type { Names } from './names.ts';
import { RemarkMark } from './remark-mark.tsx';
import type { ReviewDesk } from './review-desk.ts';
import { WrittenView } from './written-view.tsx';

interface CommentViewProps {
  readonly comment: Comment;
  readonly names: Names;
  /** Null where nothing can be done about it. */
  readonly desk: ReviewDesk | null;
  /** What it is about, where its place does not say so. */
  readonly subject?: string | undefined;
}

/** What somebody of the field remarked, who and when, and how it is handled. */
export function CommentView({ comment, names, desk, subject }: CommentViewProps): ReactElement {
  const say = useSay();
  const { id, text, mark, written } = comment;
  return (
    <Entry
      lead={<MessageSquare className="fb-icon" aria-hidden />}
      meta={
        <>
          {say('console.path.comment')}
          {subject !== undefined && (
            <>
              {' · '}
              <bdi>{subject}</bdi>
            </>
          )}
          {mark !== 'C' && ` · ${say(markKeys[mark])}`}
          {written !== null && (
            <>
              {' · '}
              <WrittenView written={written} names={names} />
            </>
          )}
          {desk?.rights.sign && ` · ${say('desk.remark.onLaptops')}`}
        </>
      }
      action={
        desk && <RemarkMark remark={id} mark={mark} what={say('desk.remark.name', { text })} desk={desk} />
      }
    >
      {text}
    </Entry>
  );
}
