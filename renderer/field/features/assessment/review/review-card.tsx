import { type ReactElement } from 'react';
import type { ReviewPoint } from '#domain/assessment/read-review.ts';
import type { LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { addressOf, type Route } from '#renderer/field/app/route.ts';
import { useCardFocus } from '#renderer/field/app/use-card-focus.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { PointView } from './point-view.tsx';
import { ReplyField } from './reply-field.tsx';

interface ReviewCardProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly point: ReviewPoint;
  /** What people call its question; null where nobody knows it here. */
  readonly name: string | null;
  readonly who: string;
  readonly mayReply: boolean;
  readonly isCurrent: boolean;
  readonly takesFocus: boolean;
  readonly onCurrent: () => void;
}

/** The address of a question by what a point names: in a form, a row stands before it (`visits/r1/day`). */
function stopOf(about: string): string {
  const [question = '', row] = about.split('/').toReversed();
  return row === undefined ? question : `${row}~${question}`;
}

/** One point of the task list, worked by keys: O opens its question, W writes the reply, M says that it is mended. */
export function ReviewCard(props: ReviewCardProps): ReactElement {
  const { log, open, point, name, who, mayReply, isCurrent, takesFocus, onCurrent } = props;
  const say = useSay();
  const { navigate } = useField();
  const card = useCardFocus(isCurrent && takesFocus, false, onCurrent);
  const question: Route | null =
    point.about === ''
      ? null
      : { screen: 'assessment', log, doc: open.document.doc, question: stopOf(point.about) };
  const mend = (isMended: boolean): void =>
    void open.choose([{ path: `review/replies/${point.id}/mended`, value: isMended }]);

  useKeys(
    (key) => {
      if (!isCurrent) return false;
      if (key === 'Escape') card.current?.focus();
      else if (key === 'o' && question) navigate(question);
      else if (key === 'w' && mayReply) card.current?.querySelector('textarea')?.focus();
      else if (key === 'm' && mayReply) mend(!point.reply.mended);
      else return false;
      return true;
    },
    { whileTyping: ['Escape'] },
  );

  return (
    <PointView
      ref={card}
      point={point}
      name={name}
      href={question && addressOf(question)}
      who={who}
      isCurrent={isCurrent}
      hasKeys={isCurrent}
      reply={
        <ReplyField
          log={log}
          saved={open.answer.document}
          point={point.id}
          label={say('life.point.reply')}
          isReadOnly={!mayReply}
        />
      }
      onMended={mayReply ? mend : undefined}
    />
  );
}
