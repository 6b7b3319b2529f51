import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n';

type OpenVaultOutcome = HostResponse<'vault.unlock'> | HostResponse<'vault.create'>;

/**
 * Message after a failed try to open a vault: the event, and the next step. Null after success or during a
 * wait.
 */
export function vaultOutcomeMessage(openVaultOutcome: OpenVaultOutcome): Message | null {
  switch (openVaultOutcome.kind) {
    case 'open':
    case 'wait':
    case 'erased': // the window reloads, and says so
      return null;
    case 'wrong':
      return openVaultOutcome.left === null
        ? { key: 'vault.wrong' }
        : { key: 'vault.wrong.left', values: { left: openVaultOutcome.left } };
    case 'refused':
      return { key: vaultRefusalKeys[openVaultOutcome.code] };
  }
}

/** Reasons why a vault is not opened, made or changed. */
export const vaultRefusalKeys = {
  damaged: 'vault.refused.damaged',
  missing: 'vault.refused.missing',
  later: 'vault.refused.later',
  keychain: 'vault.refused.keychain',
  plain: 'vault.refusedPlain',
  failed: 'vault.refused.failed',
  weak: 'vault.refused.weak',
  label: 'vault.refused.label',
  full: 'vault.refused.full',
} as const;
