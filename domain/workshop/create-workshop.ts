import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, valueAt } from '../document/document.ts';
import { assignOrders } from '../document/list-order.ts';
import { type InitialValue, initialValuesFor, type PathValue, pathOf } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import {
  type TemplateSession,
  templateTextIn,
  type WorkshopTemplate,
} from './templates/workshop-template.ts';
import { readLearningObjectives, readWorkshopSessions, workshopKind } from './workshop.ts';
import type { WorkshopStatus } from './workshop-schema.ts';

/** Reason why an agenda is not started: somebody has begun one. */
type StartAgendaRefusal = { readonly kind: 'agendaNotEmpty'; readonly sessions: number };

/** An agenda before it is written into a workshop. */
interface AgendaDraft {
  readonly objectives: readonly { readonly id: string; readonly text: string }[];
  readonly sessions: readonly {
    readonly id: string;
    readonly values: { readonly [name: string]: JsonValue };
  }[];
  /** Values of the workshop itself. */
  readonly about: readonly PathValue[];
}

/**
 * Decide the writes that make an empty agenda follow a template. The ids come from the template. Two people who start
 * the same workshop from it offline in one language get one agenda: equal values are no conflict (M3).
 * @param language of the texts
 */
export const decideApplyTemplate = (
  workshop: Document | undefined,
  workshopTemplate: WorkshopTemplate,
  language: string,
): Result<readonly PathValue[], StartAgendaRefusal> =>
  decideStartAgenda(workshop, {
    objectives: workshopTemplate.objectives.map(({ id, text }) => ({
      id,
      text: templateTextIn(text, language),
    })),
    sessions: workshopTemplate.sessions.map((templateSession, at) => ({
      id: templateSessionId(workshopTemplate, at),
      values: templateSessionValues(templateSession, language),
    })),
    about: [{ path: pathOf('template'), value: workshopTemplate.code }],
  });

/** `w1-01`, `w1-break-02`: the same on every device, by the number of its kind. */
function templateSessionId({ code, sessions }: WorkshopTemplate, at: number): string {
  const sessionKind = sessions[at]?.kind;
  const number = sessions
    .slice(0, at + 1)
    .filter((templateSession) => templateSession.kind === sessionKind).length;
  const digits = String(number).padStart(2, '0');
  return [
    code.toLowerCase(),
    ...(sessionKind === undefined || sessionKind === 'session' ? [] : [sessionKind]),
    digits,
  ].join('-');
}

function templateSessionValues(
  templateSession: TemplateSession,
  language: string,
): { [name: string]: JsonValue } {
  const { day, minutes, kind, objectives } = templateSession;
  const texts = (['title', 'method', 'lead', 'materials', 'output'] as const).flatMap((name) =>
    templateSession[name] === null ? [] : [[name, templateTextIn(templateSession[name], language)] as const],
  );
  return {
    kind,
    day,
    minutes,
    ...Object.fromEntries(texts),
    ...(objectives.length > 0 && { objectives }),
  };
}

/** Decide the writes that copy the plan of an earlier workshop into an empty agenda; rooms and results stay there. */
export function decideCopyAgenda(
  workshop: Document | undefined,
  source: Document,
): Result<readonly PathValue[], StartAgendaRefusal> {
  const template = valueAt(source, 'template');
  const days = new Set(readWorkshopSessions(source).map(({ day }) => day));
  return decideStartAgenda(workshop, {
    objectives: readLearningObjectives(source).map(({ id, text }) => ({ id, text })),
    sessions: readWorkshopSessions(source).map(({ id }) => ({ id, values: copiedValues(source, id) })),
    about: [
      ...(typeof template === 'string' ? [{ path: pathOf('template'), value: template }] : []),
      ...[...days].flatMap((day) => {
        const start = day === null ? undefined : valueAt(source, `day-starts/${day}`);
        return typeof start === 'string' ? [{ path: pathOf('day-starts', String(day)), value: start }] : [];
      }),
    ],
  });
}

const copiedNames = [
  'kind',
  'title',
  'day',
  'minutes',
  'starts',
  'method',
  'lead',
  'objectives',
  'materials',
  'output',
  'languages',
  'non-attribution',
];

function copiedValues(source: Document, id: string): { readonly [name: string]: JsonValue } {
  const values = copiedNames.flatMap((name) => {
    const value = valueAt(source, `sessions/${id}/${name}`);
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function decideStartAgenda(
  workshop: Document | undefined,
  agendaDraft: AgendaDraft,
): Result<readonly PathValue[], StartAgendaRefusal> {
  const sessions = readWorkshopSessions(workshop).length;
  if (sessions > 0) return refuse({ kind: 'agendaNotEmpty', sessions });
  return ok([
    ...agendaDraft.about,
    ...listValues(
      workshop,
      'objectives',
      agendaDraft.objectives.map(({ id, text }) => ({ id, values: { text } })),
    ),
    ...listValues(workshop, 'sessions', agendaDraft.sessions),
  ]);
}

/** Writes of the items of one list in this order; removed items come back. */
function listValues(
  workshop: Document | undefined,
  list: 'objectives' | 'sessions',
  items: AgendaDraft['sessions'],
): readonly PathValue[] {
  const orders = new Map(
    assignOrders(items.map(({ id }) => ({ id, order: null }))).map(({ id, order }) => [id, order]),
  );
  return items.flatMap(({ id, values }) => {
    const all = { ...values, order: orders.get(id) ?? '' };
    const wasRemoved = valueAt(workshop, `${list}/${id}/removed`) === true;
    return Object.entries(wasRemoved ? { ...all, removed: false } : all).map(([name, value]) => ({
      path: pathOf(list, id, name),
      value,
    }));
  });
}

/** A person's choices for a new workshop. Days as `2026-11-24`; null means not known yet. */
export interface NewWorkshop {
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly template: WorkshopTemplate | null;
  /** Language of the texts of the template. */
  readonly language: string;
}

export type CreateWorkshopRefusal =
  | { readonly kind: 'titleMissing' }
  | { readonly kind: 'notADay'; readonly field: 'from' | 'to' }
  | { readonly kind: 'endsBeforeItStarts' };

/** The first values of a workshop and, with a template, of its sessions: all of them or a refusal. */
export function decideCreateWorkshop(
  newWorkshop: NewWorkshop,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
): Result<readonly InitialValue[], CreateWorkshopRefusal> {
  const title = newWorkshop.title.trim();
  if (title === '') return refuse({ kind: 'titleMissing' });
  if (!isDayOrNull(newWorkshop.from)) return refuse({ kind: 'notADay', field: 'from' });
  if (!isDayOrNull(newWorkshop.to)) return refuse({ kind: 'notADay', field: 'to' });
  if (newWorkshop.from !== null && newWorkshop.to !== null && newWorkshop.to < newWorkshop.from)
    return refuse({ kind: 'endsBeforeItStarts' });

  const first = initialValuesFor(ids.doc, workshopKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    ...(newWorkshop.from === null ? [] : [first('from', newWorkshop.from)]),
    ...(newWorkshop.to === null ? [] : [first('to', newWorkshop.to)]),
    first('status', 'draft' satisfies WorkshopStatus),
    ...templateAgendaValues(newWorkshop).map(({ path, value }) => first(path, value)),
  ]);
}

function templateAgendaValues({ template, language }: NewWorkshop) {
  const applied = template && decideApplyTemplate(undefined, template, language);
  // A workshop that does not exist yet has no agenda, so its template is never refused.
  return applied?.ok ? applied.value : [];
}

const isDayOrNull = (day: string | null): boolean => day === null || IsoDay.safeParse(day).success;
