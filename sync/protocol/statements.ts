import * as z from 'zod';

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
