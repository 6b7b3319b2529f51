import { expect, type Page } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';

export const institution = 'Directorate of Investigations, National Police';
export const mission = 'Arlandia: baseline needs assessment';
const dimension = 'Institutions, people and training';

const ratings = [
  ['D3.2', 3, 'A unit was named by ministerial order; its terms of reference are approved.'],
  ['D3.3', 2, 'Equipment came from one-off projects; there is no recurrent budget line.'],
  ['D3.4', 2, 'Profiles exist for two posts; rotation does not take them into account.'],
  ['D3.5', 3, 'The yearly plan follows a needs analysis that the academy made last year.'],
  ['D3.8', 3, 'Procedures are approved and on the internal network; titles were seen.'],
] as const;

/** Open the first mission of the demonstration, start an assessment and answer most of one dimension. */
export async function fillOffline(page: Page): Promise<number> {
  const fieldApp = new FieldApp(page);
  await fieldApp.openMission(mission);
  await fieldApp.startAssessment(institution, 'Police or other law-enforcement agency');
  await fieldApp.openDimension(dimension);
  for (const [id, level, reason] of ratings) {
    await fieldApp.rate(id, level);
    await fieldApp.reason(id).fill(reason);
  }
  await fieldApp.reason('D3.8').blur();
  await fieldApp.untilSaved();
  return ratings.length;
}

/** Open the same assessment and count its answers; fails when one is missing. */
export async function openFilled(page: Page): Promise<number> {
  const fieldApp = new FieldApp(page);
  await fieldApp.openAssessment(mission, institution);
  await fieldApp.openDimension(dimension);
  for (const [id, level, reason] of ratings) {
    await fieldApp.expectLevel(id, level);
    await expect(fieldApp.reason(id)).toHaveValue(reason);
  }
  return ratings.length;
}
