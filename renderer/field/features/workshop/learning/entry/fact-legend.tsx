import type { ReactElement } from 'react';
import { type AnswerFact, factValues } from '#domain/workshop/learning/answer-facts.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabelOf } from '#renderer/records/value-labels.ts';

const lists = { institutionType: 'institutionType', sex: 'participantSex' } as const;

/** Digits of the values of a fact, such as "1 Woman, 2 Man". */
export function FactLegend({ fact }: { readonly fact: AnswerFact }): ReactElement {
  const translate = useTranslate();
  return (
    <p className="learning-legend">
      <strong>{translate(`learning.facts.${fact}`)}:</strong>
      {factValues[fact].map((value, at) => {
        const label = valueLabelOf(lists[fact], value);
        return (
          <span key={value}>
            <b>
              <bdi>{at + 1}</bdi>
            </b>{' '}
            {label === undefined ? value : translate(label)}
          </span>
        );
      })}
    </p>
  );
}
