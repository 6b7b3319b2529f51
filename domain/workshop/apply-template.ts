import type { Json } from '../base/json.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { type Document, valueAt } from '../document/document.ts';
import { pathOf } from '../document/path.ts';
import type { PathValue } from '../document/path-value.ts';
import { readSessions } from './read-sessions.ts';
import { ordersFor } from '../document/list-order.ts';
import type { WorkshopTemplate } from './templates.ts';

/** Why an agenda is not started from a template. */
export type TemplateRefusal = { readonly kind: 'agendaNotEmpty'; readonly sessions: number };

/**
 * What to write so that an empty agenda follows a template. The ids come from the template, so two people who start the
 * same workshop from it offline get one agenda, not two: equal values are no conflict (M3).
 */
export function decideApplyTemplate(
  workshop: Document | undefined,
  template: WorkshopTemplate,
): Result<readonly PathValue[], TemplateRefusal> {
  const sessions = readSessions(workshop).length;
  if (sessions > 0) return refuse({ kind: 'agendaNotEmpty', sessions });

  const proposed = template.sessions.map((session, at) => ({ id: sessionId(template, at), session }));
  const orders = ordersFor(proposed.map(({ id }) => ({ id, order: null })));
  const orderById = new Map(orders.map(({ id, order }) => [id, order]));
  const values = proposed.flatMap(({ id, session }) => {
    const at = (name: string, value: Json): PathValue => ({ path: pathOf('sessions', id, name), value });
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
const sessionId = (template: WorkshopTemplate, at: number): string =>
  `${template.code.toLowerCase()}-${String(at + 1).padStart(2, '0')}`;
