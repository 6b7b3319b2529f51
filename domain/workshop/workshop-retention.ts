import { parseDayNumber } from '#base/civil-date.ts';
import { type DocumentLookup, registerAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/op.ts';
import { IsoDay } from '../mission/mission.ts';
import { dataGroups, retentionDueAtMs, type RetentionEvents } from '../privacy/data-groups.ts';

const workshopDayMs = 24 * 60 * 60_000;
const [endPath, certificatesPath, followUpPath, statusPath] = [
  pathOf('to'),
  pathOf('certificates-issued-on'),
  pathOf('follow-up-ended-on'),
  pathOf('status'),
];

/**
 * Events of one workshop that periods count from, as its document states them (docs/requirements.md E). A disputed day
 * has not happened: no erasure follows it. Consents go when the names and addresses that they cover are due.
 */
export function workshopRetentionEvents(workshop: DocumentLookup | undefined): RetentionEvents {
  const events: RetentionEvents = {
    ...eventOn('workshopEnd', dayAt(workshop, endPath)),
    ...eventOn('certificates', dayAt(workshop, certificatesPath)),
    ...eventOn('followUpSurvey', dayAt(workshop, followUpPath)),
    ...eventOn('workshopClosed', closedAtMs(workshop)),
  };
  const covered = [dataGroups.participantName, dataGroups.officialEmail].map(({ retention }) =>
    retentionDueAtMs(retention, events),
  );
  return covered.includes(null)
    ? events
    : { ...events, ...eventOn('coveredDataErased', Math.max(...covered.map((due) => due ?? 0))) };
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
