import path from 'node:path';
import type { Programme } from '#tests/support/server/programme.ts';
import { FieldApp } from './field-app.ts';
import { startLaptop } from './laptop.ts';

/** Enrol a new laptop of the mission's lead with the server at this URL, and open the mission on it. */
export async function startFieldwork(folder: string, url: string, programme: Programme) {
  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url, code: await programme.leadCode() },
  });
  const { page } = laptop;
  const fieldApp = new FieldApp(page);
  await fieldApp.untilAtRest();
  await fieldApp.openMission(programme.mission);
  return { laptop, page, field: fieldApp };
}
