import { Lock, LockOpen, MessageSquare } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import type { FieldRemark } from '#domain/assessment/read-answer.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { ListEntry } from '#renderer/ui';
import type { WriterNames } from '../timeline/record-history.ts';
import { AuthorshipView } from '../timeline/writer-view.tsx';
import { ReviewActButton } from '../workflow/review-act-button.tsx';
import type { ReviewService } from '../workflow/review-service.ts';

interface RemarkMarkButtonProps {
  readonly remark: string;
  readonly mark: Confidentiality;
  /** Name of the remark for screen readers. */
  readonly what: string;
  readonly service: ReviewService;
}

/**
 * Mark a comment of the field as strictly confidential, or no longer: for the adviser alone
 * (docs/requirements.md E).
 */
function RemarkMarkButton({ remark, mark, what, service }: RemarkMarkButtonProps): ReactElement | null {
  const translate = useTranslate();
  if (!service.rights.sign) return null;
  const isStrict = mark === 'SC';
  const word = translate(isStrict ? 'assessment.evidence.unmark' : 'assessment.evidence.mark');
  return (
    <ReviewActButton
      act={{ act: 'markRemark', remark, mark: isStrict ? 'C' : 'SC' }}
      icon={isStrict ? LockOpen : Lock}
      word={word}
      label={translate('review.act.of', { act: word, what })}
      service={service}
    />
  );
}

interface FieldRemarkViewProps {
  readonly comment: FieldRemark;
  readonly names: WriterNames;
  /** Null where no act is possible. */
  readonly service: ReviewService | null;
  /** Subject, where the place does not tell it. */
  readonly subject?: string | undefined;
}

/** Remark of the field, with writer, time and confidentiality. */
export function FieldRemarkView({ comment, names, service, subject }: FieldRemarkViewProps): ReactElement {
  const translate = useTranslate();
  const { id, text, mark, written } = comment;
  return (
    <ListEntry
      lead={<MessageSquare className="fb-icon" aria-hidden />}
      meta={
        <>
          {translate('path.comment.text')}
          {subject !== undefined && (
            <>
              {' · '}
              <bdi>{subject}</bdi>
            </>
          )}
          {mark !== 'C' && ` · ${translate(valueLabels.confidentiality[mark])}`}
          {written !== null && (
            <>
              {' · '}
              <AuthorshipView written={written} names={names} />
            </>
          )}
          {service?.rights.sign && ` · ${translate('review.remark.onLaptops')}`}
        </>
      }
      action={
        service && (
          <RemarkMarkButton
            remark={id}
            mark={mark}
            what={translate('review.remark.name', { text })}
            service={service}
          />
        )
      }
    >
      {text}
    </ListEntry>
  );
}
