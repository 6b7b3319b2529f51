import type { DocumentId, LogId } from '#domain/ids.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { UndoneRegister, UndoResult } from '#renderer/store/api/undo-api.ts';
import { routeOfRecord, routeShowingRegister, routesOfKind } from './register-route.ts';

/** Registers that a result of an undo tells of. */
export function registersOfResult(result: UndoResult): readonly UndoneRegister[] {
  switch (result.kind) {
    case 'done':
      return [...result.changedSince, ...result.registers];
    case 'changedSince':
      return result.changedSince;
    case 'barred':
      return result.act.kind === 'registers' ? result.act.registers : [];
    default:
      return [];
  }
}

/**
 * Route that shows a register after it was changed. The present route where the screen shows it already, or where no
 * screen does.
 */
export function routeOfRegister(
  route: FieldRoute,
  log: LogId,
  { doc, kind, path }: UndoneRegister,
): FieldRoute {
  const [area = ''] = path.split('/');
  // A record that came or went is seen in the list of its mission.
  if (path === 'removed' || path === 'archived' || path === 'moved-to')
    return { screen: 'mission', log, tab: routesOfKind(kind).listTab };
  // The list of conflicts shows its records itself.
  if (route.screen === 'conflicts') return route;
  // The list of evidence shows what changed under any question.
  const isEvidence =
    route.screen === 'assessment' && route.place === 'evidence' && path.includes('/evidence/');
  if (isEvidence) return route;
  if (kind === actionPlanKind)
    return isOnItemPage(route, path) ? route : { screen: 'mission', log, tab: 'plan' };
  if (isOnSessionPage(route, doc, area)) return route;
  const shown = routeShowingRegister({ log, doc, kind, path });
  if (shown !== null) return shown;
  const isElsewhere = routesOfKind(kind).hasPage && !('doc' in route && route.doc === doc);
  return isElsewhere ? routeOfRecord({ log, doc, kind }) : route;
}

/** The page of an item shows its own fields, and those of the plan. */
function isOnItemPage(route: FieldRoute, path: string): boolean {
  const [area, item] = path.split('/');
  return route.screen === 'planItem' && (area !== 'items' || item === route.item);
}

/** The page of a session shows the fields of the session, and its own entries. */
const isOnSessionPage = (route: FieldRoute, doc: DocumentId, area: string): boolean =>
  route.screen === 'workshop' &&
  route.doc === doc &&
  route.session !== undefined &&
  (area === 'sessions' || area === 'entries');
