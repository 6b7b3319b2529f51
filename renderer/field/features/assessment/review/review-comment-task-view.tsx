import type { ReactElement, ReactNode, Ref } from 'react';
import type { ReviewComment } from '#domain/assessment/review/review.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Card, Checkbox, KeyHint, Pill, RelativeTime, TextLink } from '#renderer/ui';
import './review.css';

interface ReviewCommentTaskViewProps {
  readonly point: ReviewComment;
  /**
   * Name of its question; null for a comment on the whole, beside the question, and where the name is unknown
   * here.
   */
  readonly name: string | null;
  /** Address of the question; null beside the question itself, and for a comment on the whole. */
  readonly href: string | null;
  readonly who: string;
  /** The field for the reply. */
  readonly reply: ReactNode;
  readonly isCurrent?: boolean | undefined;
  /** Shown on the card that the keys act on. */
  readonly hasKeys?: boolean | undefined;
  /** Absent where nothing may be answered. */
  readonly onResolved?: ((isMended: boolean) => void) | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** Comment of headquarters as a task, with the reply and whether it is done. */
export function ReviewCommentTaskView(props: ReviewCommentTaskViewProps): ReactElement {
  const {
    point,
    name: known,
    href,
    who,
    reply,
    isCurrent = false,
    hasKeys = false,
    onResolved: onMended,
    ref,
  } = props;
  const translate = useTranslate();
  const { about, text, settled, written } = point;
  const name = about === '' ? translate('value.wholeAssessment') : (known ?? about);
  return (
    <Card
      isCurrent={isCurrent}
      label={translate('life.point.label', { about: name })}
      path={`review/points/${point.id}`}
      ref={ref}
    >
      <header className="life-point-head">
        {href === null ? <b dir="auto">{name}</b> : <TextLink href={href}>{name}</TextLink>}
        {hasKeys && href !== null && <KeyHint keys="Alt O" />}
        {point.mark === 'SC' && <Pill text={translate(valueLabels.confidentiality.SC)} />}
        {settled && <Pill text={translate('life.point.settled')} meaning="good" />}
      </header>
      <p className="life-point-text" dir="auto">
        {text ?? translate('life.point.sealed')}
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
          label={translate('life.point.mended')}
          state={point.reply.mended ? 'on' : 'off'}
          onChange={(isOn) => onMended?.(isOn)}
          isReadOnly={onMended === undefined}
        />
        {hasKeys && onMended && <KeyHint keys="Alt M" />}
      </div>
    </Card>
  );
}
