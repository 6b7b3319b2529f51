import { createRoot } from 'react-dom/client';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { pathOf } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { FieldScreens } from '#renderer/field/app/screens.tsx';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { I18nProvider } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import type { QueryName, StoreApi, StoreQueries } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import {
  applyAppearance,
  ClockProvider,
  createTickingClock,
  NoticesProvider,
  prepareDocument,
} from '#renderer/ui';
import { missionLogId } from '../workload/many-documents.ts';
import { randomBetween, randomProse, seededRandom } from '../workload/workload.ts';

// All screens of the field app over the store's own worker, at an assessment with every question answered.

const log: LogId = missionLogId(0);
const doc = DocumentId.parse('01a20edb-961d-7237-bfa9-945243c30b51');
const longestStartMs = 30_000;
const doNothing = (): void => undefined;
const preferences = { language: 'en', theme: 'light', textSize: 100 } as const;

/** Start the store's worker with one full assessment among others, and open the app at this question. */
export async function startQuestionnaire(question: string): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const shell = new Worker(new URL('./shell-worker.ts', import.meta.url), {
    type: 'module',
    name: 'shell',
  });
  shell.postMessage(port1, [port1]);
  const { store } = connectStoreWorker(port2, (message) => console.error(message));
  await answerUntil(store, 'session', null, () => true);
  await store.enrol('http://hq.test/', 'code', 'bench');
  await answerUntil(store, 'missions', null, (missions) => missions.length === 1);
  await answerUntil(store, 'status', null, ({ sync }) => sync.kind === 'idle');
  const writeResult = await store.write(
    log,
    fullAssessment().map(([path, value]) => ({
      doc,
      kind: assessmentKind,
      path: pathOf(...path.split('/')),
      value,
      over: [],
    })),
  );
  if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
  location.hash = fieldAddressOf({ screen: 'assessment', log, doc, question });
  show(store);
  const endsAtMs = performance.now() + longestStartMs;
  while (document.querySelector(`[data-question="${question}"]`) === null) {
    if (performance.now() > endsAtMs) throw new Error(`The page has no question ${question}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Count the nodes of the document now, without those that only scripts hold. */
export function countNodesInPage(): number {
  const walker = document.createTreeWalker(document);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

/** As in the app, with a shell that only tells of itself. */
function show(storeApi: StoreApi): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root');
  prepareDocument(document);
  applyAppearance(document, preferences);
  createRoot(root).render(
    <FieldPreferencesContext value={{ preferences, choose: doNothing }}>
      <I18nProvider speech={messageSetByLanguage.en}>
        <ClockProvider clock={createTickingClock(Date.now, 15_000)}>
          <NoticesProvider>
            <FieldScreens
              host={quietHost}
              store={storeApi}
              onFlush={() => doNothing}
              unsaved={createUnsavedInputTracker()}
            />
          </NoticesProvider>
        </ClockProvider>
      </I18nProvider>
    </FieldPreferencesContext>,
  );
}

/** It never answers: no screen waits for it. */
const quietHost: Host = { ask: () => new Promise(doNothing), on: () => doNothing };

/** Every question of the built-in instrument with a rating, a reason, evidence, and a comment on each third. */
function fullAssessment(): readonly (readonly [string, JsonValue])[] {
  const randomSource = seededRandom(10);
  const questions = defaultMaturityModel.dimensions.flatMap(({ indicators }) => indicators);
  return [
    ['title', 'Baseline'],
    ['mission', log],
    ['instrument', maturityModelRef(defaultMaturityModel)],
    ['institution/name', 'Forensic laboratory'],
    ...defaultMaturityModel.screening.map(
      ({ id }) => [`screening/${id}`, id === 'S1' ? 'POL' : 'yes'] as const,
    ),
    ...questions.flatMap(({ id }, at): readonly (readonly [string, JsonValue])[] => [
      [`answers/${id}/state`, 'rated'],
      [`answers/${id}/level`, randomBetween(randomSource, 1, 5)],
      [`answers/${id}/rationale`, randomProse(randomSource, randomBetween(randomSource, 80, 400))],
      [`answers/${id}/evidence/e1/title`, randomProse(randomSource, 40)],
      [`answers/${id}/evidence/e1/kind`, 'document'],
      [`answers/${id}/evidence/e1/strength`, 'E2'],
      ...(at % 3 === 0
        ? ([
            [`comments/c${at}/about`, id],
            [`comments/c${at}/text`, randomProse(randomSource, 120)],
          ] as const)
        : []),
    ]),
  ];
}

function answerUntil<Q extends QueryName>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  isSo: (result: StoreQueries[Q]['result']) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const watching = storeApi.watch(query, ask, (result) => {
      if (!isSo(result)) return;
      resolve();
      watching.then((stop) => stop(), reject);
    });
    watching.catch(reject);
  });
}
