import { SealRole } from '../path-rules/sealed-value.ts';
import type { SealRecipients } from './programme.ts';

/** Keys of roles as this laptop knows them: those that a person agreed to, and those that wait for that. */
export interface SealKeys {
  /** Values are encrypted to these alone. */
  readonly agreed: SealRecipients;
  /** Keys that headquarters names and nobody here has agreed to yet. */
  readonly asked: SealRecipients;
}

/**
 * Part the keys that the programmes name by a person's agreement on this laptop. A further key opens names of
 * participants to one more reader, so that no laptop follows it by itself.
 */
export function partSealKeys(named: SealRecipients, agreedBefore: SealRecipients): SealKeys {
  const agreed: Partial<Record<SealRole, string>> = {};
  const asked: Partial<Record<SealRole, string>> = {};
  for (const sealRole of SealRole.options) {
    const recipient = named[sealRole];
    if (recipient === undefined) continue;
    (agreedBefore[sealRole] === recipient ? agreed : asked)[sealRole] = recipient;
  }
  return { agreed, asked };
}
