import type { ReactElement } from 'react';
import type { Indicator, IndicatorRule } from '#domain/scoring/maturity-model.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, CollapsedLine } from '#renderer/ui';
import { skipRuleText } from './skip-rule-note.tsx';

interface SkippedQuestionViewProps {
  readonly indicator: Indicator;
  readonly why: IndicatorRule;
  readonly onShow: () => void;
}

/** Question that a skip rule hides, in one line with the reason. */
export function SkippedQuestionView({ indicator, why, onShow }: SkippedQuestionViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <CollapsedLine
      action={
        <Button
          kind="quiet"
          label={`${translate('assessment.skipped.show')}: ${indicator.id}`}
          onPress={onShow}
        >
          {translate('assessment.skipped.show')}
        </Button>
      }
    >
      {translate('assessment.skipped', {
        code: indicator.id,
        title: indicator.title,
        why: why.note,
        rule: skipRuleText(why, translate, format),
      })}
    </CollapsedLine>
  );
}
