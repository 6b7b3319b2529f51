import type { Session } from 'electron';
import { isOwnAddress } from '../protocol/app-address.ts';
import { isGranted } from './permissions.ts';

export interface SessionRules {
  /** Addresses beside our own that may be loaded: the developer tools' in development. */
  readonly alsoAllowed: (url: string) => boolean;
  /** May the page turn the camera on now? */
  readonly mayFilm: () => boolean;
  readonly onBlocked: (what: string) => void;
}

/**
 * Takes everything from the page's session that the app does not need: the network wholly, permissions, devices,
 * downloads, the spell checker (it fetches dictionaries and keeps words on disk). Everything is denied by default.
 */
export function hardenSession(session: Session, rules: SessionRules): Promise<void> {
  const { alsoAllowed, mayFilm, onBlocked } = rules;
  session.webRequest.onBeforeRequest(({ url }, respond) => {
    const isAllowed = isOwnAddress(url) || alsoAllowed(url);
    if (!isAllowed) onBlocked('request');
    respond({ cancel: !isAllowed });
  });
  session.setPermissionRequestHandler((_contents, permission, respond, details) => {
    const { requestingUrl: address, isMainFrame } = details;
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isAllowed = isGranted({ permission, address, isMainFrame, media }, mayFilm);
    if (!isAllowed) onBlocked('permission');
    respond(isAllowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const address = details.requestingUrl ?? origin.replace(/\/$/, '');
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return isGranted({ permission, address, isMainFrame: details.isMainFrame, media }, mayFilm);
  });
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
