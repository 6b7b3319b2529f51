import { valueAt } from '#domain/document/document.ts';
import { DocumentId, type PersonId } from '#domain/ids.ts';
import { RequestOrigin, requestKind, takenOverDayOf } from '#domain/request/request.ts';
import { readDeskRequests } from '#server/console/desk-requests.ts';
import { recordRequest } from '#server/console/requests.ts';
import { findDeskLog } from '#server/log/log-registry.ts';
import { aForm } from '#tests/support/builders/a-request.ts';
import { seededUuid } from '#tests/support/random/seeded-ids.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { RetentionDesk } from '../network/retention-desk.ts';
import type { Violation } from '../verdict/verdict.ts';
import { lookAndWrite } from './look-and-write.ts';
import type { PaperOnDesk } from './people.ts';
import type { World } from './world.ts';

/**
 * Teams record requests of the State in the log of their mission, and the desk takes them over, sometimes two people at
 * once. Judged afterwards: no request is at the desk twice, and one that is there says so in its mission.
 */
export async function takeOverRequests(world: World): Promise<void> {
  const { growth, headquarters, promises } = world;
  // A restored headquarters has lost changes of its own console, which no laptop offers again.
  if (!growth.kinds.has('fieldRequests') || world.fate === 'headquarters') return;
  const paperOnDesks = [1, 2, 3].map(
    (): PaperOnDesk => ({ doc: DocumentId.parse(seededUuid(growth.random)), kind: requestKind }),
  );
  const retentionDesk = await RetentionDesk.open(headquarters, growth.random);
  const managers = [retentionDesk.manager, await retentionDesk.addManager(growth.random)];
  for (const personId of managers) await headquarters.give(personId, 'manager');
  record(world, paperOnDesks);
  takeOver(world, managers);
  promises.push(() => judgeRequests(world));
}

function record(world: World, paperOnDesks: readonly PaperOnDesk[]): void {
  const { time, growth, laptops, headquarters } = world;
  time.after(growth.random.between(1_000, 12_000), () => {
    if (world.isQuiet) return;
    const laptop = growth.random.pick(laptops);
    if (laptop.isUp)
      lookAndWrite(world, laptop, {
        mission: headquarters,
        papers: paperOnDesks,
        random: growth.random,
      }).catch((error: unknown) => world.breaks(laptop.name, error));
    record(world, paperOnDesks);
  });
}

function takeOver(world: World, managers: readonly PersonId[]): void {
  const { time, growth } = world;
  time.after(growth.random.between(4_000, 20_000), () => {
    if (world.isQuiet) return;
    // In half of the cases two of them see it in their lists, and both press the button.
    const some = growth.random.chance(0.5) ? managers : managers.slice(0, 1);
    takeOverOne(world, some).catch((error: unknown) => world.breaks('headquarters', error));
    takeOver(world, managers);
  });
}

async function takeOverOne(
  { headquarters: { store, dependencies }, growth, time }: World,
  managers: readonly PersonId[],
): Promise<void> {
  const [firstPersonId] = managers;
  if (firstPersonId === undefined) return;
  const { fromField } = await readDeskRequests(store, store, firstPersonId);
  if (fromField.length === 0) return;
  const { log, doc, seen } = growth.random.pick(fromField);
  const results = await Promise.all(
    managers.map((personId) => {
      const request = {
        doc: DocumentId.parse(seededUuid(growth.random)),
        form: aForm,
        origin: { log, doc, seen },
      };
      return store.transaction().execute((tx) => recordRequest(tx, dependencies, personId, request));
    }),
  );
  time.say('headquarters', `takes over a request: ${results.map(({ ok }) => ok).join(', ')}`);
}

async function judgeRequests({ headquarters }: World): Promise<readonly Violation[]> {
  const { store } = headquarters;
  const deskLogId = await findDeskLog(store);
  if (deskLogId === null) return [];
  const origins = (await documentsOf(store, deskLogId))
    .filter(({ kind }) => kind === requestKind)
    .map((document) => RequestOrigin.safeParse(valueAt(document, 'origin')).data?.doc ?? null);
  const twice = origins.filter((one, at) => one !== null && origins.indexOf(one) !== at);
  const inMission = (await headquarters.documents()).filter(({ kind }) => kind === requestKind);
  const unmarked = inMission.filter(
    (document) => origins.includes(document.doc) && takenOverDayOf(document) === null,
  );
  return [
    ...twice.map(
      (doc): Violation => ({ invariant: 'in two places', detail: `request ${doc} is at the desk twice` }),
    ),
    ...unmarked.map(
      ({ doc }): Violation => ({
        invariant: 'lost',
        detail: `request ${doc} does not say that it was taken over`,
      }),
    ),
  ];
}
