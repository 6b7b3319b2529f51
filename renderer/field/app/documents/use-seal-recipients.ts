import type { SealRecipients } from '#domain/programme/programme.ts';
import { useStoreQuery } from '../session/field-services.tsx';

const noRecipients: SealRecipients = {};

/** Keys to encrypt names and addresses to. A role without one: these values stay on the laptop for now. */
export function useSealRecipients(): SealRecipients {
  const recipients = useStoreQuery('sealRecipients', null);
  return recipients.kind === 'loading' ? noRecipients : recipients.answer;
}
