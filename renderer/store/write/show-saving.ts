import type { LiveStateCell } from '../api/live-state.ts';
import { isBrokenDatabase, saveFailureOf } from '../db/disk-failure.ts';

/** Show a write while it is on its way, and its failure. The caller gets the failure too. */
export async function showSaving<T>(
  live: LiveStateCell,
  write: () => Promise<T>,
  broken: (error: unknown) => void,
): Promise<T> {
  live.change({ saving: live.state.saving + 1 });
  try {
    const result = await write();
    live.change({ saving: live.state.saving - 1, saveFailed: null });
    return result;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    live.change({ saving: live.state.saving - 1, saveFailed: { code: saveFailureOf(error), why } });
    if (isBrokenDatabase(error)) broken(error);
    throw error;
  }
}
