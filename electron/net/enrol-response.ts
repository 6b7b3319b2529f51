import { EnrolResponse } from '#sync/protocol/wire.ts';

/** What headquarters says of a device that it takes up; `null` when this is somebody else's page. */
export function enrolResponseIn(body: Buffer): EnrolResponse | null {
  try {
    return EnrolResponse.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}
