import type { ReactElement } from 'react';
import { NaReason } from '#domain/assessment/assessment.ts';
import { naReasonKeys } from '#renderer/words/finding-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';

interface NaReasonViewProps {
  readonly question: string;
  readonly reason: NaReason | null;
  readonly isReadOnly: boolean;
  readonly onChoose: (reason: NaReason) => void;
}

/** Why a question does not apply, by the codes of domain.md B2. */
export function NaReasonView({ question, reason, isReadOnly, onChoose }: NaReasonViewProps): ReactElement {
  const say = useSay();
  return (
    <RadioRows
      label={say('assessment.na.title', { question })}
      rows={[]}
      others={NaReason.options.map((code) => ({ value: code, text: say(naReasonKeys[code]) }))}
      value={reason}
      onChange={onChoose}
      isReadOnly={isReadOnly}
    />
  );
}
