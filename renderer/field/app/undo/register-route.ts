import type { DocumentId, LogId } from '#domain/ids.ts';
import { entryOfKind } from '#domain/path-rules/path-classes.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type KindRoutes, overviewRoutes, routesByKind } from './kind-routes.ts';

/** A register in its record. */
interface RegisterAddress {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly path: string;
}

/** Screens for a kind of record; those of a kind without any, or of another version, are the mission's. */
export const routesOfKind = (kind: string): KindRoutes => entryOfKind(routesByKind, kind, overviewRoutes);

/**
 * Route of the screen that shows a register, for everything that leads to a field: undo and texts to check.
 * @returns null where the path has no screen of its own; `routeOfRecord` is its place then
 */
export const routeShowingRegister = ({ log, doc, kind, path }: RegisterAddress): FieldRoute | null =>
  routesOfKind(kind).showing(log, doc, path);

/** Address of the page on which a register can be changed: its screen, else that of its record. */
export const addressOfRegister = (registerAddress: RegisterAddress): string =>
  fieldAddressOf(routeShowingRegister(registerAddress) ?? routeOfRecord(registerAddress));

/** Route of a record, whatever its fields are. */
export const routeOfRecord = ({ log, doc, kind }: Omit<RegisterAddress, 'path'>): FieldRoute =>
  routesOfKind(kind).ofRecord(log, doc);
