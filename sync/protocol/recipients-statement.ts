import * as z from 'zod';
import { sha256Of } from './hash.ts';

const rootKeyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const ageRecipient = z.string().regex(/^age1[0-9a-z]{58}$/);

/**
 * Statement of the offline root of headquarters' recovery key, which names the age recipients of devices
 * (docs/security-requirements.md 2). `root` is a raw Ed25519 key in unpadded base64url; no server has its private half.
 * `n` only grows: 1 for the first statement of a root. `sig` is by `root` over `recipientsText`.
 */
export const RecipientsStatement = z.readonly(
  z.object({
    root: rootKeyText,
    n: z.int().positive().max(1_000_000),
    recipients: z.readonly(z.array(ageRecipient).min(1).max(8)),
    sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  }),
);
export type RecipientsStatement = z.infer<typeof RecipientsStatement>;

/** Text that the root signs: its lines are the name, root, number and recipients. */
export const recipientsText = ({ root, n, recipients }: Omit<RecipientsStatement, 'sig'>): string =>
  ['fieldbook recipients', root, n, ...recipients].join('\n');

/** Judgement on a statement; `why` is the reason that a device must not follow it. */
type RecipientsJudgement =
  | { readonly kind: 'same' | 'first' | 'next' }
  | { readonly kind: 'refused'; readonly why: 'signature' | 'root' | 'number' };

/**
 * Judge a statement against the one that a device pins.
 * @param pinned Statement that the device follows; null before its first.
 * @param holds Verifies a signature under a raw key.
 * @returns `refused` for another root, for a number that does not grow, and for a signature that does not hold.
 */
export function judgeRecipientsStatement(
  pinned: RecipientsStatement | null,
  recipientsStatement: RecipientsStatement,
  holds: (by: string, text: string, sig: string) => boolean,
): RecipientsJudgement {
  if (!holds(recipientsStatement.root, recipientsText(recipientsStatement), recipientsStatement.sig))
    return { kind: 'refused', why: 'signature' };
  if (pinned === null) return { kind: 'first' };
  if (recipientsStatement.root !== pinned.root) return { kind: 'refused', why: 'root' };
  if (recipientsText(recipientsStatement) === recipientsText(pinned)) return { kind: 'same' };
  return recipientsStatement.n > pinned.n ? { kind: 'next' } : { kind: 'refused', why: 'number' };
}

/** Fingerprint that two people compare: 80 bits of a hash of the recipients, as five groups of four. */
export const recipientsFingerprint = (recipients: readonly string[]): string =>
  (
    sha256Of(['fieldbook recipients', ...recipients].join('\n'))
      .slice(0, 20)
      .match(/.{4}/g) ?? []
  ).join(' ');
