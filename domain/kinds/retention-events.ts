import { parseDayNumber } from '#base/calendar-day.ts';
import { type DocumentLookup, registerAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/op.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { dataGroups, type RetentionEvents, retentionDueAtMs } from '../path-rules/data-groups.ts';
import type { KindRetention } from './kind-descriptor.ts';

/** Events of workshops. */
export const workshopRetention: KindRetention = {
  events: ['workshopEnd', 'certificates', 'followUpSurvey', 'workshopClosed', 'coveredDataErased'],
  eventsOf: workshopRetentionEvents,
};

/** Events of requests. */
export const requestRetention: KindRetention = {
  events: ['requestClosed'],
  eventsOf: requestRetentionEvents,
};

const workshopDayMs = 24 * 60 * 60_000;
const [startPath, endPath, certificatesPath, followUpPath, statusPath, closedStepPath] = [
  pathOf('from'),
  pathOf('to'),
  pathOf('certificates-issued-on'),
  pathOf('follow-up-ended-on'),
  pathOf('status'),
  pathOf('steps', 'close'),
];

/**
 * Events of one workshop that periods count from, as its document states them (docs/requirements.md E). A disputed day
 * has not happened: no erasure follows it. Consents go when the names and addresses that they cover are due.
 */
export function workshopRetentionEvents(workshop: DocumentLookup | undefined): RetentionEvents {
  const retentionEvents: RetentionEvents = {
    ...eventOn('workshopEnd', workshopEndAtMs(workshop)),
    ...eventOn('certificates', dayAt(workshop, certificatesPath)),
    ...eventOn('followUpSurvey', dayAt(workshop, followUpPath)),
    ...eventOn('workshopClosed', closedAtMs(workshop)),
  };
  const covered = [dataGroups.participantName, dataGroups.officialEmail].map(({ retention }) =>
    retentionDueAtMs(retention, retentionEvents),
  );
  return covered.includes(null)
    ? retentionEvents
    : { ...retentionEvents, ...eventOn('coveredDataErased', Math.max(...covered.map((due) => due ?? 0))) };
}

/** Last day of a workshop; its first day where nobody entered a last one. A disputed last day is none. */
function workshopEndAtMs(workshop: DocumentLookup | undefined): number | null {
  const heads = registerAt(workshop, endPath)?.heads ?? [];
  const isOpen = heads.length === 0 || (heads.length === 1 && heads[0]?.value === null);
  return dayAt(workshop, isOpen ? startPath : endPath);
}

/**
 * Moment from which laptops have no name of a participant of this workshop any more; null while no day gives one.
 * Headquarters' sealed names go in the same days.
 */
export const participantNamesDueAtMs = (workshop: DocumentLookup | undefined): number | null =>
  retentionDueAtMs(dataGroups.participantName.retention, workshopRetentionEvents(workshop));

/** Statuses in which a request has ended without work, by its decision. */
const refusedStatuses: readonly unknown[] = ['referred', 'declined'];

/** Day on which a request was closed, or referred or declined; none while its status is disputed or open. */
function requestRetentionEvents(request: DocumentLookup | undefined): RetentionEvents {
  const heads = registerAt(request, statusPath)?.heads ?? [];
  const [status] = heads;
  if (heads.length !== 1) return {};
  if (refusedStatuses.includes(status?.value)) return eventOn('requestClosed', status?.stamp[0] ?? null);
  return status?.value === 'closed' || status?.value === 'followed-up'
    ? eventOn('requestClosed', dayAt(request, closedStepPath))
    : {};
}

const eventOn = (name: keyof RetentionEvents, atMs: number | null): RetentionEvents =>
  atMs === null ? {} : { [name]: atMs };

function dayAt(workshop: DocumentLookup | undefined, path: Path): number | null {
  const heads = registerAt(workshop, path)?.heads ?? [];
  const [head] = heads;
  const day = heads.length === 1 ? IsoDay.safeParse(head?.value).data : undefined;
  return day === undefined ? null : parseDayNumber(day) * workshopDayMs;
}

/** Time at which the workshop was closed; null while it is not, and after somebody opened it again. */
function closedAtMs(workshop: DocumentLookup | undefined): number | null {
  const heads = registerAt(workshop, statusPath)?.heads ?? [];
  const [head] = heads;
  return heads.length === 1 && head?.value === 'closed' ? head.stamp[0] : null;
}
