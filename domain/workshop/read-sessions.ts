import { type Document, idsBelow, isRemoved, textAt, valueAt } from '../document/document.ts';

/** A timed part of a workshop (domain.md A1). `notes` is the merged Yjs text in base64, if anything was noted. */
export interface Session {
  readonly id: string;
  readonly title: string;
  readonly order: string;
  readonly minutes: number | null;
  readonly day: number | null;
  readonly notes: string | undefined;
}

/** The sessions that are not removed, in the agenda's order; equal orders are settled by id, alike on all devices. */
export function readSessions(workshop: Document | undefined): readonly Session[] {
  return idsBelow(workshop, 'sessions')
    .filter((id) => !isRemoved(workshop, `sessions/${id}`))
    .map((id) => ({
      id,
      title: textOf(valueAt(workshop, `sessions/${id}/title`)),
      order: textOf(valueAt(workshop, `sessions/${id}/order`)),
      minutes: numberOf(valueAt(workshop, `sessions/${id}/minutes`)),
      day: numberOf(valueAt(workshop, `sessions/${id}/day`)),
      notes: textAt(workshop, `sessions/${id}/notes`),
    }))
    .sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
