import { Grants } from '#sync/protocol/wire.ts';

/**
 * What a sync answer says of headquarters' own keys: the offline root's word on to whom a device seals, and which former keys
 * count for nothing. Recipients without such a word count for nothing either.
 */
export type KeysInGrants = Pick<Grants, 'recovery' | 'revokedKeys'>;

/**
 * The keys of headquarters in the grants of a sync answer; null when it says nothing of them. The caller sees to it that
 * headquarters signed the answer.
 */
export function keysInGrants(body: string): KeysInGrants | null {
  // Most answers bear no grants, and are not worth parsing for that.
  if (!body.includes('"recovery"') && !body.includes('"revokedKeys"')) return null;
  try {
    const { grants } = JSON.parse(body) as { readonly grants?: unknown };
    return Grants.safeParse(grants).data ?? null;
  } catch {
    return null; // not JSON: what asked for it finds that out
  }
}
