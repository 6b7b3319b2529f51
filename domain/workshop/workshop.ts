import { textsInList } from '#base/json.ts';
import { type Document, isItemRemoved, richTextAt, valueAt } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import { orderedItemIds } from '../document/written-order.ts';
import type { SummaryFactRule } from '../path-rules/kind-schema.ts';
import { SessionDelivery, SessionKind } from './workshop-schema.ts';

/**
 * A timed part of a workshop (docs/requirements.md A1). A text is empty where none is set; `notes` is the merged Yjs
 * text in base64, if there is one.
 */
export interface WorkshopSession {
  readonly id: string;
  readonly title: string;
  readonly order: string;
  readonly minutes: number | null;
  readonly day: number | null;
  readonly notes: string | undefined;
  readonly kind: SessionKind;
  /** Fixed start, `09:30`; null where the time follows from the sessions before. */
  readonly starts: string | null;
  readonly room: string;
  /** Function of the person who leads it. */
  readonly lead: string;
  readonly method: string;
  readonly output: string;
  readonly materials: string;
  /** Ids of learning objectives of the workshop. */
  readonly objectives: readonly string[];
  readonly languages: readonly string[];
  /** Null where the setting of the workshop applies. */
  readonly isNonAttributed: boolean | null;
  readonly delivery: SessionDelivery | null;
  readonly deliveredMinutes: number | null;
  readonly deliveryNote: string;
}

/** Sessions that are not removed, in the agenda's order. */
export function readWorkshopSessions(workshop: Document | undefined): readonly WorkshopSession[] {
  return orderedItemIds(workshop, 'sessions').map((id) => readWorkshopSession(workshop, id));
}

function readWorkshopSession(workshop: Document | undefined, id: string): WorkshopSession {
  const at = (name: string): unknown => valueAt(workshop, `sessions/${id}/${name}`);
  const isNonAttributed = at('non-attribution');
  const kind = SessionKind.safeParse(at('kind'));
  const delivery = SessionDelivery.safeParse(at('delivery'));
  return {
    id,
    title: textOf(at('title')),
    order: textOf(at('order')),
    minutes: numberOf(at('minutes')),
    day: numberOf(at('day')),
    notes: richTextAt(workshop, `sessions/${id}/notes`),
    kind: kind.success ? kind.data : 'session',
    starts: textOf(at('starts')) || null,
    room: textOf(at('room')),
    lead: textOf(at('lead')),
    method: textOf(at('method')),
    output: textOf(at('output')),
    materials: textOf(at('materials')),
    objectives: textsInList(at('objectives')),
    languages: textsInList(at('languages')),
    isNonAttributed: typeof isNonAttributed === 'boolean' ? isNonAttributed : null,
    delivery: delivery.success ? delivery.data : null,
    deliveredMinutes: numberOf(at('delivered-minutes')),
    deliveryNote: textOf(at('delivery-note')),
  };
}

/** Minutes of a session as held: as planned without other words, none where it was dropped; null while nobody knows. */
export function heldMinutesOf({
  delivery,
  minutes,
  deliveredMinutes,
}: Pick<WorkshopSession, 'delivery' | 'minutes' | 'deliveredMinutes'>): number | null {
  if (delivery === 'dropped') return 0;
  return deliveredMinutes ?? (delivery === 'as-planned' ? minutes : null);
}

/** Statement of an ability after the workshop (docs/requirements.md A1). */
export interface LearningObjective {
  readonly id: string;
  /** Short name on screens and in prints, such as `LO3`. */
  readonly code: string;
  readonly text: string;
  readonly order: string;
}

/**
 * Learning objectives of a workshop in their order. An id of a template is its code; an added objective has the next
 * number.
 */
export function readLearningObjectives(workshop: Document | undefined): readonly LearningObjective[] {
  const objectives = orderedItemIds(workshop, 'objectives').map((id) => ({
    id,
    text: textOf(valueAt(workshop, `objectives/${id}/text`)),
    order: textOf(valueAt(workshop, `objectives/${id}/order`)),
  }));
  const numbers = objectives.map(({ id }) => Number(/^LO([1-9][0-9]?)$/.exec(id)?.[1] ?? 0));
  let last = Math.max(0, ...numbers);
  return objectives.map((objective, at) => ({
    ...objective,
    code: numbers[at] ? objective.id : `LO${(last += 1)}`,
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
/** Facts of a workshop in lists, beside its title and status; `sessions` counts those that are not removed. */
export const workshopFactRule: SummaryFactRule = {
  countedNamesAt: (path) => {
    const [area, session] = path.split('/', 2);
    return area === 'sessions' && session !== undefined ? [session] : [];
  },
  isCounted: (documentLookup, session) =>
    !isItemRemoved(documentLookup, `sessions/${session}`) &&
    !isPause(valueAt(documentLookup, `sessions/${session}/kind`)),
  facts: ({ view, count }) => ({
    mission: valueAt(view, 'mission') ?? null,
    template: valueAt(view, 'template') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
    surveyEnded: typeof valueAt(view, 'follow-up-ended-on') === 'string',
    sessions: count,
    archived: valueAt(view, 'archived') === true,
  }),
};

const isPause = (kind: unknown): boolean => kind === 'break' || kind === 'lunch';

export const workshopKind = DocumentKind.parse('workshop');
