/** The scheme and host that the field app lives at. Its IndexedDB belongs to this origin: changing it loses data. */
export const appScheme = 'app';
export const appOrigin = 'app://fieldbook';

/** The one page of the app. */
export const appPageUrl = `${appOrigin}/index.html`;
/** Shown in its place when it has stopped twice. */
export const problemPageUrl = `${appOrigin}/problem.html`;

/** Whether an address is the app's page itself, whatever comes after `?` or `#`. */
export const isAppPage = (url: string): boolean => url.replace(/[?#].*$/, '') === appPageUrl;

/** Whether an address is served by the shell itself, so that no network is asked. */
export const isAppAddress = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`);
