import { Grants } from '#sync/protocol/wire.ts';

/**
 * To whom at headquarters a device seals from now on, as a sync answer says; null when it says nothing of it. The caller
 * sees to it that headquarters signed the answer: whoever names recipients can read what is sealed to them.
 */
export function recipientsIn(body: string): readonly string[] | null {
  // Most answers bear no grants, and are not worth parsing for that.
  if (!body.includes('"recipients"')) return null;
  try {
    const { grants } = JSON.parse(body) as { readonly grants?: unknown };
    return Grants.safeParse(grants).data?.recipients ?? null;
  } catch {
    return null; // not JSON: what asked for it finds that out
  }
}
