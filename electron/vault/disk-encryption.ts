import fs from 'node:fs';
import path from 'node:path';

/** A part of a system's files, as far as this looks at them. */
export interface SystemFiles {
  /** The device number of the file system that a folder lies on. Throws where there is no such folder. */
  deviceOf(folder: string): { readonly major: number; readonly minor: number };
  /** Both throw where there is nothing. */
  read(file: string): string;
  list(folder: string): readonly string[];
}

/** Ciphers of Linux's device mapper. Others of its `CRYPT-` devices check what is read, and hide nothing. */
const encryptingDeviceUuid = /^CRYPT-(LUKS1|LUKS2|PLAIN|LOOPAES|TCRYPT|BITLK|FVAULT2)-/;

/**
 * Is the disk that this folder lies on known to be encrypted? Only what the kernel itself says counts: on Linux, that all
 * of the block device below goes through dm-crypt. Everything else (another system, a disk that encrypts itself, a file
 * system without a block device of its own) is unknown, and a person must ask.
 */
export function readDiskEncryption(
  folder: string,
  platform: NodeJS.Platform,
  files: SystemFiles = realSystemFiles,
): 'encrypted' | 'unknown' {
  if (platform !== 'linux') return 'unknown';
  try {
    const { major, minor } = files.deviceOf(folder);
    return isEncryptedDevice(files, `/sys/dev/block/${major}:${minor}`) ? 'encrypted' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** A volume over several disks is encrypted when each of them is. */
function isEncryptedDevice(files: SystemFiles, device: string): boolean {
  if (encryptingDeviceUuid.test(readMapperUuid(files, device))) return true;
  const below = files.list(path.posix.join(device, 'slaves'));
  return below.length > 0 && below.every((name) => isEncryptedDevice(files, `/sys/class/block/${name}`));
}

/** Empty for what is no device of the mapper, as a partition or a RAID. */
function readMapperUuid(files: SystemFiles, device: string): string {
  try {
    return files.read(path.posix.join(device, 'dm', 'uuid')).trim();
  } catch {
    return '';
  }
}

const realSystemFiles: SystemFiles = {
  deviceOf: (folder) => deviceNumbersOf(fs.statSync(folder, { bigint: true }).dev),
  read: (file) => fs.readFileSync(file, 'utf8'),
  list: (folder) => fs.readdirSync(folder),
};

/** As glibc packs them. */
export const deviceNumbersOf = (dev: bigint): { readonly major: number; readonly minor: number } => ({
  major: Number(((dev >> 32n) & 0xff_ff_f0_00n) | ((dev >> 8n) & 0xf_ffn)),
  minor: Number(((dev >> 12n) & 0xff_ff_ff_00n) | (dev & 0xffn)),
});
