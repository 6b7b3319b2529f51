import type { ReactElement } from 'react';
import type { AnswerValue, FormChoice } from '#domain/instrument/form/form.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { codesIn } from './chosen.ts';

interface DerivedViewProps {
  readonly value: AnswerValue | null;
  readonly choices: readonly FormChoice[];
}

/** A value that follows from other answers. */
export function DerivedView({ value, choices }: DerivedViewProps): ReactElement {
  const say = useSay();
  const labels = codesIn(value).map((code) => choices.find(({ name }) => name === code)?.label || code);
  return (
    <output className="form-derived" dir="auto">
      {labels.length === 0 ? (
        <span className="form-none">{say('form.derived.none')}</span>
      ) : (
        labels.join(', ')
      )}
    </output>
  );
}
