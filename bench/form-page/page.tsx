import { createRoot, type Root } from 'react-dom/client';
import type { JsonValue } from '#base/json.ts';
import type { Instrument, NodeDefinition } from '#forms/model/instrument.ts';
import { openTextDrafts } from '#renderer/field/app/drafts/text-drafts.ts';
import { FrameContext } from '#renderer/field/app/frame/frame-context.tsx';
import { FieldServicesProvider } from '#renderer/field/app/session/field-services.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { I18nProvider } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { ClockProvider, createStoppedClock, NoticesProvider } from '#renderer/ui';
import { createBigForm } from '../instrument/big-form.ts';
import { serveBenchPage } from '../rig/serve-bench-page.ts';
import { formPageContract, type KeyTimes } from './form-page.ts';
import { benchDocumentId, benchLogId, benchSession, createOneDocumentStore } from './one-document-store.ts';
import { countNodesInPage, startQuestionnaire } from './questionnaire.tsx';

// The page of `npm run bench -- form`: the app's own screen over a store in memory, and the questionnaire.

const doNothing = (): void => undefined;
let shownRoot: Root | null = null;
let takenKeyTimes: KeyTimes[] = [];

serveBenchPage(formPageContract, {
  startQuestionnaire,
  nodesInPage: countNodesInPage,
  async start(shape) {
    const instrument = shape === 'flat' ? withoutGroups(createBigForm()) : createBigForm();
    shownRoot?.unmount();
    const startedMs = performance.now();
    const root = document.getElementById('root');
    if (root === null) throw new Error('The page has no #root');
    root.style.blockSize = '100vh';
    const route = { screen: 'assessment', log: benchLogId, doc: benchDocumentId } as const;
    const store = createOneDocumentStore(instrument, answersToQuestions(instrument.nodes));
    const unsaved = createUnsavedInputTracker();
    const field = {
      store,
      host: { ask: () => Promise.reject(new Error('The shell is not played here')), on: () => doNothing },
      session: benchSession,
      route,
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
    shownRoot = createRoot(root);
    shownRoot.render(
      <I18nProvider speech={messageSetByLanguage.en}>
        <ClockProvider clock={createStoppedClock(Date.now())}>
          <NoticesProvider>
            <FieldServicesProvider field={field}>
              <FrameContext value={frame}>
                <AssessmentScreen log={benchLogId} doc={benchDocumentId} />
              </FrameContext>
            </FieldServicesProvider>
          </NoticesProvider>
        </ClockProvider>
      </I18nProvider>,
    );
    while (document.querySelector('[data-question]') === null) await nextFrame();
    return performance.now() - startedMs;
  },
  focusText() {
    const field = document.querySelector<HTMLElement>(
      '[data-question] input[type="text"]:not([role]), [data-question] textarea',
    );
    if (field === null) throw new Error('There is no text field in view');
    field.focus();
  },
  taken() {
    const all = takenKeyTimes;
    takenKeyTimes = [];
    return all;
  },
  async drawAll() {
    const page = document.querySelector('.fb-column-main');
    if (page === null) throw new Error('The screen has no middle');
    const step = (): boolean => {
      const before = page.scrollTop;
      page.scrollTop += page.clientHeight;
      return page.scrollTop > before;
    };
    while (step()) for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    page.scrollTop = 0;
    return document.querySelectorAll('[data-question]').length;
  },
});

addEventListener(
  'keydown',
  () => {
    // The questionnaire is measured from outside: a layout that is read here would count as its own.
    if (shownRoot === null) return;
    const startedMs = performance.now();
    // After the event with all that React draws for it; reading a size makes the browser lay out now.
    afterTask(() => {
      document.body.getBoundingClientRect();
      const drawnMs = performance.now() - startedMs;
      requestAnimationFrame(() =>
        afterTask(() => takenKeyTimes.push({ drawnMs, paintedMs: performance.now() - startedMs })),
      );
    });
  },
  true,
);

function afterTask(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(null);
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** The same questions without groups: one page of a thousand. */
function withoutGroups(instrument: Instrument): Instrument {
  const outOf = (nodeDefinitions: readonly NodeDefinition[]): readonly NodeDefinition[] =>
    nodeDefinitions.flatMap((node) => (node.kind === 'group' ? outOf(node.nodes) : [node]));
  return { ...instrument, version: `${instrument.version}-flat`, nodes: outOf(instrument.nodes) };
}

/** Every question of the outer groups answered, so that all sections are asked. */
function answersToQuestions(
  nodeDefinitions: readonly NodeDefinition[],
): readonly (readonly [string, JsonValue])[] {
  return nodeDefinitions.flatMap((nodeDefinition): readonly (readonly [string, JsonValue])[] => {
    if (nodeDefinition.kind === 'group') return answersToQuestions(nodeDefinition.nodes);
    if (
      nodeDefinition.kind !== 'question' ||
      nodeDefinition.calculation !== undefined ||
      nodeDefinition.type === 'calculate'
    )
      return [];
    const value = { text: 'Text', integer: 7, decimal: 7.5, select_one: 'yes' }[
      nodeDefinition.type as string
    ];
    return value === undefined ? [] : [[`answers/${nodeDefinition.qid}/value`, value]];
  });
}
