import type { AgreementRefusal, LabourField } from '#domain/plan/action-plan.ts';
import type { PlanStatusRefusal } from '#domain/plan/change-plan.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Translate } from '#renderer/i18n/use-translate.ts';

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
  say: Translate,
  list: (parts: readonly string[]) => string,
  { missing, disputed }: AgreementRefusal,
): string {
  const name = (fields: readonly LabourField[]): string =>
    list(fields.map((field) => say(labourFieldKeys[field])));
  return [
    ...(missing.length > 0 ? [say('plan.blocked.missing', { what: name(missing) })] : []),
    ...(disputed.length > 0 ? [say('plan.blocked.disputed', { what: name(disputed) })] : []),
  ].join(' ');
}

/** Reason why a status was refused. */
export const statusRefusalText = (
  say: Translate,
  list: (parts: readonly string[]) => string,
  refusal: PlanStatusRefusal,
): string =>
  refusal.kind === 'reasonMissing' ? say('plan.blocked.reason') : agreementRefusalText(say, list, refusal);
