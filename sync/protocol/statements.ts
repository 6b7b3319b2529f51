import * as z from 'zod';
import { sha256Of } from './hash.ts';

/**
 * Answers carry the statements from the key that a device pins to the server's present one; requests carry its mark.
 */
export const serverKeyHeader = 'fieldbook-key';

const publicKeyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * Server's statement that it continues under another key (docs/security-requirements.md 4). `sig` is by `from` over
 * `keyStatementText`. Raw Ed25519 keys and signatures in unpadded base64url.
 */
export const KeyStatement = z.readonly(
  z.object({ from: publicKeyText, key: publicKeyText, sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/) }),
);
export type KeyStatement = z.infer<typeof KeyStatement>;

/** Text that the former key signs. */
export const keyStatementText = ({ from, key: next }: Omit<KeyStatement, 'sig'>): string =>
  `fieldbook key\n${from}\n${next}`;

/** Statements as a header: `from.key.sig`, oldest first, separated by commas. */
export const encodeKeyStatements = (keyStatements: readonly KeyStatement[]): string =>
  keyStatements.map(({ from, key: next, sig }) => [from, next, sig].join('.')).join(',');

/** Statements of a header. Unreadable ones are left out, and so lead to no key. */
export const decodeKeyStatements = (header: string): readonly KeyStatement[] =>
  header.split(',').flatMap((text) => {
    const [from, next, sig] = text.trim().split('.');
    const statement = KeyStatement.safeParse({ from, key: next, sig });
    return statement.success ? [statement.data] : [];
  });

/**
 * Follow statements from a pinned key, each signed by the key before it.
 * @param holds Verifies a signature under a raw key.
 * @returns the last key reached; the pinned one when no statement continues it.
 */
export function followKeyStatements(
  pinned: string,
  keyStatements: readonly KeyStatement[],
  holds: (by: string, text: string, sig: string) => boolean,
): string {
  const step = keyStatements.find(
    (keyStatement) =>
      keyStatement.from === pinned && holds(pinned, keyStatementText(keyStatement), keyStatement.sig),
  );
  if (step === undefined) return pinned;
  return followKeyStatements(
    step.key,
    keyStatements.filter((keyStatement) => keyStatement !== step),
    holds,
  );
}

/** Mark in a request of the key that its device pins: the first letters tell the server's own keys apart. */
export const pinnedKeyMark = (pinned: string): string => pinned.slice(0, 11);

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
