import type { ReactElement, ReactNode, Ref } from 'react';
import type { ReviewPoint } from '#domain/assessment/read-review.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import './review.css';

interface PointViewProps {
  readonly point: ReviewPoint;
  /** What people call its question; null for a point about the whole, beside the question, and where nobody knows it here. */
  readonly name: string | null;
  /** The question's address; null beside the question itself, and for a point about the whole. */
  readonly href: string | null;
  readonly who: string;
  /** The field for the reply. */
  readonly reply: ReactNode;
  readonly isCurrent?: boolean | undefined;
  /** Shown on the card that the keys act on. */
  readonly hasKeys?: boolean | undefined;
  /** Absent where nothing may be answered. */
  readonly onMended?: ((isMended: boolean) => void) | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** Something that headquarters asks to be mended, with the reply and whether it is done. */
export function PointView(props: PointViewProps): ReactElement {
  const { point, name: known, href, who, reply, isCurrent = false, hasKeys = false, onMended, ref } = props;
  const say = useSay();
  const { about, text, settled, written } = point;
  const name = about === '' ? say('life.point.whole') : (known ?? about);
  return (
    <Card isCurrent={isCurrent} label={say('life.point.label', { about: name })} ref={ref}>
      <header className="life-point-head">
        {href === null ? <b dir="auto">{name}</b> : <TextLink href={href}>{name}</TextLink>}
        {hasKeys && href !== null && <KeyHint keys="O" />}
        {point.mark === 'SC' && <Pill text={say(markKeys.SC)} />}
        {settled && <Pill text={say('life.point.settled')} meaning="good" />}
      </header>
      <p className="life-point-text" dir="auto">
        {text ?? say('life.point.sealed')}
      </p>
      <p className="assess-faint">
        <bdi>{who}</bdi>
        {written && (
          <>
            {' · '}
            <RelativeTime atMs={written.atMs} show="moment" />
          </>
        )}
      </p>
      {reply}
      <div className="life-point-foot">
        <Checkbox
          label={say('life.point.mended')}
          state={point.reply.mended ? 'on' : 'off'}
          onChange={(isOn) => onMended?.(isOn)}
          isReadOnly={onMended === undefined}
        />
        {hasKeys && onMended && <KeyHint keys="M" />}
      </div>
    </Card>
  );
}
