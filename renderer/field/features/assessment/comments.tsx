import type { ReactElement } from 'react';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import { CommentsView, type ShownComment } from './comments-view.tsx';
import type { UnsentComments } from './use-unsent-comments.ts';

interface CommentsProps {
  readonly question: string;
  /** What people call it. */
  readonly name: string;
  readonly comments: readonly ShownComment[];
  readonly unsent: UnsentComments | undefined;
}

/** The comments on the question in focus, and the one that is being written. */
export function Comments({ question, name, comments, unsent }: CommentsProps): ReactElement {
  const problem = unsent?.problemOf(question) ?? null;
  return (
    <CommentsView
      name={name}
      comments={comments}
      writing={
        unsent && {
          text: unsent.textOf(question),
          problem: problem && refusalMessage(problem),
          hits: <TextHits text={unsent.textOf(question)} onChange={(text) => unsent.write(question, text)} />,
          onChange: (text) => unsent.write(question, text),
          onAdd: () => unsent.send(question),
        }
      }
    />
  );
}
