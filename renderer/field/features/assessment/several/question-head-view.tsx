import type { ReactElement } from 'react';
import type { Level } from '#domain/assessment/assessment.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import type { RadioRow } from '#renderer/ui/radio-rows.tsx';

/** What is asked: number, title, gate, question. */
export function QuestionHead({ indicator }: { readonly indicator: Indicator }): ReactElement {
  const say = useSay();
  return (
    <>
      <h2 className="assess-title">
        <span className="assess-code">{indicator.id}</span>
        <bdi>{indicator.title}</bdi>
        {indicator.gate && (
          <span title={say('assessment.gate.explained')}>
            <Pill text={say('assessment.gate')} meaning="accent" />
          </span>
        )}
      </h2>
      <p className="assess-question">
        <bdi>{indicator.question}</bdi>
      </p>
    </>
  );
}

const levels = [1, 2, 3, 4, 5] as const;

/** The five descriptors as rows to choose, with the keys that choose them. */
export function useLevelRows(indicator: Indicator): readonly RadioRow<`${Level}`>[] {
  const around = languages[useLanguage()].direction;
  return levels.map((level) => ({
    value: `${level}` as const,
    keyHint: `${level}`,
    level,
    text: isolate(indicator.levels[level - 1] ?? '', around),
  }));
}
