import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { FactList, PageSection, Pill } from '#renderer/ui';
import './independent-ratings.css';
import type { InterRaterReliability } from '#domain/scoring/inter-rater-reliability.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';

interface RatingReliabilityViewProps {
  readonly reliability: InterRaterReliability;
  /** Number of questions with a level. */
  readonly rated: number;
}

/** Agreement of two assessors who rated without seeing each other (docs/requirements.md B6.14). */
export function RatingReliabilityView({ reliability, rated }: RatingReliabilityViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { doubleRated, isEnough, exact, withinOne } = reliability;
  const share = (value: number | null): string =>
    value === null ? translate('several.reliability.none') : format.percent(value);
  const needed = Math.ceil(rated * defaultScoringPolicy.doubleRatedShare);
  return (
    <PageSection
      kind="side"
      title={translate('several.reliability.title')}
      action={
        <Pill
          text={translate(isEnough ? 'several.reliability.enough' : 'several.reliability.few')}
          meaning={isEnough ? 'good' : 'wait'}
        />
      }
    >
      <FactList
        facts={[
          {
            term: translate('several.reliability.double'),
            value: translate('several.reliability.of', { double: doubleRated, rated }),
          },
          { term: translate('several.reliability.exact'), value: share(exact) },
          { term: translate('several.reliability.withinOne'), value: share(withinOne) },
        ]}
      />
      <p className="assess-prompt">
        {translate('several.reliability.text', {
          share: format.percent(defaultScoringPolicy.doubleRatedShare),
          needed,
        })}
      </p>
    </PageSection>
  );
}
