/**
 * Normalize an enrolment code copied from paper or a telephone.
 * It may have any case and any gaps. O counts as 0, and I or L as 1, which codes do not have.
 * @returns `XXXX-XXXX-XXXX`
 */
export function normalizeEnrolCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, 12);
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

/** Normalize an address of headquarters; `https://` is added where it is missing. Null for an invalid one. */
export function normalizeServerAddress(typed: string): string | null {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return text !== '' && URL.canParse(address) ? new URL(address).origin : null;
}
