import type { App, WebContents, WebPreferences } from 'electron';
import { isAppPage, problemPageUrl } from '../window/app-protocol.ts';

/** Preferences of every window: everything is off through which a page could reach the machine. */
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

/**
 * Confine all web contents to the app's own page. Denied: other navigation, new windows, webviews, certificate
 * exceptions, client certificates, proxy passwords. Nothing is handed to the system's browser.
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
