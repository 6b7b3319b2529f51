import type { ReactElement, ReactNode } from 'react';
import type { Mark } from '#domain/assessment/finding.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';

/** A comment with who wrote it and when. */
export interface ShownComment {
  readonly id: string;
  readonly text: string;
  readonly mark: Mark;
  readonly who: string;
  readonly atMs: number;
}

interface CommentsViewProps {
  /** What people call the question. */
  readonly name: string;
  readonly comments: readonly ShownComment[];
  /** Absent where nothing may be said. */
  readonly writing?:
    | {
        readonly text: string;
        readonly problem: Message | null;
        /** What may name a person in it. */
        readonly hits: ReactNode;
        readonly onChange: (text: string) => void;
        readonly onAdd: () => void;
      }
    | undefined;
}

/** What colleagues and headquarters remarked about the question in focus. */
export function CommentsView({ name, comments, writing }: CommentsViewProps): ReactElement | null {
  const say = useSay();
  if (!writing && comments.length === 0) return null;
  return (
    <Section kind="side" title={say('assessment.comments.title')}>
      {comments.map(({ id, text, mark, who, atMs }) => (
        <Entry
          key={id}
          isBoxed
          meta={
            <>
              <bdi>{who}</bdi> · {mark !== 'C' && <>{say(markKeys[mark])} · </>}
              <RelativeTime atMs={atMs} show="moment" />
            </>
          }
        >
          {text}
        </Entry>
      ))}
      {writing && (
        <form
          className="assess-comment"
          onSubmit={(event) => {
            event.preventDefault();
            writing.onAdd();
          }}
        >
          <TextArea
            label={say('assessment.comments.label', { question: name })}
            hideLabel
            placeholder={say('assessment.comments.add')}
            value={writing.text}
            onChange={writing.onChange}
            problem={writing.problem ? say(writing.problem) : undefined}
            maxLength={20_000}
            rows={1}
          />
          {writing.hits}
          {writing.text.trim() !== '' && (
            <div className="assess-keep">
              <Button type="submit">{say('assessment.comments.send')}</Button>
              <KeyHint keys="Ctrl Enter" />
            </div>
          )}
        </form>
      )}
    </Section>
  );
}
