import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { StagedUpdate } from './stage-update.ts';

type Staged = Extract<HostAnswer<'update.choose'>, { readonly kind: 'staged' }>;

/**
 * What the person does with a checked file. Programs belong to the system: an administrator installs them, and the app
 * does not pretend to. On Linux that is one command; elsewhere the file is opened from its folder.
 */
export function installWay({ statement, file }: StagedUpdate): Staged {
  const { kind, version } = statement;
  return { kind: 'staged', version, file, command: commandFor(kind, quoted(file)) };
}

function commandFor(kind: StagedUpdate['statement']['kind'], file: string): string | null {
  switch (kind) {
    case 'deb':
      return `sudo apt install ${file}`;
    case 'tar.gz':
      return `tar -xzf ${file} -C "$HOME"`;
    case 'exe':
    case 'dmg':
    case 'zip':
      return null;
  }
}

const quoted = (file: string): string =>
  /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
