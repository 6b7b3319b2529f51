import type { UpdateRefusalCode } from '#renderer/host/host-contract.ts';
import type { MessageKey } from '#renderer/i18n';

/** As views take it. */
export type AppUpdateRefusal = UpdateRefusalCode;

/** Reason why an update was refused, with the next step. */
export const updateRefusalKeys: Readonly<Record<AppUpdateRefusal, MessageKey>> = {
  noKey: 'settings.update.refused.noKey',
  noSignature: 'settings.update.refused.noSignature',
  malformed: 'settings.update.refused.malformed',
  wrongKey: 'settings.update.refused.wrongKey',
  otherProduct: 'settings.update.refused.otherProduct',
  otherPlatform: 'settings.update.refused.otherPlatform',
  same: 'settings.update.refused.same',
  older: 'settings.update.refused.older',
  cut: 'settings.update.refused.cut',
  tampered: 'settings.update.refused.tampered',
  failed: 'settings.update.refused.failed',
};
