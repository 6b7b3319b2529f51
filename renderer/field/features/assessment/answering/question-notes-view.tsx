import { Flag as FlagIcon, GitMerge, Scale, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { type LanguageFormat, type Message, type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, TextLink } from '#renderer/ui';
import type { AnswerFlag, QuestionModel } from './question-model.ts';
import type { IndicatorRule } from '#domain/scoring/maturity-model.ts';

/** Answers that a skip rule reads, such as "S2 = no and S3 = no". */
export const skipRuleText = (rule: IndicatorRule, translate: Translate, format: LanguageFormat): string =>
  format.list(
    rule.all.map(([question, , expected]) => {
      if (typeof expected === 'number')
        return translate('assessment.rule.level', { question, level: expected });
      return translate(expected === 'yes' ? 'assessment.rule.yes' : 'assessment.rule.no', { question });
    }),
  );

/** A flag as a sentence. */
function answerFlagMessage(flag: AnswerFlag): Message {
  switch (flag.kind) {
    case 'aboveEvidence':
      return {
        key: 'assessment.flag.aboveEvidence',
        values: { level: flag.level, has: flag.items === 0 ? 'none' : flag.has },
      };
    case 'reasonMissing':
      return {
        key: flag.state === 'na' ? 'assessment.flag.reasonMissing.na' : 'assessment.flag.reasonMissing.rated',
      };
  }
}

interface SkipRuleNoteProps {
  readonly question: QuestionModel;
  /** Take a proposed level as one's own answer; absent where nothing may be changed. */
  readonly onTake?: ((level: 1) => void) | undefined;
}

/** Reason why a level is proposed, or why this question would be hidden. */
export function SkipRuleNote({ question: { asked }, onTake }: SkipRuleNoteProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  if (asked.kind === 'proposed') {
    const { level, why } = asked;
    return (
      <Banner
        meaning="info"
        title={translate('assessment.proposed', { level, why: why.note })}
        actions={
          onTake && (
            <Button onPress={() => onTake(level)}>
              {translate('assessment.proposed.accept', { level })}
            </Button>
          )
        }
      >
        {translate('assessment.proposed.note')}
      </Banner>
    );
  }
  if (asked.kind !== 'skipped') return null;
  return (
    <Banner meaning="info">
      {translate('assessment.skipped.shown', {
        why: asked.why.note,
        rule: skipRuleText(asked.why, translate, format),
      })}
    </Banner>
  );
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
}

/** Notes on the answer, in sentences. */
export function AnswerFlagNotes({ question, isRating, conflictsHref }: AnswerFlagNotesProps): ReactElement {
  const translate = useTranslate();
  const flags = isRating
    ? question.flags.filter((flag) => flag.kind === 'aboveEvidence' && flag.reviewer !== null)
    : question.flags;
  return (
    <>
      {flags.map((flag) => (
        <Banner
          key={flag.kind}
          meaning={flag.kind === 'aboveEvidence' && flag.reviewer?.holds === true ? 'info' : 'wait'}
          icon={flag.kind === 'aboveEvidence' ? TriangleAlert : FlagIcon}
          isQuiet={flag.kind === 'reasonMissing'}
        >
          <p>{translate(answerFlagMessage(flag))}</p>
          {flag.kind === 'aboveEvidence' && flag.reviewer !== null && (
            <ReviewerOverrideNote reviewer={flag.reviewer} />
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
