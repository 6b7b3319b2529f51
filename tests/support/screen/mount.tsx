import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';
import { I18nProvider, type ScreenLanguage } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import {
  applyAppearance,
  ClockProvider,
  createStoppedClock,
  NoticesProvider,
  prepareDocument,
  type ScreenTheme,
} from '#renderer/ui';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import '#renderer/ui/gallery/gallery.css';

interface MountOptions {
  readonly language?: ScreenLanguage;
  readonly theme?: ScreenTheme;
  readonly textSize?: 100 | 200;
}

let mounted: { readonly root: Root; readonly element: HTMLElement } | undefined;

afterEach(unmount);

function unmount(): void {
  mounted?.root.unmount();
  mounted?.element.remove();
  mounted = undefined;
}

/**
 * Put a view on the page as an app would, in place of the earlier one. It is removed after the test. Resolves when it
 * has been painted.
 */
export async function mount(view: ReactElement, mountOptions: MountOptions = {}): Promise<HTMLElement> {
  const { language = 'en', theme = 'light', textSize = 100 } = mountOptions;
  unmount();
  prepareDocument(document);
  applyAppearance(document, { theme, textSize });
  const element = document.createElement('div');
  element.id = 'root';
  document.body.append(element);
  const root = createRoot(element);
  mounted = { root, element };
  // Committed at once: under load two frames can pass before React does so by itself.
  flushSync(() =>
    root.render(
      <I18nProvider speech={messageSetByLanguage[language]} timeZone="UTC">
        <ClockProvider clock={createStoppedClock(galleryNowMs)}>
          <NoticesProvider>{view}</NoticesProvider>
        </ClockProvider>
      </I18nProvider>,
    ),
  );
  await painted();
  // The first text in a font or weight is laid out anew when its file has come.
  await document.fonts.ready;
  return element;
}

/** Two frames: the browser has laid out what React committed. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
