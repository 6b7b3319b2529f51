import type { DocumentId, LogId } from '#domain/ids.ts';
import { kindWithPageOf } from '#domain/kinds/kind-descriptors.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { UndoneRegister, UndoResult } from '#renderer/store/api/undo-api.ts';
import { routeOfRecord, routeShowingRegister, routesOfKind } from './register-route.ts';

/** Registers that a result of an undo tells of. */
export function registersOfResult(undoResult: UndoResult): readonly UndoneRegister[] {
  switch (undoResult.kind) {
    case 'done':
      return [...undoResult.changedSince, ...undoResult.registers];
    case 'changedSince':
      return undoResult.changedSince;
    case 'barred':
      return undoResult.act.kind === 'registers' ? undoResult.act.registers : [];
    default:
      return [];
  }
}

/**
 * Route that shows a register after it was changed. The present route where the screen shows it already, or where no
 * screen does.
 */
export function routeOfRegister(
  fieldRoute: FieldRoute,
  log: LogId,
  { doc, kind, path }: UndoneRegister,
): FieldRoute {
  const [area = ''] = path.split('/');
  // A record that came or went is seen in the list of its mission.
  if (path === 'removed' || path === 'archived' || path === 'moved-to')
    return { screen: 'mission', log, tab: routesOfKind(kind).listTab };
  // The list of conflicts shows its records itself.
  if (fieldRoute.screen === 'conflicts') return fieldRoute;
  // The list of evidence shows what changed under any question.
  const isEvidence =
    fieldRoute.screen === 'assessment' && fieldRoute.tab === 'evidence' && path.includes('/evidence/');
  if (isEvidence) return fieldRoute;
  if (kind === actionPlanKind)
    return isOnItemPage(fieldRoute, path) ? fieldRoute : { screen: 'mission', log, tab: 'plan' };
  if (isOnSessionPage(fieldRoute, doc, area)) return fieldRoute;
  const shownFieldRoute = routeShowingRegister({ log, doc, kind, path });
  if (shownFieldRoute !== null) return shownFieldRoute;
  const isElsewhere = kindWithPageOf(kind) !== null && !('doc' in fieldRoute && fieldRoute.doc === doc);
  return isElsewhere ? routeOfRecord({ log, doc, kind }) : fieldRoute;
}

/** The page of an item shows its own fields, and those of the plan. */
function isOnItemPage(fieldRoute: FieldRoute, path: string): boolean {
  const [area, item] = path.split('/');
  return fieldRoute.screen === 'planItem' && (area !== 'items' || item === fieldRoute.item);
}

/** The page of a session shows the fields of the session, and its own entries. */
const isOnSessionPage = (fieldRoute: FieldRoute, documentId: DocumentId, area: string): boolean =>
  fieldRoute.screen === 'workshop' &&
  fieldRoute.doc === documentId &&
  fieldRoute.session !== undefined &&
  (area === 'sessions' || area === 'entries');
