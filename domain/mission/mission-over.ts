/** States after which nobody works in a mission on the spot (domain.md A2). */
const over: ReadonlySet<string> = new Set(['completed', 'reported', 'closed', 'cancelled']);

/** Is this mission over, by what it says of itself: its state, or its last day? Days as `2026-11-24`. */
export const isMissionOver = (
  { status, to }: { readonly status: string; readonly to: string | null },
  today: string,
): boolean => over.has(status) || (to !== null && to < today);
