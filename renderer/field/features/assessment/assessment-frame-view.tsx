import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { useTranslate } from '#renderer/i18n';
import { instrumentRefText } from '#renderer/records/value-labels.ts';
import { Banner } from '#renderer/ui';

interface AssessmentNoticeViewProps {
  readonly mode: WriteMode;
  /** Instrument of the assessment, when this version does not have it. */
  readonly otherInstrument: string | null;
  /** Own changes that headquarters holds back (J5). */
  readonly held: number;
}

/** Reason why nothing, or not everything, can be changed here. */
export function AssessmentNoticeView({
  mode,
  otherInstrument,
  held,
}: AssessmentNoticeViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {otherInstrument !== null && (
        <Banner meaning="wait" icon={Lock} title={translate('assessment.otherInstrument.title')}>
          {translate('assessment.otherInstrument.text', {
            instrument: instrumentRefText(otherInstrument, translate),
          })}
        </Banner>
      )}
      {mode === 'final' && (
        <Banner meaning="good" icon={Lock} title={translate('assessment.final.title')}>
          {translate('assessment.final.text')}
        </Banner>
      )}
      {(mode === 'reading' || mode === 'comments') && (
        <Banner meaning="info" icon={Lock} title={translate('assessment.reading.title')}>
          {translate(mode === 'reading' ? 'assessment.reading.text' : 'assessment.commentsOnly.text')}
        </Banner>
      )}
      {held > 0 && <Banner meaning="wait">{translate('assessment.held', { count: held })}</Banner>}
    </>
  );
}

interface DoNotRecordNoticeProps {
  readonly status: AssessmentStatus;
}

/**
 * The do-not-record rule: whole until fieldwork begins. That step is its acceptance. Afterwards a quiet line stays near
 * the texts.
 */
export function DoNotRecordNotice({ status }: DoNotRecordNoticeProps): ReactElement | null {
  const translate = useTranslate();
  return status === 'draft' ? <Banner meaning="info">{translate('assessment.doNotRecord')}</Banner> : null;
}

/** The same rule in one quiet line, near a text. */
export function DoNotRecordLine(): ReactElement {
  const translate = useTranslate();
  return (
    <p className="field-faint">
      <small>{translate('assessment.doNotRecord.short')}</small>
    </p>
  );
}
