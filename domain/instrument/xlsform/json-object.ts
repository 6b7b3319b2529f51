import * as z from 'zod';

const JsonObject = z.record(z.string(), z.unknown());
const refused = { kind: false, id: false };

/** An object from JSON; for anything else one that no schema of ours takes. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return JsonObject.safeParse(JSON.parse(text)).data ?? refused;
  } catch {
    // Not JSON: the caller's schema refuses it.
    return refused;
  }
}
