import type { ReactElement } from 'react';
import type { Indicator, Rule } from '#domain/instrument/maturity-model.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import { ruleText } from './rule-message.ts';

interface SkippedLineViewProps {
  readonly indicator: Indicator;
  readonly why: Rule;
  readonly onShow: () => void;
}

/** A question that a skip rule hides, in one line that says why. */
export function SkippedLineView({ indicator, why, onShow }: SkippedLineViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <CollapsedLine
      action={
        <Button kind="quiet" label={`${say('assessment.skipped.show')}: ${indicator.id}`} onPress={onShow}>
          {say('assessment.skipped.show')}
        </Button>
      }
    >
      {say('assessment.skipped', {
        code: indicator.id,
        title: indicator.title,
        why: why.note,
        rule: ruleText(why, say, format),
      })}
    </CollapsedLine>
  );
}
