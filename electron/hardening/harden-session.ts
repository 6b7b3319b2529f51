import type { Session } from 'electron';
import { isAppAddress, isAppPage } from '../window/app-protocol.ts';

/** Permissions of every page of the app: copying text, and persistent storage of its database. */
const alwaysGrantedPermissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'durable-storage',
  'persistent-storage',
]);

/** Permission that a page requests, or that Chromium checks for it. */
export interface PermissionRequest {
  readonly permission: string;
  /** Address of the page that requests it. */
  readonly address: string;
  readonly isMainFrame: boolean;
  /** For `media` only: kinds of media to record. Empty for a screen. */
  readonly media: readonly string[];
}

/**
 * Return whether a permission is granted. All are denied except those the app needs. The camera is granted only during
 * a scan, the microphone never.
 */
export function isPermissionGranted(
  { permission, address, isMainFrame, media }: PermissionRequest,
  mayFilm: () => boolean,
): boolean {
  if (permission !== 'media') return alwaysGrantedPermissions.has(permission) && isAppAddress(address);
  const isCameraAlone = media.length === 1 && media[0] === 'video';
  return isCameraAlone && isMainFrame && isAppPage(address) && mayFilm();
}

interface SessionRules {
  /** Further addresses that may be loaded: the developer tools in development. */
  readonly alsoAllowed: (url: string) => boolean;
  /** Whether the page may use the camera now. */
  readonly mayFilm: () => boolean;
  readonly onBlocked: (what: string) => void;
}

/**
 * Deny the page's session everything that the app does not need: network, permissions, devices, downloads. The spell
 * checker is off because it fetches dictionaries and keeps words on disk.
 */
export function hardenSession(session: Session, sessionRules: SessionRules): Promise<void> {
  const { alsoAllowed, mayFilm, onBlocked } = sessionRules;
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

// No device is chosen for a page, and no screen is captured. Without these handlers some versions of Chromium would ask
// the person or take the first device.
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

// Second barrier: traffic that bypasses webRequest (a preconnect, WebRTC over TCP) meets a proxy that does not exist.
// Port 9 is "discard".
const blockNetworkByProxy = (session: Session): Promise<void> =>
  session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
