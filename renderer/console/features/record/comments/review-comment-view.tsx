import { Check, CornerDownRight, Eye, EyeOff, Lock, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ReviewComment } from '#domain/assessment/review/review.ts';
import { useTextDraft, useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Pill, TextArea, TextLink } from '#renderer/ui';
import type { RecordReview } from '../record-sources.ts';
import type { WriterNames } from '../timeline/record-history.ts';
import { ReviewActButton } from '../workflow/review-act-button.tsx';
import { ReviewActFormView } from '../workflow/review-act-form-view.tsx';
import type { ReviewService } from '../workflow/review-service.ts';
import '../workflow/review.css';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { AuthorshipView } from '../timeline/writer-view.tsx';

interface SealedCommentViewProps {
  readonly point: string;
  /** Name of the comment for screen readers. */
  readonly what: string;
  /** Null where no act is possible. */
  readonly service: ReviewService | null;
}

/**
 * Shown in place of strictly confidential words.
 * They are read one comment at a time, each time again, and leave the page with the person. People who may
 * not read them are told so.
 */
function SealedCommentView({ point, what, service }: SealedCommentViewProps): ReactElement {
  const translate = useTranslate();
  const [isAsking, setIsAsking] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  if (service === null || !service.rights.sealed)
    return (
      <p className="desk-sealed">
        <Lock className="fb-icon" aria-hidden />
        <span>{translate('review.sealed.notForYou')}</span>
      </p>
    );

  const read = async (): Promise<void> => {
    setIsAsking(true);
    const result = await service.onRead(point);
    setIsAsking(false);
    setProblem(result.ok ? null : result.refusal);
    if (result.ok) setWords(result.value);
  };
  const act = translate(words === null ? 'review.sealed.read' : 'review.sealed.hide');
  return (
    <>
      {words !== null && (
        <p className="desk-point-text" dir="auto">
          {words}
        </p>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <div className="desk-sealed">
        {words === null && (
          <>
            <Lock className="fb-icon" aria-hidden />
            <span>{translate('review.sealed.text')}</span>
          </>
        )}
        <Button
          kind="quiet"
          icon={words === null ? Eye : EyeOff}
          label={translate('review.act.of', { act, what })}
          isPending={isAsking}
          onPress={() => (words === null ? void read() : setWords(null))}
        >
          {act}
        </Button>
      </div>
    </>
  );
}

interface ReviewCommentViewProps {
  readonly point: ReviewComment;
  /** Name of the comment's question. */
  readonly nameOf: RecordReview['nameOf'];
  /** Number of returns so far: a comment of a later round is not sent yet. */
  readonly round: number;
  readonly names: WriterNames;
  /** Null where no act is possible. */
  readonly service: ReviewService | null;
  /** Address of its question; absent beside the question itself, and for comments on the whole record. */
  readonly href?: string | undefined;
}

/** One comment, the field's reply, and whether the reviewer accepts it. */
export function ReviewCommentView({
  point,
  nameOf,
  round,
  names,
  service,
  href,
}: ReviewCommentViewProps): ReactElement {
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const isSent = point.round <= round;
  const isEditable = service !== null && service.rights.points && !isSent && point.text !== null;
  const draft = `${service?.record ?? ''}/comment/${point.id}/`;
  const [isEditing, setIsEditing] = useState(() => textDrafts.has(draft));
  const what =
    point.about === ''
      ? translate('review.point.nameWhole')
      : translate('review.point.name', { question: nameOf(point.about) });
  return (
    <article className="desk-point" data-settled={point.settled || undefined} aria-label={what}>
      <div className="desk-point-head">
        {href !== undefined && point.about !== '' && <TextLink href={href}>{nameOf(point.about)}</TextLink>}
        {href !== undefined && point.about === '' && <span>{translate('value.wholeAssessment')}</span>}
        <ReviewCommentStatus point={point} isSent={isSent} />
        {point.mark === 'SC' && <Pill text={translate(valueLabels.confidentiality.SC)} />}
        <span className="desk-point-acts">
          {service?.rights.points && (
            <ReviewCommentActions
              point={point}
              what={what}
              isSent={isSent}
              service={service}
              onEdit={isEditable && !isEditing ? () => setIsEditing(true) : null}
            />
          )}
        </span>
      </div>
      {point.text === null ? (
        <SealedCommentView point={point.id} what={what} service={service} />
      ) : isEditable && isEditing ? (
        <EditCommentFormView
          point={point.id}
          text={point.text}
          what={what}
          draft={draft}
          service={service}
          onClose={() => setIsEditing(false)}
        />
      ) : (
        <p className="desk-point-text" dir="auto">
          {point.text}
        </p>
      )}
      {point.written !== null && (
        <p className="desk-meta">
          <AuthorshipView written={point.written} names={names} />
          {isSent && ` · ${translate('review.point.round', { round: point.round })}`}
        </p>
      )}
      <ReviewCommentReply point={point} names={names} />
    </article>
  );
}

interface EditCommentFormViewProps {
  readonly point: string;
  readonly text: string;
  /** Name of the comment for screen readers. */
  readonly what: string;
  /** Beginning of the names of its drafts. */
  readonly draft: string;
  readonly service: ReviewService;
  readonly onClose: () => void;
}

/** Correction of a comment that the team does not have yet. */
function EditCommentFormView(props: EditCommentFormViewProps): ReactElement {
  const { point, text: before, what, draft, service, onClose } = props;
  const translate = useTranslate();
  const [text, setText] = useTextDraft(`${draft}text`, before);
  return (
    <ReviewActFormView
      act={text.trim() === '' ? { key: 'review.point.empty' } : { act: 'editPoint', point, text }}
      action={translate('review.point.save')}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextArea
        label={translate('review.act.of', { act: translate('ui.edit'), what })}
        value={text}
        onChange={setText}
        maxLength={20_000}
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

function ReviewCommentStatus({
  point,
  isSent,
}: {
  readonly point: ReviewComment;
  readonly isSent: boolean;
}): ReactElement {
  const translate = useTranslate();
  if (point.settled) return <Pill text={translate('path.review.settled')} meaning="good" />;
  if (!isSent) return <Pill text={translate('review.point.notSent')} />;
  if (point.reply.mended) return <Pill text={translate('review.point.mended')} meaning="info" />;
  return <Pill text={translate('review.point.open')} meaning="wait" />;
}

interface ReviewCommentActionsProps {
  readonly point: ReviewComment;
  /** Name of the comment for screen readers. */
  readonly what: string;
  readonly isSent: boolean;
  readonly service: ReviewService;
  /** Null where its text cannot be edited, or is being edited. */
  readonly onEdit: (() => void) | null;
}

function ReviewCommentActions({
  point,
  what,
  isSent,
  service,
  onEdit,
}: ReviewCommentActionsProps): ReactElement {
  const translate = useTranslate();
  const settle = (settled: boolean) => ({ act: 'settlePoint', point: point.id, settled }) as const;
  if (point.settled)
    return (
      <ReviewActButton
        act={settle(false)}
        icon={RotateCcw}
        word={translate('review.point.reopen')}
        label={translate('review.act.of', { act: translate('review.point.reopen'), what })}
        service={service}
      />
    );
  return (
    <>
      {isSent && (
        <ReviewActButton
          act={settle(true)}
          icon={Check}
          word={translate('review.point.settle')}
          label={translate('review.act.of', { act: translate('review.point.settle'), what })}
          service={service}
        />
      )}
      {onEdit && (
        <Button
          kind="quiet"
          icon={Pencil}
          label={translate('review.act.of', { act: translate('ui.edit'), what })}
          onPress={onEdit}
        >
          {translate('ui.edit')}
        </Button>
      )}
      {!isSent && (
        <ReviewActButton
          act={{ act: 'removePoint', point: point.id }}
          icon={Trash2}
          word={translate('review.point.remove')}
          label={translate('review.act.of', { act: translate('review.point.remove'), what })}
          service={service}
        />
      )}
    </>
  );
}

function ReviewCommentReply({
  point,
  names,
}: Pick<ReviewCommentViewProps, 'point' | 'names'>): ReactElement | null {
  const translate = useTranslate();
  const { text, mended, written } = point.reply;
  if (text === '' && !mended) return null;
  return (
    <div className="desk-reply">
      <CornerDownRight className="fb-icon fb-turns" aria-hidden />
      <div>
        {text === '' ? (
          <p>{translate('review.reply.mendedOnly')}</p>
        ) : (
          <div>
            <span className="fb-hidden">{translate('review.reply')} </span>
            <p dir="auto">{text}</p>
          </div>
        )}
        {written !== null && (
          <p className="desk-meta">
            <AuthorshipView written={written} names={names} />
          </p>
        )}
      </div>
    </div>
  );
}
