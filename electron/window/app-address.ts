/** Scheme and host of the field app. Its IndexedDB belongs to this origin: changing it loses data. */
export const appScheme = 'app';
export const appOrigin = 'app://fieldbook';

/** The one page of the app. */
export const appPageUrl = `${appOrigin}/index.html`;
/** Page shown instead after repeated crashes. */
export const problemPageUrl = `${appOrigin}/problem.html`;

/** Return whether an address is the app's page, with any `?` or `#` part. */
export const isAppPage = (url: string): boolean => url.replace(/[?#].*$/, '') === appPageUrl;

/** Return whether the shell itself serves an address, without a network. */
export const isAppAddress = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`);
