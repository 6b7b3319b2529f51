/** Flags of the app's command line, beside Chromium's own such as `--user-data-dir`. */
export interface StartFlags {
  /** Enrolment code to use, and the server that issued it. */
  readonly offer: { readonly url: string; readonly code: string } | null;
  /** The app was started to be tried: it may simulate work without a network. */
  readonly isDemonstration: boolean;
  /** Minidumps contain memory and so answers: only for debugging a crash on one's own machine. */
  readonly keepCrashDumps: boolean;
}

/** Read `--name=value` and `--name value`. `--lang` is not here: Chromium reads it itself. */
export function readStartFlags(argv: readonly string[]): StartFlags {
  const url = flagValueOf(argv, 'enrol-url');
  const code = flagValueOf(argv, 'enrol-code');
  return {
    offer: url !== null && code !== null ? { url, code } : null,
    isDemonstration: argv.includes('--demonstration'),
    keepCrashDumps: argv.includes('--keep-crash-dumps'),
  };
}

function flagValueOf(argv: readonly string[], name: string): string | null {
  const index = argv.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const word = argv[index];
  if (word === undefined) return null;
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[index + 1];
  return value === undefined || value === '' || value.startsWith('--') ? null : value;
}

/** Promise with the function that resolves it. */
interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** Create a value that can be awaited before it exists. Only the first resolution counts. */
export function createDeferred<T>(): Deferred<T> {
  let give: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise: value, resolve: give };
}
