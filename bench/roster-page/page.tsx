import { createRoot, type Root } from 'react-dom/client';
import type { JsonValue } from '#base/json.ts';
import { pathOf } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { openTextDrafts } from '#renderer/field/app/drafts/text-drafts.ts';
import { FrameContext } from '#renderer/field/app/frame/frame-context.tsx';
import { FieldServicesProvider } from '#renderer/field/app/session/field-services.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { I18nProvider } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import type { QueryName, StoreApi, StoreQueries } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import { ClockProvider, createStoppedClock, NoticesProvider } from '#renderer/ui';
import { FakeSyncServer, serveFakeShell } from '../rig/fake-shell.ts';
import { serveBenchPage } from '../rig/serve-bench-page.ts';
import { missionLogId } from '../workload/many-documents.ts';
import { type ActTime, rosterPageContract } from './roster-page.ts';

// Page of `npm run bench -- roster`: the screens of a workshop over the store's own worker.

const log: LogId = missionLogId(0);
const doc = DocumentId.parse('01a20edb-961d-7237-bfa9-945243c30b50');
const doNothing = (): void => undefined;

let openedStore: StoreApi | null = null;
let shownRoot: Root | null = null;

const requireStore = (): StoreApi => {
  if (openedStore === null) throw new Error('The store was not started');
  return openedStore;
};

function answerUntil<Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
  isSo: (result: StoreQueries[Q]['result']) => boolean,
): Promise<StoreQueries[Q]['result']> {
  return new Promise((resolve, reject) => {
    const watching = requireStore().watch(query, ask, (result) => {
      if (!isSo(result)) return;
      resolve(result);
      watching.then((stop) => stop(), reject);
    });
    watching.catch(reject);
  });
}

async function show(section: 'register' | 'attendance'): Promise<void> {
  const session = await answerUntil('session', null, () => true);
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root');
  root.style.blockSize = '100vh';
  const store = requireStore();
  const unsaved = createUnsavedInputTracker();
  const field = {
    store,
    host: { ask: () => Promise.reject(new Error('The shell is not played here')), on: () => doNothing },
    session,
    route: { screen: 'workshop', log, doc, section } as const,
    navigate: doNothing,
    openKiosk: doNothing,
    remember: doNothing,
    onFlush: () => doNothing,
    unsaved,
    drafts: await openTextDrafts({ store, unsaved, onFlush: () => doNothing, nowMs: Date.now }),
  };
  const frame = {
    conflicts: 0,
    heldTexts: [],
    newDevices: [],
    accessNotices: [],
    missions: [],
    onSimulate: null,
    onGoAnywhere: doNothing,
    onKeys: doNothing,
    onLock: doNothing,
  };
  // As in the app: a section takes the place of another one in the same frame.
  shownRoot ??= createRoot(root);
  shownRoot.render(
    <I18nProvider speech={messageSetByLanguage.en}>
      <ClockProvider clock={createStoppedClock(Date.now())}>
        <NoticesProvider>
          <FieldServicesProvider field={field}>
            <FrameContext value={frame}>
              <WorkshopScreen log={log} doc={doc} section={section} />
            </FrameContext>
          </FieldServicesProvider>
        </NoticesProvider>
      </ClockProvider>
    </I18nProvider>,
  );
}

/** Time of quiet after an act, in which late answers of the store come. */
const settleMs = 700;

/** Measure an act: `isDone` is asked on every turn of the page, and a late turn is a block. */
async function measureAct(act: () => void | Promise<void>, isDone: () => boolean): Promise<ActTime> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  let blockedMs = 0;
  let doneMs: number | null = null;
  const { port1, port2 } = new MessageChannel();
  const ended = new Promise<void>((resolve, reject) => {
    port1.onmessage = () => {
      const nowMs = performance.now();
      blockedMs = Math.max(blockedMs, nowMs - lastMs);
      if (doneMs === null && isDone()) doneMs = nowMs - startedMs;
      lastMs = performance.now();
      if (doneMs !== null && nowMs - startedMs > doneMs + settleMs) resolve();
      else if (nowMs - startedMs > 60_000) reject(new Error('The act never ended'));
      else port2.postMessage(null);
    };
  });
  port2.postMessage(null);
  await act();
  await ended;
  return { doneMs: doneMs ?? Number.NaN, blockedMs };
}

function buttonOf(text: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
  if (found === undefined) throw new Error(`No button "${text}"`);
  return found;
}

const hasText = (text: string): boolean => document.body.textContent?.includes(text) === true;
const press = (text: string): void => buttonOf(text).click();

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Fill a field as a person does: React hears the event, not the assignment. */
function fill(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): void {
  if (field === null) throw new Error('No such field');
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const grid = (): HTMLElement | null => document.querySelector('[role="grid"]');
/** Field of the open dialog in focus: the form begins in the institution. */
function dialogFieldInFocus(): HTMLInputElement | null {
  const { activeElement } = document;
  const isField =
    activeElement instanceof HTMLInputElement && activeElement.closest('[role="dialog"]') !== null;
  return isField ? activeElement : null;
}
/** Mark of the cell that keys act on; null for an empty one. */
const markInFocus = (): string | null =>
  document.getElementById(grid()?.getAttribute('aria-activedescendant') ?? '')?.getAttribute('data-mark') ??
  null;
const functions = ['Prosecutor', 'Judge', 'Investigator', 'Trainer', 'Policy'];

serveBenchPage(rosterPageContract, {
  async start(halfDays) {
    const { port1, port2 } = new MessageChannel();
    const size = { missions: 1, assessmentsPerMission: 0, answers: 0 };
    serveFakeShell(port1, new FakeSyncServer(size, ['trainer']), false);
    openedStore = connectStoreWorker(port2, (message) => console.error(message)).store;
    await answerUntil('session', null, () => true);
    await requireStore().enrol('http://hq.test/', 'code', 'bench');
    await answerUntil('missions', null, (missions) => missions.length === 1);
    await answerUntil('status', null, ({ sync }) => sync.kind === 'idle');
    // Headquarters is played in the page: its work on a request would count as the screen's.
    await requireStore().pauseSync(true);
    const put = (path: string, value: JsonValue) => ({
      doc,
      kind: workshopKind,
      path: pathOf(...path.split('/')),
      value,
      over: [],
    });
    const sessions = Array.from({ length: halfDays / 2 }, (_, day) => [
      put(`sessions/d${day}a/day`, day + 1),
      put(`sessions/d${day}a/order`, 'a0'),
      put(`sessions/d${day}a/minutes`, 180),
      put(`sessions/d${day}b/day`, day + 1),
      put(`sessions/d${day}b/order`, 'a1'),
      put(`sessions/d${day}b/minutes`, 60),
      put(`sessions/d${day}b/starts`, '14:00'),
    ]).flat();
    const writeResult = await requireStore().write(log, [
      put('title', 'Workshop'),
      put('mission', log),
      put('notice', { edition: '1', on: '2026-11-24' }),
      ...sessions,
    ]);
    if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
    await show('register');
    await until(() => hasText('Import a list'));
  },
  async previewList(rows) {
    press('Import a list');
    await until(() => document.querySelector('textarea') !== null);
    const lines = Array.from(
      { length: rows },
      (_, at) =>
        `Participant ${at},Institution ${at % 25},${functions[at % 5]},${at % 2 === 0 ? 'F' : 'M'},yes`,
    );
    fill(document.querySelector('textarea'), `Name,Institution,Function,Sex,Nominated\n${lines.join('\n')}`);
    await until(() => !buttonOf('Use these rows').disabled);
    return measureAct(
      () => press('Use these rows'),
      () => hasText(`Add ${rows} participants`),
    );
  },
  importList: () =>
    measureAct(
      () => document.querySelector<HTMLButtonElement>('.rg-import-acts > button:last-child')?.click(),
      () =>
        document.querySelector('.rg-table') !== null &&
        document.querySelectorAll('.rg-table tbody th').length > 10,
    ),
  async openGrid(times) {
    const actTimes: ActTime[] = [];
    for (let at = 0; at < times; at += 1) {
      await show('register');
      await until(() => document.querySelector('.rg-table') !== null);
      await new Promise((resolve) => setTimeout(resolve, 300));
      actTimes.push(
        await measureAct(
          () => show('attendance'),
          () => grid() !== null,
        ),
      );
    }
    return actTimes;
  },
  async toggle(times) {
    const actTimes: ActTime[] = [];
    const key = (name: string): void => {
      grid()?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    };
    for (let at = 0; at < times; at += 1) {
      key('ArrowDown');
      await new Promise((resolve) => setTimeout(resolve, 30));
      const before = markInFocus();
      actTimes.push(
        await measureAct(
          () => key(' '),
          () => markInFocus() !== before,
        ),
      );
    }
    return actTimes;
  },
  async addRow(times) {
    await show('register');
    await until(() => document.querySelector('.rg-table') !== null);
    const actTimes: ActTime[] = [];
    for (let at = 0; at < times; at += 1) {
      press('Add participant');
      await until(() => dialogFieldInFocus() !== null);
      fill(dialogFieldInFocus(), `Institution ${at}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      actTimes.push(
        await measureAct(
          () => press('Save'),
          () => document.querySelector('[role="dialog"]') === null,
        ),
      );
    }
    return actTimes;
  },
});
