import { isOwnAddress, isOwnPage } from '../protocol/app-address.ts';

/** What any page of ours may ask for: to copy a text, and that its database is not cleared away. */
const always: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'durable-storage',
  'persistent-storage',
]);

/** A permission that a page asks for, or that Chromium looks up for it. */
export interface PermissionAsk {
  readonly permission: string;
  /** The address of whoever asks. */
  readonly address: string;
  readonly isMainFrame: boolean;
  /** Of `media` alone: what is to be recorded. Empty where that is a screen. */
  readonly media: readonly string[];
}

/** Everything is denied but what the app needs; the camera, and never the microphone, only while a code is scanned. */
export function isGranted(
  { permission, address, isMainFrame, media }: PermissionAsk,
  mayFilm: () => boolean,
): boolean {
  if (permission !== 'media') return always.has(permission) && isOwnAddress(address);
  const isCameraAlone = media.length === 1 && media[0] === 'video';
  return isCameraAlone && isMainFrame && isOwnPage(address) && mayFilm();
}
