import fs from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** EX_SOFTWARE: the starting program can distinguish a bug from a normal quit. */
const bugExitCode = 70;

/**
 * Log an uncaught exception and end the app, since its state is unknown. Electron would show a dialog and continue half
 * alive. Values shown as saved are on the disk already.
 */
export function exitOnUncaughtError(app: App, shellLog: ShellLog): void {
  const stop = (error: unknown): void => {
    shellLog.bug('bug', error);
    if (!app.isPackaged) console.error(error);
    app.exit(bugExitCode);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
}

/**
 * Codes of log lines. Lines have codes and figures only: no texts, names, addresses or paths
 * (docs/security-requirements.md 2).
 */
type ShellLogCode =
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

type LogFigures = Readonly<Record<string, number | boolean>>;

export interface ShellLog {
  /** Log a line. `word` is of a closed set (an error code, Chromium's reason), never free text. */
  note(shellLogCode: ShellLogCode, logFigures?: LogFigures, word?: string): void;
  /** Log the place of a bug. Its message is left out: it may quote answers. */
  bug(shellLogCode: ShellLogCode, error: unknown): void;
}

interface ShellLogLimits {
  readonly fileBytes: number;
  readonly keptFiles: number;
}

const defaultLogLimits: ShellLogLimits = { fileBytes: 512 * 1024, keptFiles: 3 };

/** Append lines of JSON to `fieldbook.log`. A full file becomes `fieldbook.1.log`, and so on; the oldest is deleted. */
export function openShellLog(
  folder: string,
  nowMs: () => number,
  shellLogLimits: ShellLogLimits = defaultLogLimits,
): ShellLog {
  createLogFolder(folder);
  const file = path.join(folder, 'fieldbook.log');

  const append = (line: object): void => {
    try {
      if (logFileSize(file) > shellLogLimits.fileBytes) rotateLogFiles(folder, shellLogLimits.keptFiles);
      fs.appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full or broken disk loses this line; it must not stop the app from saving answers.
    }
  };

  return {
    note(code, logFigures = {}, word) {
      append({ at: nowMs(), code, ...logFigures, ...(word !== undefined && { word: safeLogWord(word) }) });
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
    // The app runs without a log then; profile-folder.ts checks whether the profile is writable.
  }
}

const safeLogWord = (word: string): string => (/^[A-Za-z0-9_.-]{1,60}$/.test(word) ? word : 'other');

function errorOutline(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { word: safeLogWord(error.code) } : {};
  return { name: safeLogWord(error.name), ...code, where: stackFramesOf(error).slice(0, 8) };
}

/** Return `file.js:1:2` for each frame, from the top. A stack begins with the message, which may look like frames. */
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
