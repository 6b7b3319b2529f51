import * as z from 'zod';

/** Answers carry the statements that lead from the key a device pins to the server's present one; requests its end. */
export const serverKeyHeader = 'fieldbook-key';

const publicKeyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * The server's word that it goes on under another key (security.md 4): `sig` is by `from` over `keyStatementText`. Raw
 * Ed25519 keys and signatures in unpadded base64url.
 */
export const KeyStatement = z.readonly(
  z.object({ from: publicKeyText, key: publicKeyText, sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/) }),
);
export type KeyStatement = z.infer<typeof KeyStatement>;

/** What the former key signs. */
export const keyStatementText = ({ from, key: next }: Omit<KeyStatement, 'sig'>): string =>
  `fieldbook key\n${from}\n${next}`;

/** Statements as a header: `from.key.sig`, oldest first, with commas between. */
export const encodeKeyStatements = (statements: readonly KeyStatement[]): string =>
  statements.map(({ from, key: next, sig }) => [from, next, sig].join('.')).join(',');

/** The statements in a header; those that cannot be read are left out, and so lead nowhere. */
export const decodeKeyStatements = (header: string): readonly KeyStatement[] =>
  header.split(',').flatMap((text) => {
    const [from, next, sig] = text.trim().split('.');
    const statement = KeyStatement.safeParse({ from, key: next, sig });
    return statement.success ? [statement.data] : [];
  });

/**
 * The key to which statements lead from a pinned one, each signed by the key before it; the pinned one itself when none
 * does. `holds` checks a signature under a raw key.
 */
export function followKeyStatements(
  pinned: string,
  statements: readonly KeyStatement[],
  holds: (by: string, text: string, sig: string) => boolean,
): string {
  const step = statements.find((one) => one.from === pinned && holds(pinned, keyStatementText(one), one.sig));
  if (step === undefined) return pinned;
  return followKeyStatements(
    step.key,
    statements.filter((one) => one !== step),
    holds,
  );
}

/** How a request says which key its device pins: the first letters are enough to tell the server's own keys apart. */
export const pinnedKeyMark = (pinned: string): string => pinned.slice(0, 11);
