import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { compareTexts } from '#base/json.ts';
import { RowOrder } from '../assessment/schema/stored-answer.ts';
import { type Document, isItemRemoved, itemIdsBelow, readValueAt } from '../document/document.ts';
import { assignOrders } from '../document/list-order.ts';
import { type Path, type PathValue, pathOf } from '../document/op.ts';
import { compareItemsOf } from '../document/written-order.ts';
import type { KindSchema } from '../path-rules/kind-schema.ts';
import { stateAndPartner } from '../path-rules/path-audience.ts';

/** A dated step of a plan item. */
export interface Milestone {
  readonly id: string;
  readonly text: string;
  /** `2027-03-31`; null where it has no day. */
  readonly day: string | null;
  readonly isDone: boolean;
  readonly order: string;
  /** False for a line of an earlier version, and for a new one without words: the first change stores it. */
  readonly isStored: boolean;
}

const milestonePart = { rights: 'items', group: 'findings', sharedWith: stateAndPartner } as const;
const milestoneProgress = { ...milestonePart, rights: 'progress' } as const;
const MilestoneDay = z.iso.date();

/**
 * Path rules of milestones. Each is an item of a list, so that people who add milestones apart from each other keep
 * both. `items/.../milestones` itself is the text of earlier versions, one milestone per line.
 */
export const milestonePathRules: KindSchema<'action-plan'> = [
  {
    pattern: 'items/*/milestones',
    field: ['lines', 'path.item.milestones'],
    holds: z.string().max(20_000),
    ...milestonePart,
    erasable: 'all',
  },
  {
    pattern: 'items/*/milestones/*/text',
    field: ['lines', 'path.text'],
    holds: z.string().max(20_000),
    ...milestonePart,
    erasable: 'all',
  },
  {
    pattern: 'items/*/milestones/*/day',
    field: ['day', 'path.meeting.day'],
    holds: MilestoneDay.nullable(),
    ...milestonePart,
    erasable: 'never',
  },
  {
    pattern: 'items/*/milestones/*/done',
    field: ['flag', 'path.milestone.done'],
    holds: z.boolean(),
    ...milestoneProgress,
    erasable: 'never',
  },
  {
    pattern: 'items/*/milestones/*/order',
    field: ['other', 'path.order'],
    holds: RowOrder,
    ...milestonePart,
    erasable: 'never',
  },
  {
    pattern: 'items/*/milestones/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...milestonePart,
    erasable: 'never',
  },
];

/** Path of one part of a milestone. */
export const milestonePath = (
  item: string,
  id: string,
  part: 'text' | 'day' | 'done' | 'order' | 'removed',
): Path => pathOf('items', item, 'milestones', id, part);

/**
 * Milestones of an item that are not removed, in their order. A line of the text of earlier versions counts until it is
 * stored as an item of the list. The text itself never changes, so that earlier versions go on showing it.
 */
export function readMilestones(plan: Document | undefined, item: string): readonly Milestone[] {
  const at = `items/${item}/milestones`;
  const storedMilestones = itemIdsBelow(plan, at).map(
    (id): Milestone => ({
      id,
      text: readValueAt(plan, `${at}/${id}/text`, z.string(), ''),
      day: readValueAt(plan, `${at}/${id}/day`, MilestoneDay.nullable(), null),
      isDone: readValueAt(plan, `${at}/${id}/done`, z.boolean(), false),
      order: readValueAt(plan, `${at}/${id}/order`, z.string(), ''),
      isStored: true,
    }),
  );
  const isRemoved = ({ id }: Milestone): boolean => isItemRemoved(plan, `${at}/${id}`);
  // An undo of its storing removes the item with its words: the line is then as it was.
  const isTaken = ({ id }: Milestone): boolean =>
    storedMilestones.some(
      (milestone) => milestone.id === id && (!isRemoved(milestone) || isBlankMilestone(milestone)),
    );
  const lines = milestonesOfText(readValueAt(plan, at, z.string(), ''));
  const compareStored = compareItemsOf(plan, at);
  return [
    ...storedMilestones.filter((milestone) => !isRemoved(milestone)),
    ...lines.filter((milestone) => !isTaken(milestone)),
  ].toSorted((a, b) => compareTexts(a.order, b.order) || compareStored(a.id, b.id));
}

const milestoneDoneMark = '[x] ';

/**
 * Milestones of a text of earlier versions, one per line: `[x]` once it is reached, its day where it has one, and its
 * words. The id follows from the line, so that all laptops store it as the same item.
 */
function milestonesOfText(text: string): readonly Milestone[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '');
  const assignedOrders = assignOrders(lines.map((_, at) => ({ id: String(at), order: null })));
  return lines.map((line, at) => {
    const isDone = line.startsWith(milestoneDoneMark);
    const rest = isDone ? line.slice(milestoneDoneMark.length).trim() : line;
    const [first = '', ...others] = rest.split(' ');
    const isDated = MilestoneDay.safeParse(first).success;
    const copies = lines.slice(0, at).filter((one) => one === line).length;
    return {
      id: lineId(line, copies),
      text: isDated ? others.join(' ') : rest,
      day: isDated ? first : null,
      isDone,
      order: assignedOrders[at]?.order ?? '',
      isStored: false,
    };
  });
}

const lineIdStart = 'line-';
const isLineId = (id: string): boolean => id.startsWith(lineIdStart);
const lineId = (line: string, copies: number): string =>
  `${lineIdStart}${bytesToHex(sha256(utf8ToBytes(`${line}\n${copies}`))).slice(0, 24)}`;

/**
 * A milestone at the end of the list. It is stored with its first change.
 * @param id made by the caller
 */
export function newMilestone(listedMilestones: readonly Milestone[], id: string): Milestone {
  const assignedOrders = assignOrders([...listedMilestones, { id, order: null }]);
  const order = assignedOrders.find((assignedOrder) => assignedOrder.id === id)?.order ?? '';
  return { id, text: '', day: null, isDone: false, order, isStored: false };
}

/** All parts of a milestone, to store one that is not in the list yet. */
export const storeMilestone = (
  item: string,
  { id, text, day, isDone, order }: Milestone,
): readonly PathValue[] => [
  { path: milestonePath(item, id, 'text'), value: text },
  { path: milestonePath(item, id, 'day'), value: day },
  { path: milestonePath(item, id, 'done'), value: isDone },
  { path: milestonePath(item, id, 'order'), value: order },
  ...(isLineId(id) ? [{ path: milestonePath(item, id, 'removed'), value: false }] : []),
];

/**
 * Remove a milestone of the list. One that was made of a line loses its words too, so that the line does not count
 * again.
 */
export const removeMilestone = (item: string, { id }: Milestone): readonly PathValue[] => [
  ...(isLineId(id)
    ? [
        { path: milestonePath(item, id, 'text'), value: '' },
        { path: milestonePath(item, id, 'day'), value: null },
      ]
    : []),
  { path: milestonePath(item, id, 'removed'), value: true },
];

/** Return whether a milestone says nothing. */
export const isBlankMilestone = ({ text, day }: Milestone): boolean => text.trim() === '' && day === null;
