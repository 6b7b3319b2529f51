import type { ReactElement } from 'react';
import type { Reliability } from '#domain/instrument/compare-ratings.ts';
import { defaultPolicy } from '#domain/instrument/scoring-policy.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';

interface ReliabilityViewProps {
  readonly reliability: Reliability;
  /** How many questions have a level. */
  readonly rated: number;
}

/** How far two assessors agree who rated without seeing each other (domain.md B6.14). */
export function ReliabilityView({ reliability, rated }: ReliabilityViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { doubleRated, isEnough, exact, withinOne } = reliability;
  const share = (value: number | null): string =>
    value === null ? say('several.reliability.none') : format.percent(value);
  const needed = Math.ceil(rated * defaultPolicy.doubleRatedShare);
  return (
    <Section
      kind="side"
      title={say('several.reliability.title')}
      action={
        <Pill
          text={say(isEnough ? 'several.reliability.enough' : 'several.reliability.few')}
          meaning={isEnough ? 'good' : 'wait'}
        />
      }
    >
      <Facts
        facts={[
          {
            term: say('several.reliability.double'),
            value: say('several.reliability.of', { double: doubleRated, rated }),
          },
          { term: say('several.reliability.exact'), value: share(exact) },
          { term: say('several.reliability.withinOne'), value: share(withinOne) },
        ]}
      />
      <p className="assess-prompt">
        {say('several.reliability.text', { share: format.percent(defaultPolicy.doubleRatedShare), needed })}
      </p>
    </Section>
  );
}
