import { ok, refuse, type Result } from '#base/result.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { IsoDay } from '../mission/mission.ts';
import type { WorkshopTemplate } from './workshop-templates.ts';
import type { WorkshopStatus } from './workshop-schema.ts';
import { readWorkshopSessions, workshopKind } from './workshop.ts';
import type { JsonValue } from '#base/json.ts';
import { type Document, valueAt } from '../document/document.ts';
import { pathOf, type PathValue } from '../document/path.ts';
import { assignOrders } from '../document/list-order.ts';

/** Reason why an agenda is not started from a template. */
type TemplateRefusal = { readonly kind: 'agendaNotEmpty'; readonly sessions: number };

/**
 * Decide the writes that make an empty agenda follow a template. The ids come from the template. Two people who start
 * the same workshop from it offline get one agenda: equal values are no conflict (M3).
 */
export function decideApplyTemplate(
  workshop: Document | undefined,
  template: WorkshopTemplate,
): Result<readonly PathValue[], TemplateRefusal> {
  const sessions = readWorkshopSessions(workshop).length;
  if (sessions > 0) return refuse({ kind: 'agendaNotEmpty', sessions });

  const proposed = template.sessions.map((session, at) => ({ id: templateSessionId(template, at), session }));
  const orders = assignOrders(proposed.map(({ id }) => ({ id, order: null })));
  const orderById = new Map(orders.map(({ id, order }) => [id, order]));
  const values = proposed.flatMap(({ id, session }) => {
    const at = (name: string, value: JsonValue): PathValue => ({ path: pathOf('sessions', id, name), value });
    const wasRemoved = valueAt(workshop, `sessions/${id}/removed`) === true;
    return [
      at('title', session.title),
      at('order', orderById.get(id) ?? ''),
      at('day', session.day),
      at('minutes', session.minutes),
      at('method', session.method),
      at('output', session.output),
      ...(wasRemoved ? [at('removed', false)] : []),
    ];
  });
  return ok([{ path: pathOf('template'), value: template.code }, ...values]);
}

/** `w1-01`: the same on every device. */
const templateSessionId = (template: WorkshopTemplate, at: number): string =>
  `${template.code.toLowerCase()}-${String(at + 1).padStart(2, '0')}`;

/** A person's choices for a new workshop. Days as `2026-11-24`; empty means not known yet. */
export interface NewWorkshop {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly template: WorkshopTemplate | null;
}

export type CreateWorkshopRefusal =
  | { readonly kind: 'titleMissing' }
  | { readonly kind: 'notADay'; readonly field: 'from' | 'to' }
  | { readonly kind: 'endsBeforeItStarts' };

/** The first values of a workshop and, with a template, of its sessions: all of them or a refusal. */
export function decideCreateWorkshop(
  intent: NewWorkshop,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
): Result<readonly InitialValue[], CreateWorkshopRefusal> {
  const title = intent.title.trim();
  if (title === '') return refuse({ kind: 'titleMissing' });
  if (!isDayOrEmpty(intent.from)) return refuse({ kind: 'notADay', field: 'from' });
  if (!isDayOrEmpty(intent.to)) return refuse({ kind: 'notADay', field: 'to' });
  if (intent.from !== '' && intent.to !== '' && intent.to < intent.from)
    return refuse({ kind: 'endsBeforeItStarts' });

  const first = initialValuesFor(ids.doc, workshopKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    ...(intent.from === '' ? [] : [first('from', intent.from)]),
    ...(intent.to === '' ? [] : [first('to', intent.to)]),
    first('status', 'draft' satisfies WorkshopStatus),
    ...templateAgendaValues(intent.template).map(({ path, value }) => first(path, value)),
  ]);
}

function templateAgendaValues(template: WorkshopTemplate | null) {
  const applied = template && decideApplyTemplate(undefined, template);
  // A workshop that does not exist yet has no agenda, so its template is never refused.
  return applied?.ok ? applied.value : [];
}

const isDayOrEmpty = (day: string): boolean => day === '' || IsoDay.safeParse(day).success;
