import fs from 'node:fs';
import path from 'node:path';

/** Part of the system's files that this check reads. */
export interface SystemFiles {
  /** Return the device number of a folder's file system. Throws when the folder is missing. */
  deviceOf(folder: string): { readonly major: number; readonly minor: number };
  /** Both throw when the file is missing. */
  read(file: string): string;
  list(folder: string): readonly string[];
}

/** Encrypting targets of Linux's device mapper. Other `CRYPT-` devices verify integrity without encryption. */
const encryptingDeviceUuid = /^CRYPT-(LUKS1|LUKS2|PLAIN|LOOPAES|TCRYPT|BITLK|FVAULT2)-/;

/**
 * Return whether the disk of this folder is known to be encrypted. Only the kernel's own data counts: on Linux, that
 * dm-crypt covers all of the block device. Everything else is unknown, and a person must check. Examples: another
 * system, a self-encrypting disk, a file system without a block device of its own.
 */
export function readDiskEncryption(
  folder: string,
  platform: NodeJS.Platform,
  systemFiles: SystemFiles = realSystemFiles,
): 'encrypted' | 'unknown' {
  if (platform !== 'linux') return 'unknown';
  try {
    const { major, minor } = systemFiles.deviceOf(folder);
    return isEncryptedDevice(systemFiles, `/sys/dev/block/${major}:${minor}`) ? 'encrypted' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Return whether a device is encrypted. A volume over several disks needs all of them encrypted. */
function isEncryptedDevice(systemFiles: SystemFiles, device: string): boolean {
  if (encryptingDeviceUuid.test(readMapperUuid(systemFiles, device))) return true;
  const below = systemFiles.list(path.posix.join(device, 'slaves'));
  return (
    below.length > 0 && below.every((name) => isEncryptedDevice(systemFiles, `/sys/class/block/${name}`))
  );
}

/** Read the mapper's id; empty for other devices, such as a partition or a RAID. */
function readMapperUuid(systemFiles: SystemFiles, device: string): string {
  try {
    return systemFiles.read(path.posix.join(device, 'dm', 'uuid')).trim();
  } catch {
    return '';
  }
}

const realSystemFiles: SystemFiles = {
  deviceOf: (folder) => deviceNumbersOf(fs.statSync(folder, { bigint: true }).dev),
  read: (file) => fs.readFileSync(file, 'utf8'),
  list: (folder) => fs.readdirSync(folder),
};

/** Unpack device numbers in glibc's layout. */
export const deviceNumbersOf = (dev: bigint): { readonly major: number; readonly minor: number } => ({
  major: Number(((dev >> 32n) & 0xff_ff_f0_00n) | ((dev >> 8n) & 0xf_ffn)),
  minor: Number(((dev >> 12n) & 0xff_ff_ff_00n) | (dev & 0xffn)),
});
