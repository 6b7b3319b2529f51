import type { ReactElement } from 'react';
import type { IndicatorRule } from '#domain/scoring/maturity-model.ts';
import { type LanguageFormat, type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import type { QuestionModel } from './question-model.ts';

/** Answers that a skip rule reads, such as "S2 = no and S3 = no". */
export const skipRuleText = (
  indicatorRule: IndicatorRule,
  translate: Translate,
  format: LanguageFormat,
): string =>
  format.list(
    indicatorRule.all.map(([question, , expected]) => {
      if (typeof expected === 'number')
        return translate('assessment.rule.level', { question, level: expected });
      return translate(expected === 'yes' ? 'assessment.rule.yes' : 'assessment.rule.no', { question });
    }),
  );

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
