import { onTestFinished } from 'vitest';
import type * as z from 'zod';
import { DocumentsResponse, MissionsResponse } from '#api/console-api.ts';
import { DueWorkResponse, StateResponse, StatesResponse } from '#api/overview-api.ts';
import { PlanResponse } from '#api/plan-api.ts';
import { RequestsResponse } from '#api/requests-api.ts';
import { ReviewQueueResponse } from '#api/review-api.ts';
import { civilDayMs } from '#base/civil-date.ts';
import type { Document } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentId, PersonId } from '#domain/ids.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import type { ReportCode } from '#domain/report-codes.ts';
import { emptyRequestForm } from '#domain/request/request.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { listRequests } from '#tests/support/server/list-requests.ts';
import { nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { grownMissionWrites, readingDay } from './grown-mission.ts';

const [mission, programme] = [aLog(1), aLog(2)];
const readingMs = Date.parse(`${readingDay}T12:00:00Z`);

/**
 * One grown mission on a real server and on a laptop that synced with it, and the answers from which every surface of
 * both draws its figures.
 */
export async function readShownSurfaces() {
  const testServer = await startTestServer();
  testServer.clock.nowMs = nowMs;
  const { hq } = testServer;
  const realHeadquarters = await RealHeadquarters.withLog(hq.store, mission, programme);
  const colleagues = new Map<string, PackWriter>();
  for (const { role, name, writes } of grownMissionWrites(mission)) {
    const colleague = colleagues.get(name) ?? (await hq.addLaptop(role, mission));
    colleagues.set(name, colleague);
    const [answer] = await hq.push(colleague, colleague.pack(mission, ...writes));
    if (answer?.verdict !== 'accepted' || answer.held !== undefined)
      throw new Error(`The pack of the ${name} is ${JSON.stringify(answer)}`);
  }

  const testLaptop = await startLaptop(realHeadquarters, 1, { roles: { [mission]: ['lead'] } });
  onTestFinished(() => testLaptop.close());
  await testLaptop.sync();
  await moveContacts(hq.store, colleagues);
  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  testServer.clock.nowMs = readingMs;
  const manager = await browserOf(await hq.addPerson('manager', mission));
  const reviewer = await browserOf(await hq.addPerson('reviewer', mission));
  for (const at of [1, 2]) {
    const form = {
      ...emptyRequestForm,
      state: 'UY',
      authority: `Authority ${at}`,
      'received-on': '2026-11-20',
    };
    const { status, body } = await manager.post('/requests', { doc: aRequest(at), form });
    if (status !== 200) throw new Error(`The request is not recorded: ${JSON.stringify(body)}`);
  }

  const read = async <T>(path: string, schema: z.ZodType<T>, testBrowser = manager): Promise<T> =>
    schema.parse((await testBrowser.get(path)).body);
  const documents = (await documentsOf(hq.store, mission)).filter((one) => !isRemovedWithoutConflict(one));
  const report = (
    reportCode: ReportCode,
    documentId?: DocumentId,
    of: readonly Document[] = documents,
  ): Report => {
    const records = { named, documents: of, instrumentOf: () => undefined, roles: ['lead'] as const };
    const { sources } = collectReportSources({ ...records, roles: ['lead'], today: readingDay });
    const made = makeReport(reportCode, sources, documentId);
    if (typeof made === 'string') throw new Error(made);
    return made;
  };
  const documentAt = (documentId: DocumentId): Document => {
    const foundDocument = documents.find((one) => one.doc === documentId);
    if (foundDocument === undefined) throw new Error(`There is no record ${documentId}`);
    return foundDocument;
  };
  return {
    today: readingDay,
    nowMs: readingMs,
    log: mission,
    documents,
    documentAt,
    report,
    laptop: {
      missions: await testLaptop.query('missions', null),
      records: await testLaptop.query('documents', { log: mission }),
      waiting: await testLaptop.query('waitingWork', null),
      conflicts: await testLaptop.query('conflicts', null),
      status: await testLaptop.query('status', null),
    },
    console: {
      missions: await read('/missions', MissionsResponse),
      waitingOfReviewer: (await read('/missions', MissionsResponse, reviewer)).waiting,
      records: await read(`/logs/${mission}/documents`, DocumentsResponse),
      states: await read('/states?basis=review', StatesResponse),
      state: await read('/states/XA?basis=review', StateResponse),
      due: await read('/due', DueWorkResponse),
      plan: await read('/plan', PlanResponse),
      review: await read('/review', ReviewQueueResponse, reviewer),
      requests: RequestsResponse.parse((await listRequests(manager, { today: readingDay })).body).requests,
      devices: (await manager.get('/devices')).body.devices,
    },
  };
}

/** One laptop was in contact two days before, and one was enrolled then and has not been; the others are silent. */
async function moveContacts(store: ServerStore, colleagues: ReadonlyMap<string, PackWriter>): Promise<void> {
  const [[, seen] = [], [, young] = []] = [...colleagues];
  if (seen === undefined || young === undefined) throw new Error('The mission has two colleagues');
  const recentMs = readingMs - 2 * civilDayMs;
  await store
    .updateTable('devices')
    .set({ last_contact_ms: recentMs })
    .where('device', '=', seen.id)
    .execute();
  await store.updateTable('devices').set({ enrolled_ms: recentMs }).where('device', '=', young.id).execute();
}

export type ShownSurfaces = Awaited<ReturnType<typeof readShownSurfaces>>;
const named = { title: '', country: '', from: null, to: null };
const aRequest = (at: number): string => `018f0000-0000-7000-8000-00000000090${at}`;
