import type { ReactElement } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { PageSection, TextLink } from '#renderer/ui';
import './plan.css';

interface BasisProps {
  readonly response: PlanItemResponse;
  readonly href: string | null;
  readonly isPartner: boolean;
}

/** Recommendation and findings behind an item, as far as the person may read them. */
export function PlanBasis({ response: { basis }, href, isPartner }: BasisProps): ReactElement | null {
  const translate = useTranslate();
  if (basis === null) return null;
  return (
    <PageSection
      kind="side"
      title={translate('labour.basis')}
      description={isPartner ? translate('labour.basis.partner') : undefined}
    >
      <p dir="auto">{basis.recommendation}</p>
      <ul className="plan-findings">
        {basis.findings.map(({ id, text, kind }) => (
          <li key={id}>
            <small>{translate(valueLabels.findingKind[kind])}</small> <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      {href !== null && <TextLink href={href}>{translate('labour.basis.open')}</TextLink>}
    </PageSection>
  );
}
