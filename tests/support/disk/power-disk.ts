import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A file system of its own that forgets unflushed data in a power cut: ext4 on a loop device. */
export interface PowerDisk {
  readonly folder: string;
  /** Flush everything on it, as if the machine had been idle. */
  flush(): void;
  /** From now on nothing can be read or written, and all unflushed data is gone. */
  cutPower(): void;
  /** Mount the rest. Rejects where files on it stay open. */
  restorePower(): Promise<void>;
  remove(): void;
}

const diskBytes = 512 * 1024 * 1024;

/**
 * Make and mount a power disk below a folder, which any account may then pass through. The mounted file system writes
 * nothing of its own accord for minutes. Throws where this account may not mount, or the machine has no ext4 on loop
 * devices.
 */
export function mountPowerDisk(below: string): PowerDisk {
  const [image, folder] = [path.join(below, 'disk.ext4'), path.join(below, 'disk')];
  fs.chmodSync(below, 0o711); // PostgreSQL runs under an account of its own
  fs.mkdirSync(folder);
  fs.writeFileSync(image, '');
  fs.truncateSync(image, diskBytes);
  const mount = (): void => run('mount', '-o', 'loop,commit=300', image, folder);
  run('mkfs.ext4', '-q', '-F', image);
  mount();
  return {
    folder,
    flush: () => run('sync', '-f', folder),
    cutPower: () => run('perl', '-e', shutdown, folder),
    async restorePower() {
      await unmountOnceClosed(folder);
      mount();
    },
    remove() {
      run('umount', '-l', folder);
      fs.rmdirSync(folder);
    },
  };
}

/**
 * EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, as in the crash tests of Linux's own file systems (`godown` of
 * xfstests). Node has no ioctl; every Debian has Perl.
 */
const shutdown = `
  open(my $disk, '<', $ARGV[0]) or die "open: $!";
  my $withoutLog = pack('L', 2);
  ioctl($disk, 0x8004587D, $withoutLog) or die "shutdown: $!";
`;

/** Processes that were killed hold their files for a moment longer. */
async function unmountOnceClosed(folder: string): Promise<void> {
  for (let left = 50; left > 0; left -= 1) {
    try {
      return run('umount', folder);
    } catch (error) {
      if (left === 1 || !String(error).includes('busy')) throw error;
      await wait(100);
    }
  }
}

function run(program: string, ...args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: 'pipe', env: { ...process.env, PATH: searchPath, LC_ALL: 'C' } });
  } catch (error) {
    throw new Error(
      `Power cuts are played as root on Linux with ext4, loop devices and Debian's e2fsprogs and perl: ${String(error)}`,
      { cause: error },
    );
  }
}

// Only administrators have the programs of file systems on the PATH.
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
