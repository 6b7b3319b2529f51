import { Flag as FlagIcon, GitMerge, Scale, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExplainedAnswer } from '#domain/assessment/assessment.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, TextLink } from '#renderer/ui';
import type { AnswerFlag, QuestionModel } from './question-model.ts';

/** A flag as a sentence. */
function answerFlagMessage(answerFlag: AnswerFlag): Message {
  switch (answerFlag.kind) {
    case 'aboveEvidence':
      return {
        key: 'assessment.flag.aboveEvidence',
        values: { level: answerFlag.level, has: answerFlag.items === 0 ? 'none' : answerFlag.has },
      };
    case 'reasonMissing':
      return {
        key:
          answerFlag.state === 'na'
            ? 'assessment.flag.reasonMissing.na'
            : 'assessment.flag.reasonMissing.rated',
      };
    case 'otherAnswer':
      return {
        key: 'assessment.flag.otherAnswer',
        values: { before: `${answerFlag.writtenFor}`, now: `${answerFlag.answer}` },
      };
  }
}

/** Decision of the lead where ratings differed. */
export function ConsolidationNote({ question }: { readonly question: QuestionModel }): ReactElement | null {
  const translate = useTranslate();
  const { consolidation } = question;
  if (consolidation === null) return null;
  return (
    <Banner meaning="good" icon={Scale} title={translate('several.decided', { level: consolidation.level })}>
      <span dir="auto">{consolidation.reason}</span>
    </Banner>
  );
}

interface AnswerFlagNotesProps {
  readonly question: QuestionModel;
  /** Flags wait until the card is left: evidence and reason may still follow. A reviewer’s word does not. */
  readonly isRating: boolean;
  readonly conflictsHref: string;
  /** The rationale explains the present answer too; absent where nothing may be changed. */
  readonly onRationaleFits: ((explainedAnswer: ExplainedAnswer) => void) | undefined;
}

/** Notes on the answer, in sentences. */
export function AnswerFlagNotes(props: AnswerFlagNotesProps): ReactElement {
  const { question, isRating, conflictsHref, onRationaleFits } = props;
  const translate = useTranslate();
  const answerFlags = isRating
    ? question.flags.filter((flag) => flag.kind === 'aboveEvidence' && flag.reviewer !== null)
    : question.flags;
  return (
    <>
      {answerFlags.map((answerFlag) => (
        <Banner
          key={answerFlag.kind}
          meaning={
            answerFlag.kind === 'aboveEvidence' && answerFlag.reviewer?.holds === true ? 'info' : 'wait'
          }
          icon={answerFlag.kind === 'aboveEvidence' ? TriangleAlert : FlagIcon}
          isQuiet={answerFlag.kind === 'reasonMissing'}
        >
          <p>{translate(answerFlagMessage(answerFlag))}</p>
          {answerFlag.kind === 'aboveEvidence' && answerFlag.reviewer !== null && (
            <ReviewerOverrideNote reviewer={answerFlag.reviewer} />
          )}
          {answerFlag.kind === 'otherAnswer' && onRationaleFits && (
            <Button onPress={() => onRationaleFits(answerFlag.answer)}>
              {translate('assessment.flag.otherAnswer.fits')}
            </Button>
          )}
        </Banner>
      ))}
      {question.otherConflicts > 0 && (
        <Banner meaning="bad" icon={GitMerge}>
          {translate('assessment.conflict.other', { count: question.otherConflicts })}{' '}
          <TextLink href={conflictsHref}>{translate('assessment.conflict.open')}</TextLink>
        </Banner>
      )}
    </>
  );
}

/** Reason why headquarters keeps a rating above its evidence. */
function ReviewerOverrideNote({
  reviewer: { reason, holds },
}: {
  readonly reviewer: { readonly reason: string; readonly holds: boolean };
}): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <p>{translate('assessment.flag.reviewer', { reason })}</p>
      {!holds && <p>{translate('assessment.flag.reviewer.outdated')}</p>}
    </>
  );
}
