import type { AgreementRefusal, LabourField } from '#domain/plan/action-plan.ts';
import type { PlanStatusRefusal } from '#domain/plan/change-plan.ts';
import type { MessageKey, Translate } from '#renderer/i18n';

const labourFieldKeys: { readonly [F in LabourField]: MessageKey } = {
  lead: 'plan.labour.lead',
  counterpart: 'plan.labour.counterpart',
  'funding-line': 'plan.labour.fundingLine',
};

/**
 * Reason why an item cannot be agreed, in a sentence with the next step.
 * @param list Joins words as the language does.
 */
export function agreementRefusalText(
  translate: Translate,
  list: (parts: readonly string[]) => string,
  { missing, disputed }: AgreementRefusal,
): string {
  const name = (labourFields: readonly LabourField[]): string =>
    list(labourFields.map((field) => translate(labourFieldKeys[field])));
  return [
    ...(missing.length > 0 ? [translate('plan.blocked.missing', { what: name(missing) })] : []),
    ...(disputed.length > 0 ? [translate('plan.blocked.disputed', { what: name(disputed) })] : []),
  ].join(' ');
}

/** Reason why a status was refused. */
export const statusRefusalText = (
  translate: Translate,
  list: (parts: readonly string[]) => string,
  planStatusRefusal: PlanStatusRefusal,
): string =>
  planStatusRefusal.kind === 'reasonMissing'
    ? translate('plan.blocked.reason')
    : agreementRefusalText(translate, list, planStatusRefusal);
