import type { Mark } from '../assessment/finding.ts';
import { markOf } from '../assessment/mark-of.ts';
import type { Document } from '../document/document.ts';
import type { Op } from '../document/op.ts';
import { type Path, pathOf } from '../document/path.ts';
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

/** A field of a record, with the mark of the remark that it belongs to, where it belongs to one. */
export type Field = Pick<Op, 'kind' | 'path'> & { readonly mark?: Mark };

/** The fields of a record. Keys of a parsed record are paths; Object.keys forgets that. */
export const fieldsOf = (document: Document): readonly Field[] =>
  (Object.keys(document.registers) as Path[]).map((path) => fieldIn(document, path));

/** The remarks that have a mark of their own (domain.md E). */
const markedItem = /^(?:comments|review\/points)\/[^/]+(?=\/)/;

/** The field at a path of a record. */
export function fieldIn(document: Document, path: Path): Field {
  const [item] = markedItem.exec(path) ?? [];
  const { kind } = document;
  return item === undefined ? { kind, path } : { kind, path, mark: markOf(document, `${item}/mark`) };
}

/**
 * When these fields are due, group by group (domain.md E). Groups that are kept for good are left out: where they stand in
 * a record that is not, as the name of an instrument in an assessment, they go with it.
 */
export function dueByGroup(fields: Iterable<Field>, facts: EndFacts): readonly GroupDue[] {
  const groups = new Map<GroupName, GroupDue>();
  for (const field of fields) {
    const { retention } = fieldPolicy(field.kind, field.path, field.mark);
    if (retention.length === 0) continue;
    const group = groupOf(field);
    const before = groups.get(group);
    groups.set(group, { group, fields: (before?.fields ?? 0) + 1, dueAtMs: dueAt(retention, facts) });
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

const groupOf = ({ kind, path, mark }: Field): GroupName => dataGroupOf(kind, path, mark) ?? 'unlisted';

/** A log that nobody has written in has a name all the same, which is what the mission's title is. */
const missionTitle: Field = { kind: missionKind, path: pathOf('title') };

/**
 * When a mission is due, group by group, of all that stands in its log, held or not, and its name. Laptops and
 * headquarters ask this one question. `programmeEnd`: null while it is not known.
 */
export const missionDue = (fields: Iterable<Field>, programmeEnd: number | null): readonly GroupDue[] =>
  dueByGroup([missionTitle, ...fields], programmeEnd === null ? {} : { programmeEnd });

/**
 * What of a mission is due by now before the rest of it, so that it goes alone: its groups and the fields of these. None
 * once the whole is due. The numbers of what was erased are told of until their mission goes, and what no group knows is
 * not taken for a part. Of a strictly confidential remark its words go, and its place in the review stays.
 */
export function partDue<F extends Field>(
  fields: readonly F[],
  programmeEnd: number | null,
  nowMs: number,
): { readonly groups: readonly GroupDue[]; readonly fields: readonly F[] } {
  const wholeMs = wholeDueAtMs(missionDue(fields, programmeEnd));
  if (programmeEnd === null || (wholeMs !== null && wholeMs <= nowMs)) return { groups: [], fields: [] };
  const mayGo = fields.filter(goesAlone);
  const groups = dueBy(dueByGroup(mayGo, { programmeEnd }), nowMs);
  const names = new Set(groups.map(({ group }) => group));
  return { groups, fields: mayGo.filter((field) => names.has(groupOf(field))) };
}

function goesAlone(field: Field): boolean {
  switch (groupOf(field)) {
    case 'audit':
    case 'unlisted':
      return false;
    case 'markedReviewComments':
      return field.path.endsWith('/text');
    default:
      return true;
  }
}

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

/** When the words of so many answered requests about personal data are due. */
export const requestsDue = (fields: number, facts: EndFacts): GroupDue => ({
  group: 'dataRequests',
  fields,
  dueAtMs: dueAt(dataGroups.dataRequests.retention, facts),
});

/** When the name of somebody who left, and those of their laptops, are due; how many these are is `fields`. */
export const accountDue = (leftAtMs: number, fields: number): GroupDue => ({
  group: 'accounts',
  fields,
  dueAtMs: dueAt(dataGroups.accounts.retention, { accountEnd: leftAtMs }),
});
