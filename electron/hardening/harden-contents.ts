import type { App, WebContents } from 'electron';
import { isOwnPage, problemUrl } from '../protocol/app-address.ts';

/**
 * Whatever web contents come to be, they stay where they are: no navigation but to our own page, no new windows, no
 * webviews, no certificate exceptions, no client certificates, no proxy passwords. Nothing is handed to the system's
 * browser.
 */
export function hardenContents(app: App, onBlocked: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => stayPut(contents, onBlocked));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, respond) => {
    event.preventDefault();
    respond(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, respond) => {
    event.preventDefault();
    respond();
  });
}

function stayPut(contents: WebContents, onBlocked: (what: string) => void): void {
  const block = (what: string) => (event: { preventDefault(): void }) => {
    onBlocked(what);
    event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    const isReturn = isOwnPage(event.url) && [isOwnPage, isProblemPage].some((is) => is(contents.getURL()));
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

const isProblemPage = (url: string): boolean => url === problemUrl;
