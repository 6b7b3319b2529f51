import type { Host } from '#renderer/host/host-contract.ts';

/** Of a laptop whose data is measured and thrown away. */
const owner = { label: 'Bench', passphrase: 'a laptop that is measured' };

/** Opens the laptop's vault, or makes it: what is measured begins behind the lock. Throws when it stays closed. */
export async function openVault(host: Host): Promise<void> {
  const { current, vaults } = await host.ask('vault.state', null);
  if (current) return;
  const [known] = vaults;
  const opened = known
    ? await host.ask('vault.unlock', { id: known.id, passphrase: owner.passphrase })
    : await host.ask('vault.create', owner);
  if (opened.kind !== 'open') throw new Error(`The vault of the measurement stays closed: ${opened.kind}`);
}
