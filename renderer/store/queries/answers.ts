import type { QueryName } from '../store-api.ts';
import { answerAccessNotices } from './access-notices.ts';
import { answerColleagueDevices } from './colleague-devices.ts';
import { answerConflicts } from './conflicts.ts';
import { answerContact } from './contact.ts';
import { answerDocument } from './document.ts';
import { answerDocuments } from './documents.ts';
import { answerEraseAfter } from './erase-after.ts';
import { answerEstimate } from './estimate.ts';
import { answerHistory } from './history.ts';
import { answerInstrument } from './instrument.ts';
import { answerInstruments } from './instruments.ts';
import { answerMissions } from './missions.ts';
import { answerNote, answerNotes } from './notes.ts';
import { answerHeldTexts } from './held-texts.ts';
import { answerParked } from './parked.ts';
import { again, type Answering } from './question.ts';
import { answerSession } from './session.ts';
import { answerStatus } from './status.ts';
import { answerSyncRuns } from './sync-runs.ts';
import { answerOnlyHere, answerTakenOff } from './taken-off.ts';
import { answerWhereabouts } from './whereabouts.ts';

/** How each question of the port is answered. */
export const answers: { readonly [Q in QueryName]: Answering<Q> } = {
  session: again(answerSession),
  status: answerStatus,
  missions: again(answerMissions),
  takenOff: again(answerTakenOff),
  contact: again(answerContact),
  onlyHere: again(answerOnlyHere),
  documents: again(answerDocuments),
  document: again(answerDocument),
  history: again(answerHistory),
  accessNotices: again(answerAccessNotices),
  conflicts: again(answerConflicts),
  colleagueDevices: again(answerColleagueDevices),
  whereabouts: again(answerWhereabouts),
  syncRuns: again(answerSyncRuns),
  estimate: again(answerEstimate),
  parked: again(answerParked),
  heldTexts: again(answerHeldTexts),
  notes: again(answerNotes),
  note: again(answerNote),
  instruments: again(answerInstruments),
  instrument: again(answerInstrument),
  eraseAfter: again(answerEraseAfter),
};
