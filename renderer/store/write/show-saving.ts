import type { LiveStateCell } from '../api/live-state.ts';
import { isBrokenDatabase, saveFailureOf } from '../db/disk-failure.ts';

/** Show a write while it is on its way, and its failure. The caller gets the failure too. */
export async function showSaving<T>(
  liveState: LiveStateCell,
  write: () => Promise<T>,
  broken: (error: unknown) => void,
): Promise<T> {
  liveState.change({ saving: liveState.state.saving + 1 });
  try {
    const result = await write();
    liveState.change({ saving: liveState.state.saving - 1, saveFailed: null });
    return result;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    liveState.change({ saving: liveState.state.saving - 1, saveFailed: { code: saveFailureOf(error), why } });
    if (isBrokenDatabase(error)) broken(error);
    throw error;
  }
}
