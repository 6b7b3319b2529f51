import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';

const uuid = (group: number, at: number): string =>
  `0192f0c1-000${group}-7000-8000-${at.toString(16).padStart(12, '0')}`;

/** Ids for tests that say which is which. */
export const aLog = (at = 1): LogId => LogId.parse(uuid(1, at));
export const aDoc = (at = 1): DocumentId => DocumentId.parse(uuid(2, at));
export const aPerson = (at = 1): PersonId => PersonId.parse(uuid(3, at));
export const aDevice = (at = 1): DeviceId => DeviceId.parse(at.toString(16).padStart(32, '0'));
