import { createRoot, type Root } from 'react-dom/client';
import type { Json } from '#domain/base/json.ts';
import type { Instrument, Node } from '#domain/instrument/instrument.ts';
import { FieldProvider } from '#renderer/field/app/field-context.tsx';
import { FrameContext } from '#renderer/field/app/frame-context.tsx';
import { createUnsaved } from '#renderer/field/app/unsaved.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { speeches } from '#renderer/i18n/catalogues.ts';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import '#renderer/ui/kit.css';
import { ClockProvider, stoppedClock } from '#renderer/ui/clock.tsx';
import { NoticesProvider } from '#renderer/ui/notices.tsx';
import { bigForm } from '../instrument/big-form.ts';
import type { FormPage } from './form-page.ts';
import { doc, log, oneDocumentStore, session } from './one-document-store.ts';

// The page of `npm run bench -- form`: the app's own screen over a store in memory.

const nothing = (): void => undefined;
let shown: Root | null = null;
let taken: { drawnMs: number; paintedMs: number }[] = [];

window.form = {
  async start(shape) {
    const instrument = shape === 'flat' ? flattened(bigForm()) : bigForm();
    shown?.unmount();
    const startedMs = performance.now();
    const root = document.getElementById('root');
    if (root === null) throw new Error('The page has no #root');
    root.style.blockSize = '100vh';
    const route = { screen: 'assessment', log, doc } as const;
    const field = {
      store: oneDocumentStore(instrument, answersTo(instrument.nodes)),
      host: { ask: () => Promise.reject(new Error('The shell is not played here')), on: () => nothing },
      session,
      route,
      navigate: nothing,
      remember: nothing,
      onFlush: () => nothing,
      unsaved: createUnsaved(),
    };
    const frame = {
      status: null,
      conflicts: 0,
      heldTexts: [],
      newDevices: [],
      accessNotices: [],
      missions: [],
      onGoAnywhere: nothing,
      onKeys: nothing,
      onLock: nothing,
    };
    shown = createRoot(root);
    shown.render(
      <I18nProvider speech={speeches.en}>
        <ClockProvider clock={stoppedClock(Date.now())}>
          <NoticesProvider>
            <FieldProvider field={field}>
              <FrameContext value={frame}>
                <AssessmentScreen log={log} doc={doc} />
              </FrameContext>
            </FieldProvider>
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
    const all = taken;
    taken = [];
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
} satisfies FormPage;

addEventListener(
  'keydown',
  () => {
    const startedMs = performance.now();
    const one = { drawnMs: Number.NaN, paintedMs: Number.NaN };
    taken.push(one);
    // After the event with all that React draws for it; reading a size makes the browser lay out now.
    afterTask(() => {
      document.body.getBoundingClientRect();
      one.drawnMs = performance.now() - startedMs;
      requestAnimationFrame(() => afterTask(() => (one.paintedMs = performance.now() - startedMs)));
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
function flattened(instrument: Instrument): Instrument {
  const outOf = (nodes: readonly Node[]): readonly Node[] =>
    nodes.flatMap((node) => (node.kind === 'group' ? outOf(node.nodes) : [node]));
  return { ...instrument, version: `${instrument.version}-flat`, nodes: outOf(instrument.nodes) };
}

/** Every question of the outer groups answered, so that all sections are asked. */
function answersTo(nodes: readonly Node[]): readonly (readonly [string, Json])[] {
  return nodes.flatMap((node): readonly (readonly [string, Json])[] => {
    if (node.kind === 'group') return answersTo(node.nodes);
    if (node.kind !== 'question' || node.calculation !== undefined || node.type === 'calculate') return [];
    const value = { text: 'Text', integer: 7, decimal: 7.5, select_one: 'yes' }[node.type as string];
    return value === undefined ? [] : [[`answers/${node.qid}/value`, value]];
  });
}
