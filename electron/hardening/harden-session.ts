import type { Session } from 'electron';
import { isOwnAddress } from '../protocol/app-address.ts';

/** The only things that a page may ask for: to copy a text, and that its database is not cleared away. */
const granted: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'durable-storage',
  'persistent-storage',
]);

export interface SessionRules {
  /** Addresses beside our own that may be loaded: the developer tools' in development. */
  readonly alsoAllowed: (url: string) => boolean;
  readonly onBlocked: (what: string) => void;
}

/**
 * Takes everything from the page's session that the app does not need: the network wholly, permissions, devices,
 * downloads, the spell checker (it fetches dictionaries and keeps words on disk). Everything is denied by default.
 */
export function hardenSession(session: Session, { alsoAllowed, onBlocked }: SessionRules): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, respond) => {
    const isAllowed = isOwnAddress(url) || alsoAllowed(url);
    if (!isAllowed) onBlocked('request');
    respond({ cancel: !isAllowed });
  });
  session.setPermissionRequestHandler((_contents, permission, respond, { requestingUrl }) => {
    const isGranted = granted.has(permission) && isOwnAddress(requestingUrl);
    if (!isGranted) onBlocked('permission');
    respond(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => granted.has(permission) && isOwnAddress(origin.replace(/\/$/, '')),
  );
  denyDevices(session, onBlocked);
  session.on('will-download', (event) => {
    onBlocked('download');
    event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
  return closeRoads(session);
}

// Nothing is chosen for a page from what is plugged in or near, and no screen is captured. Without these handlers some
// versions of Chromium would ask the person, or take the first.
function denyDevices(session: Session, onBlocked: (what: string) => void): void {
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, respond) => {
    onBlocked('screen');
    respond({});
  });
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  if (process.platform !== 'darwin')
    session.setBluetoothPairingHandler((_details, respond) => respond({ confirmed: false }));
  session.on('select-hid-device', (event, _details, respond) => {
    event.preventDefault();
    respond(null);
  });
  session.on('select-usb-device', (event, _details, respond) => {
    event.preventDefault();
    respond();
  });
  session.on('select-serial-port', (event, _ports, _contents, respond) => {
    event.preventDefault();
    respond('');
  });
}

// A second wall behind the first: what does not pass webRequest (a preconnect, WebRTC over TCP) finds a proxy that is
// not there. Port 9 is "discard".
const closeRoads = (session: Session): Promise<void> =>
  session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
