import type { Op } from '../document/op.ts';
import { pathOf } from '../document/path.ts';
import { missionKind } from '../mission/mission.ts';
import { type DataGroup, dataGroups } from './data-group.ts';
import { dataGroupOf, fieldPolicy } from './field-policy.ts';
import { dueAt, type EndFacts } from './retention.ts';

/** Where a field stands that no group knows. */
export type GroupName = DataGroup | 'unlisted';

/** So many fields of one group, and when they are due to be erased; null while that is not known. */
export interface GroupDue {
  readonly group: GroupName;
  readonly fields: number;
  readonly dueAtMs: number | null;
}

export type Field = Pick<Op, 'kind' | 'path'>;

/**
 * When these fields are due, group by group (domain.md E). Groups that are kept for good are left out: where they stand in
 * a record that is not, as the name of an instrument in an assessment, they go with it.
 */
export function dueByGroup(fields: Iterable<Field>, facts: EndFacts): readonly GroupDue[] {
  const groups = new Map<GroupName, GroupDue>();
  for (const { kind, path } of fields) {
    const { retention } = fieldPolicy(kind, path);
    if (retention.length === 0) continue;
    const group = dataGroupOf(kind, path) ?? 'unlisted';
    const before = groups.get(group);
    groups.set(group, { group, fields: (before?.fields ?? 0) + 1, dueAtMs: dueAt(retention, facts) });
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** A log that nobody has written in has a name all the same, which is what the mission's title is. */
const missionTitle: Field = { kind: missionKind, path: pathOf('title') };

/**
 * When a mission is due, group by group, of all that stands in its log, held or not, and its name. Laptops and
 * headquarters ask this one question. `programmeEnd`: null while it is not known.
 */
export const missionDue = (fields: Iterable<Field>, programmeEnd: number | null): readonly GroupDue[] =>
  dueByGroup([missionTitle, ...fields], programmeEnd === null ? {} : { programmeEnd });

/** When all of them are due, so that what they stand in can go as a whole; null while that is not known. */
export function wholeDueAtMs(groups: readonly GroupDue[]): number | null {
  const dues = groups.flatMap(({ dueAtMs }) => (dueAtMs === null ? [] : [dueAtMs]));
  return dues.length === 0 || dues.length < groups.length ? null : Math.max(...dues);
}

/** Those of them that are due by now. */
export const dueBy = (groups: readonly GroupDue[], nowMs: number): readonly GroupDue[] =>
  groups.filter(({ dueAtMs }) => dueAtMs !== null && dueAtMs <= nowMs);

/** When the words of so many strictly confidential remarks are due, which are kept beside their mission's log. */
export const sealedDue = (fields: number, facts: EndFacts): GroupDue => ({
  group: 'markedReviewComments',
  fields,
  dueAtMs: dueAt(dataGroups.markedReviewComments.retention, facts),
});

/** When the name of somebody who left, and those of their laptops, are due; how many these are is `fields`. */
export const accountDue = (leftAtMs: number, fields: number): GroupDue => ({
  group: 'accounts',
  fields,
  dueAtMs: dueAt(dataGroups.accounts.retention, { accountEnd: leftAtMs }),
});
