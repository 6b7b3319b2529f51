import os from 'node:os';
import { describe, expect, test } from 'vitest';
import { deviceNumbersOf, readDiskEncryption, type SystemFiles } from '#electron/vault/disk-encryption.ts';

/** A Linux with its file system on 253:1; names of the device mapper and the devices below each. */
function aSystem(
  devices: Readonly<Record<string, { readonly uuid?: string; readonly below?: readonly string[] }>>,
): SystemFiles {
  const deviceAt = (path: string) =>
    devices[path.replace(/^.sys.(dev|class).block./, '').split('/')[0] ?? ''];
  return {
    deviceOf: () => ({ major: 253, minor: 1 }),
    read(file) {
      const uuid = deviceAt(file)?.uuid;
      if (uuid === undefined) throw new Error('ENOENT');
      return `${uuid}\n`;
    },
    list(folder) {
      const device = deviceAt(folder);
      if (device === undefined) throw new Error('ENOENT');
      return device.below ?? [];
    },
  };
}

const onLinux = (devices: Parameters<typeof aSystem>[0]) =>
  readDiskEncryption('/home/somebody', 'linux', aSystem(devices));

describe('[E 6] the disk below the vaults', () => {
  test.each(['LUKS1', 'LUKS2', 'PLAIN', 'BITLK'])('counts as encrypted on %s', (kind) => {
    expect(onLinux({ '253:1': { uuid: `CRYPT-${kind}-0123-root`, below: ['sda3'] } })).toBe('encrypted');
  });

  test('counts as encrypted where a volume lies on encrypted disks alone', () => {
    const volume = { '253:1': { uuid: 'LVM-abc', below: ['dm-0', 'dm-2'] } };
    const luks = { uuid: 'CRYPT-LUKS2-1-a', below: ['sda3'] };
    expect(onLinux({ ...volume, 'dm-0': luks, 'dm-2': luks })).toBe('encrypted');
    expect(onLinux({ ...volume, 'dm-0': luks, 'dm-2': { below: [] } })).toBe('unknown');
  });

  test.each<[string, Parameters<typeof aSystem>[0]]>([
    ['a plain partition', { '253:1': {} }],
    [
      'a device that is only checked, and hides nothing',
      { '253:1': { uuid: 'CRYPT-VERITY-1-usr', below: [] } },
    ],
    ['a file system without a block device', {}],
  ])('is not known to be on %s', (_, devices) => {
    expect(onLinux(devices)).toBe('unknown');
  });

  test('is never known on another system, and looking at this one does not fail', () => {
    expect(readDiskEncryption('/home', 'win32', aSystem({ '253:1': { uuid: 'CRYPT-LUKS2-1-a' } }))).toBe(
      'unknown',
    );
    expect(['encrypted', 'unknown']).toContain(readDiskEncryption(os.tmpdir(), process.platform));
  });

  test('has the numbers that the system packs into one', () => {
    expect(deviceNumbersOf(0xfd_01n)).toEqual({ major: 253, minor: 1 });
    expect(deviceNumbersOf(0x1_03_05n)).toEqual({ major: 0x103, minor: 5 });
    expect(deviceNumbersOf((1n << 20n) | 0x8_02n)).toEqual({ major: 8, minor: 0x1_02 });
  });
});
