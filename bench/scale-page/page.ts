import { assessmentKind } from '#domain/assessment/assessment.ts';
import { pathOf } from '#domain/document/path.ts';
import { goPlace, matchPlaces } from '#renderer/field/app/go-places.ts';
import { connectStore } from '#renderer/store/connect-store.ts';
import type { Queries, QueryName, StoreApi } from '#renderer/store/store-api.ts';
import { measureFloor } from './floor.ts';
import { BenchHeadquarters } from './headquarters.ts';
import { assessmentOf, logOf } from './many-documents.ts';
import type { HowMany, ScalePage } from './scale-page.ts';
import { serveShell } from './serve-shell.ts';

// The page of `npm run bench -- scale`: the store's own worker, with a shell and a headquarters in the page.

let store: StoreApi | null = null;
let howMany: HowMany = { missions: 0, assessmentsPerMission: 0, answers: 0 };

window.scale = {
  async start(given, isNew) {
    howMany = given;
    const startedMs = performance.now();
    const { port1, port2 } = new MessageChannel();
    serveShell(port1, new BenchHeadquarters(howMany), !isNew);
    store = connectStore(port2, (message) => console.error(message)).store;
    await Promise.all([once('session', null), once('status', null), once('missions', null)]);
    return performance.now() - startedMs;
  },
  async fill() {
    const startedMs = performance.now();
    await theStore().enrol('http://hq.test/', 'code', 'bench');
    const all = howMany.missions * howMany.assessmentsPerMission;
    await until('missions', null, (missions) => sum(missions.map(({ assessments }) => assessments)) === all);
    await until('status', null, ({ sync }) => sync.kind === 'idle');
    return performance.now() - startedMs;
  },
  floor: () => measureFloor(howMany),
  ask: (query, times) => timed(times, (at) => once(query, questionOf(query, at) as never)), // of that query
  async search(letters) {
    const records = await once('whereabouts', null);
    const places = records.map(({ log, doc, title, mission }) =>
      goPlace('assessment', title, mission, { screen: 'assessment', log, doc }),
    );
    return timed(letters.length + 1, async (at) => matchPlaces(places, letters.slice(0, at)));
  },
  async write(times) {
    await Promise.all([watch('session'), watch('status'), watch('missions')]);
    return timed(times, async (at) => {
      const [log, doc] = recordAt(at);
      const path = pathOf('answers', 'D1.1', 'level');
      const result = await theStore().write(log, [
        { doc, kind: assessmentKind, path, value: 1 + (at % 5), over: [] },
      ]);
      if (result.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(result)}`);
    });
  },
} satisfies ScalePage;

function theStore(): StoreApi {
  if (store === null) throw new Error('The store was not started');
  return store;
}

/** Records all over the laptop, another one each time. */
function recordAt(at: number) {
  const mission = at % howMany.missions;
  const number = 1 + ((at * 37) % howMany.assessmentsPerMission);
  return [logOf(mission), assessmentOf(mission, number)] as const;
}

function questionOf(query: QueryName, at: number): unknown {
  const [log, doc] = recordAt(at);
  if (query === 'documents') return { log };
  if (query === 'document') return { log, doc };
  return query === 'history' ? { log, doc, below: 'answers/D1.1' } : null;
}

async function timed(times: number, act: (at: number) => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = [];
  for (let at = 0; at < times; at++) {
    const startedMs = performance.now();
    await act(at);
    took.push(performance.now() - startedMs);
  }
  return took;
}

const once = <Q extends QueryName>(query: Q, ask: Queries[Q]['ask']): Promise<Queries[Q]['answer']> =>
  until(query, ask, () => true);

function until<Q extends QueryName>(
  query: Q,
  ask: Queries[Q]['ask'],
  isSo: (answer: Queries[Q]['answer']) => boolean,
): Promise<Queries[Q]['answer']> {
  return new Promise((resolve, reject) => {
    const watching = theStore().watch(query, ask, (answer) => {
      if (!isSo(answer)) return;
      resolve(answer);
      watching.then((stop) => stop(), reject);
    });
    watching.catch(reject);
  });
}

const watch = (query: 'session' | 'status' | 'missions') => theStore().watch(query, null, () => undefined);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
