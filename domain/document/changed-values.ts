import { areJsonEqual } from '#base/json.ts';
import type { PathValue } from './op.ts';

/**
 * Values of a form that a person changed. A value that stays is not written, so that a colleague's change of it merges.
 * @param opened values as the form was opened; none for a new record
 */
export function changedValues(
  opened: readonly PathValue[],
  pathValues: readonly PathValue[],
): readonly PathValue[] {
  const openedByPath = new Map(opened.map(({ path, value }) => [path, value]));
  return pathValues.filter(({ path, value }) => {
    const openedValue = openedByPath.get(path);
    return openedValue === undefined || !areJsonEqual(openedValue, value);
  });
}
