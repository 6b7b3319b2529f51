/** An object from JSON; for anything else one that no schema of ours takes. */
export function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refused;
  } catch {
    // Not JSON: the caller's schema refuses it.
    return refused;
  }
}

const refused = { kind: null, id: null };
