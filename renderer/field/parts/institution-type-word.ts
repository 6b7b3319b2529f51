import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';

const words: Readonly<Record<string, MessageKey>> = {
  COO: 'mission.institutionType.COO',
  MIN: 'mission.institutionType.MIN',
  POL: 'mission.institutionType.POL',
  PRO: 'mission.institutionType.PRO',
  JUD: 'mission.institutionType.JUD',
  FOR: 'mission.institutionType.FOR',
  CCA: 'mission.institutionType.CCA',
  FIU: 'mission.institutionType.FIU',
  NCB: 'mission.institutionType.NCB',
  TRA: 'mission.institutionType.TRA',
  OVR: 'mission.institutionType.OVR',
  OTH: 'mission.institutionType.OTH',
};

/** An institution type in the person's language; one that only this instrument knows, in the instrument's words. */
export function institutionTypeWord(code: string, instrument: MaturityModel, say: Say): string {
  const key = words[code];
  return key ? say(key) : (instrument.institution_types[code] ?? code);
}
