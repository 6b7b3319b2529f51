/** The scheme and host that the field app lives at. Its IndexedDB belongs to this origin: changing it loses data. */
export const appScheme = 'app';
export const appOrigin = 'app://fieldbook';

/** The one page of the app. */
export const pageUrl = `${appOrigin}/index.html`;
/** Shown in its place when it has stopped twice. */
export const problemUrl = `${appOrigin}/problem.html`;

/** Whether an address is the app's page itself, whatever comes after `?` or `#`. */
export const isOwnPage = (url: string): boolean => url.replace(/[?#].*$/, '') === pageUrl;

/** Whether an address is served by the shell itself, so that no network is asked. */
export const isOwnAddress = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`);
