import type { Session } from 'electron';
import { isAppAddress, isAppPage } from '../window/app-address.ts';

/** What any page of ours may ask for: to copy a text, and that its database is not cleared away. */
const alwaysGrantedPermissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'durable-storage',
  'persistent-storage',
]);

/** A permission that a page asks for, or that Chromium looks up for it. */
export interface PermissionRequest {
  readonly permission: string;
  /** The address of whoever asks. */
  readonly address: string;
  readonly isMainFrame: boolean;
  /** Of `media` alone: what is to be recorded. Empty where that is a screen. */
  readonly media: readonly string[];
}

/** Everything is denied but what the app needs; the camera, and never the microphone, only while a code is scanned. */
export function isPermissionGranted(
  { permission, address, isMainFrame, media }: PermissionRequest,
  mayFilm: () => boolean,
): boolean {
  if (permission !== 'media') return alwaysGrantedPermissions.has(permission) && isAppAddress(address);
  const isCameraAlone = media.length === 1 && media[0] === 'video';
  return isCameraAlone && isMainFrame && isAppPage(address) && mayFilm();
}

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
    const isAllowed = isAppAddress(url) || alsoAllowed(url);
    if (!isAllowed) onBlocked('request');
    respond({ cancel: !isAllowed });
  });
  session.setPermissionRequestHandler((_contents, permission, respond, details) => {
    const { requestingUrl: address, isMainFrame } = details;
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isAllowed = isPermissionGranted({ permission, address, isMainFrame, media }, mayFilm);
    if (!isAllowed) onBlocked('permission');
    respond(isAllowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const address = details.requestingUrl ?? origin.replace(/\/$/, '');
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return isPermissionGranted({ permission, address, isMainFrame: details.isMainFrame, media }, mayFilm);
  });
  denyDeviceAccess(session, onBlocked);
  session.on('will-download', (event) => {
    onBlocked('download');
    event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
  return blockNetworkByProxy(session);
}

// Nothing is chosen for a page from what is plugged in or near, and no screen is captured. Without these handlers some
// versions of Chromium would ask the person, or take the first.
function denyDeviceAccess(session: Session, onBlocked: (what: string) => void): void {
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
const blockNetworkByProxy = (session: Session): Promise<void> =>
  session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
