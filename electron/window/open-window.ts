import { BrowserWindow } from 'electron';
import { closedPage } from './closed-page.ts';
import { smallest, type WindowState } from './window-state.ts';

export interface WindowParts {
  readonly state: WindowState;
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly isDark: boolean;
}

// --paper of renderer/ui/tokens.css, so that the window does not flash while the page comes.
const paper = { light: '#fbfbf9', dark: '#12171c' };

/** Makes the app's window, with everything off that a page could reach the machine with. It shows when it has painted. */
export function openWindow({ state, preload, isPackaged, isDark }: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Fieldbook',
    backgroundColor: isDark ? paper.dark : paper.light,
    autoHideMenuBar: true,
    webPreferences: { ...closedPage, preload, devTools: !isPackaged },
  });
  // A title is on task bars and in other people's screenshots: it never holds content.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state.isMaximized) window.maximize();
    window.show();
  });
  return window;
}
