import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { DocumentKind } from '../document/op.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { causalContextRule } from '../document/causal-context.ts';
import { IsoDay } from '../mission/mission.ts';
import { donorAndState, noAudience } from '../privacy/path-audience.ts';
import { type Document, isItemRemoved, itemIdsBelow, richTextAt, valueAt } from '../document/document.ts';
import type { SummaryFactRule } from '../document/summary-fact-rule.ts';

/**
 * A timed part of a workshop (docs/requirements.md A1). `notes` is the merged Yjs text in base64, if there is one.
 */
export interface WorkshopSession {
  readonly id: string;
  readonly title: string;
  readonly order: string;
  readonly minutes: number | null;
  readonly day: number | null;
  readonly notes: string | undefined;
}

/** Sessions that are not removed, in the agenda's order; ties go by id, alike on all devices. */
export function readWorkshopSessions(workshop: Document | undefined): readonly WorkshopSession[] {
  return itemIdsBelow(workshop, 'sessions')
    .filter((id) => !isItemRemoved(workshop, `sessions/${id}`))
    .map((id) => ({
      id,
      title: sessionTextOf(valueAt(workshop, `sessions/${id}/title`)),
      order: sessionTextOf(valueAt(workshop, `sessions/${id}/order`)),
      minutes: sessionNumberOf(valueAt(workshop, `sessions/${id}/minutes`)),
      day: sessionNumberOf(valueAt(workshop, `sessions/${id}/day`)),
      notes: richTextAt(workshop, `sessions/${id}/notes`),
    }))
    .sort((a, b) => compareSessionTexts(a.order, b.order) || compareSessionTexts(a.id, b.id));
}

const sessionTextOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const sessionNumberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const compareSessionTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Facts of a workshop in lists, beside its title and status; `sessions` counts those that are not removed. */
export const workshopFactRule: SummaryFactRule = {
  countedNamesAt: (path) => {
    const [area, session] = path.split('/', 2);
    return area === 'sessions' && session !== undefined ? [session] : [];
  },
  isCounted: (view, session) => !isItemRemoved(view, `sessions/${session}`),
  facts: ({ view, count }) => ({
    mission: valueAt(view, 'mission') ?? null,
    template: valueAt(view, 'template') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
    sessions: count,
  }),
};

export const workshopKind = DocumentKind.parse('workshop');

/** Status of a workshop (docs/requirements.md A2). */
export const WorkshopStatus = z.enum([
  'draft',
  'confirmed',
  'under-way',
  'completed',
  'report-drafted',
  'report-approved',
  'closed',
  'postponed',
  'cancelled',
]);
export type WorkshopStatus = z.infer<typeof WorkshopStatus>;

const shortWorkshopText = z.string().max(400);

const aboutWorkshop = { rights: 'about', group: 'mission', erasable: 'never' } as const;
const agendaPart = { ...aboutWorkshop, rights: 'agenda' } as const;

export const workshopSchema: KindSchema<'workshop'> = [
  {
    pattern: 'title',
    holds: shortWorkshopText,
    ...aboutWorkshop,
    sharedWith: donorAndState,
    erasable: 'all',
  },
  { pattern: 'mission', holds: z.guid().nullable(), ...aboutWorkshop, sharedWith: donorAndState },
  {
    pattern: 'template',
    holds: shortWorkshopText.nullable(),
    ...aboutWorkshop,
    sharedWith: donorAndState,
    group: 'instrument',
  },
  { pattern: 'from', holds: IsoDay.nullable(), ...aboutWorkshop, sharedWith: donorAndState },
  { pattern: 'to', holds: IsoDay.nullable(), ...aboutWorkshop, sharedWith: donorAndState },
  { pattern: 'status', holds: WorkshopStatus, ...aboutWorkshop, sharedWith: donorAndState, rights: 'status' },
  // Attribution of a session is not in its path: the stricter group applies.
  {
    pattern: 'sessions/*/notes',
    holds: 'text',
    rights: 'session-notes',
    group: 'sessionNotesAttributed',
    sharedWith: noAudience,
    erasable: 'all',
  },
  {
    pattern: 'sessions/*/title',
    holds: shortWorkshopText,
    ...agendaPart,
    sharedWith: donorAndState,
    erasable: 'all',
  },
  { pattern: 'sessions/*/order', holds: z.string().max(200), ...agendaPart, sharedWith: donorAndState },
  {
    pattern: 'sessions/*/minutes',
    holds: z.number().nonnegative().max(1440).nullable(),
    ...agendaPart,
    sharedWith: donorAndState,
  },
  // Method, lead function, objectives and further fields of a template; each extends this list with its screen.
  {
    pattern: 'sessions/*/method',
    holds: shortWorkshopText.nullable(),
    ...agendaPart,
    sharedWith: donorAndState,
    erasable: 'all',
  },
  {
    pattern: 'sessions/*/output',
    holds: shortWorkshopText.nullable(),
    ...agendaPart,
    sharedWith: donorAndState,
    erasable: 'all',
  },
  {
    pattern: 'sessions/*/day',
    holds: z.int().min(1).max(60).nullable(),
    ...agendaPart,
    sharedWith: donorAndState,
  },
  { pattern: 'sessions/*/removed', holds: z.boolean(), ...agendaPart, sharedWith: donorAndState },
  // Counted by headquarters, with the minimum cell (domain/privacy/cell-suppression.ts).
  {
    pattern: 'attendance/**',
    holds: JsonValue,
    rights: 'attendance',
    group: 'participantCode',
    sharedWith: noAudience,
    erasable: 'all',
  },
  { pattern: 'removed', holds: z.boolean(), ...aboutWorkshop, sharedWith: donorAndState },
  causalContextRule({ rights: 'about', group: 'mission' }),
];
