import fs from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** EX_SOFTWARE: whoever started the app can tell a bug from a person's quitting. */
const bugExitCode = 70;

/**
 * An exception that nobody caught leaves the shell in a state that nobody knows: it is logged and the app ends. Electron
 * would show a dialog and stay half alive. What was shown as saved is on disk already.
 */
export function exitOnUncaughtError(app: App, log: ShellLog): void {
  const stop = (error: unknown): void => {
    log.bug('bug', error);
    if (!app.isPackaged) console.error(error);
    app.exit(bugExitCode);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
}

/** What is worth a line. Codes and figures only: no texts, no names, no addresses, no paths (security.md 2). */
export type ShellLogCode =
  | 'start'
  | 'ready'
  | 'quit'
  | 'bug'
  | 'ask-failed'
  | 'order-failed'
  | 'restore-failed'
  | 'net'
  | 'flush'
  | 'renderer-gone'
  | 'renderer-silent'
  | 'child-gone'
  | 'load-failed'
  | 'blocked'
  | 'lock'
  | 'suspend'
  | 'resume';

export type LogFigures = Readonly<Record<string, number | boolean>>;

export interface ShellLog {
  /** `word` is one of a closed set of someone's (an error code, Chromium's reason), never free text. */
  note(code: ShellLogCode, figures?: LogFigures, word?: string): void;
  /** Where a bug was, without its message, which may quote what a person wrote. */
  bug(code: ShellLogCode, error: unknown): void;
}

export interface ShellLogLimits {
  readonly fileBytes: number;
  readonly keptFiles: number;
}

const defaultLogLimits: ShellLogLimits = { fileBytes: 512 * 1024, keptFiles: 3 };

/** Appends lines of JSON to `fieldbook.log`; a full file is kept as `fieldbook.1.log`, and so on, the oldest goes. */
export function openShellLog(
  folder: string,
  nowMs: () => number,
  limits: ShellLogLimits = defaultLogLimits,
): ShellLog {
  createLogFolder(folder);
  const file = path.join(folder, 'fieldbook.log');

  const append = (line: object): void => {
    try {
      if (logFileSize(file) > limits.fileBytes) rotateLogFiles(folder, limits.keptFiles);
      fs.appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full or broken disk must not stop the app from saving what a person typed; this line is what we lose.
    }
  };

  return {
    note(code, figures = {}, word) {
      append({ at: nowMs(), code, ...figures, ...(word !== undefined && { word: safeLogWord(word) }) });
    },
    bug(code, error) {
      append({ at: nowMs(), code, ...errorOutline(error) });
    },
  };
}

function createLogFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Then there is no log; whether the profile can be written at all is asked elsewhere (profile-folder.ts).
  }
}

const safeLogWord = (word: string): string => (/^[A-Za-z0-9_.-]{1,60}$/.test(word) ? word : 'other');

function errorOutline(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { word: safeLogWord(error.code) } : {};
  return { name: safeLogWord(error.name), ...code, where: stackFramesOf(error).slice(0, 8) };
}

/** `file.js:1:2` from the top of the stack down. The message comes first in a stack, and may look like frames. */
function stackFramesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n');
  return lines.flatMap((line) => /(?:^|[/\\(\s])([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
}

function rotateLogFiles(folder: string, keptFiles: number): void {
  const name = (age: number): string =>
    path.join(folder, age === 0 ? 'fieldbook.log' : `fieldbook.${age}.log`);
  for (let age = keptFiles; age > 0; age -= 1)
    if (fs.existsSync(name(age - 1))) fs.renameSync(name(age - 1), name(age));
}

const logFileSize = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
