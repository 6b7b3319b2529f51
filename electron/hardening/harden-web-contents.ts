import type { App, WebContents, WebPreferences } from 'electron';
import { isAppPage, problemPageUrl } from '../window/app-address.ts';

/** Everything off that a page could reach the machine with; for every window that there is. */
export const hardenedWebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
} as const satisfies WebPreferences;

/** As much of Electron's command line as is needed here. */
interface SwitchCommandLine {
  hasSwitch(name: string): boolean;
  removeSwitch(name: string): void;
}

/** Flags that open the app to a debugger, or that would take a wall away. None of them is needed to work with it. */
const refusedSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'js-flags',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'unsafely-treat-insecure-origin-as-secure',
  'use-fake-ui-for-media-stream',
  'auto-accept-camera-and-microphone-capture',
  'allow-file-access-from-files',
  'enable-logging',
  'log-file',
  'log-net-log',
  'net-log-capture-mode',
];

/**
 * Takes those flags away before Chromium reads them, which it does when the main module has been loaded. Not in
 * development, and not where a debugger of Node is in the main process already: its fuse is off in what we ship, so
 * that only a changed copy, such as the one that tests drive, can get so far.
 */
export function removeDebuggerSwitches(
  commandLine: SwitchCommandLine,
  isPackaged: boolean,
  inspectorUrl: string | undefined,
): readonly string[] {
  if (!isPackaged || inspectorUrl !== undefined) return [];
  const found = refusedSwitches.filter((name) => commandLine.hasSwitch(name));
  for (const name of found) commandLine.removeSwitch(name);
  return found;
}

/**
 * Whatever web contents come to be, they stay where they are: no navigation but to our own page, no new windows, no
 * webviews, no certificate exceptions, no client certificates, no proxy passwords. Nothing is handed to the system's
 * browser.
 */
export function hardenWebContents(app: App, onBlocked: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => preventNavigation(contents, onBlocked));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, respond) => {
    event.preventDefault();
    respond(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, respond) => {
    event.preventDefault();
    respond();
  });
}

function preventNavigation(contents: WebContents, onBlocked: (what: string) => void): void {
  const block = (what: string) => (event: { preventDefault(): void }) => {
    onBlocked(what);
    event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    const isReturn =
      isAppPage(event.url) && [isAppPage, isProblemPageUrl].some((is) => is(contents.getURL()));
    if (!isReturn) block('navigation')(event);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) block('frame')(event);
  });
  contents.on('will-redirect', block('redirect'));
  contents.on('will-attach-webview', block('webview'));
  contents.on('select-bluetooth-device', (event, _devices, respond) => {
    event.preventDefault();
    respond('');
  });
  contents.setWindowOpenHandler(() => {
    onBlocked('window');
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

const isProblemPageUrl = (url: string): boolean => url === problemPageUrl;
