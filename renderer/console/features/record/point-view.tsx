import { Check, CornerDownRight, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ReviewPoint } from '#domain/assessment/read-review.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import type { Names } from './names.ts';
import { ActButton } from './act-button.tsx';
import type { ReviewDesk } from './review-desk.ts';
import type { Reviewing } from './reviewing.ts';
import { SealedWordsView } from './sealed-words-view.tsx';
import './review.css';
import { WrittenView } from './written-view.tsx';

interface PointViewProps {
  readonly point: ReviewPoint;
  /** What people call the question that it is about. */
  readonly nameOf: Reviewing['nameOf'];
  /** How often the record came back: a point of a later round is not sent yet. */
  readonly round: number;
  readonly names: Names;
  /** Null where nothing can be done about it. */
  readonly desk: ReviewDesk | null;
  /** Where its question stands; absent beside the question itself, and for points about the whole record. */
  readonly href?: string | undefined;
}

/** One point, the field's answer to it, and whether the reviewer is content. */
export function PointView({ point, nameOf, round, names, desk, href }: PointViewProps): ReactElement {
  const say = useSay();
  const isSent = point.round <= round;
  const what =
    point.about === ''
      ? say('desk.point.nameWhole')
      : say('desk.point.name', { question: nameOf(point.about) });
  return (
    <article className="desk-point" data-settled={point.settled || undefined} aria-label={what}>
      <div className="desk-point-head">
        {href !== undefined && point.about !== '' && <TextLink href={href}>{nameOf(point.about)}</TextLink>}
        {href !== undefined && point.about === '' && <span>{say('desk.point.wholeRecord')}</span>}
        <PointState point={point} isSent={isSent} />
        {point.mark === 'SC' && <Pill text={say(markKeys.SC)} />}
        <span className="desk-point-acts">
          {desk?.rights.points && <PointActs point={point} what={what} isSent={isSent} desk={desk} />}
        </span>
      </div>
      {point.text === null ? (
        <SealedWordsView point={point.id} what={what} desk={desk} />
      ) : (
        <p className="desk-point-text" dir="auto">
          {point.text}
        </p>
      )}
      {point.written !== null && (
        <p className="desk-meta">
          <WrittenView written={point.written} names={names} />
          {isSent && ` · ${say('desk.point.round', { round: point.round })}`}
        </p>
      )}
      <Reply point={point} names={names} />
    </article>
  );
}

function PointState({
  point,
  isSent,
}: {
  readonly point: ReviewPoint;
  readonly isSent: boolean;
}): ReactElement {
  const say = useSay();
  if (point.settled) return <Pill text={say('desk.point.settled')} meaning="good" />;
  if (!isSent) return <Pill text={say('desk.point.notSent')} />;
  if (point.reply.mended) return <Pill text={say('desk.point.mended')} meaning="info" />;
  return <Pill text={say('desk.point.open')} meaning="wait" />;
}

interface PointActsProps {
  readonly point: ReviewPoint;
  /** Names the point for screen readers. */
  readonly what: string;
  readonly isSent: boolean;
  readonly desk: ReviewDesk;
}

function PointActs({ point, what, isSent, desk }: PointActsProps): ReactElement {
  const say = useSay();
  const settle = (settled: boolean) => ({ act: 'settlePoint', point: point.id, settled }) as const;
  if (point.settled)
    return (
      <ActButton
        act={settle(false)}
        icon={RotateCcw}
        word={say('desk.point.reopen')}
        label={say('desk.act.of', { act: say('desk.point.reopen'), what })}
        desk={desk}
      />
    );
  return (
    <>
      {isSent && (
        <ActButton
          act={settle(true)}
          icon={Check}
          word={say('desk.point.settle')}
          label={say('desk.act.of', { act: say('desk.point.settle'), what })}
          desk={desk}
        />
      )}
      {!isSent && (
        <ActButton
          act={{ act: 'removePoint', point: point.id }}
          icon={Trash2}
          word={say('desk.point.remove')}
          label={say('desk.act.of', { act: say('desk.point.remove'), what })}
          desk={desk}
        />
      )}
    </>
  );
}

function Reply({ point, names }: Pick<PointViewProps, 'point' | 'names'>): ReactElement | null {
  const say = useSay();
  const { text, mended, written } = point.reply;
  if (text === '' && !mended) return null;
  return (
    <div className="desk-reply">
      <CornerDownRight className="fb-icon fb-turns" aria-hidden />
      <div>
        {text === '' ? (
          <p>{say('desk.reply.mendedOnly')}</p>
        ) : (
          <div>
            <span className="fb-hidden">{say('desk.reply')} </span>
            <p dir="auto">{text}</p>
          </div>
        )}
        {written !== null && (
          <p className="desk-meta">
            <WrittenView written={written} names={names} />
          </p>
        )}
      </div>
    </div>
  );
}
