import type { Result } from '#domain/base/result.ts';
import * as api from '#sync/protocol/admin-api.ts';
import * as consent from '#sync/protocol/approvals-api.ts';
import * as library from '#sync/protocol/instruments-api.ts';
import type { ApiProblem } from './api-problem.ts';
import type { Question } from './ask.ts';

type Answered<T> = Promise<Result<T, ApiProblem>>;

/** What administrators ask (sync/protocol/admin-api.ts). */
export interface AdminClient {
  readonly people: () => Answered<api.PeopleAnswer>;
  readonly addPerson: (person: api.AddPerson) => Answered<api.PersonAnswer>;
  readonly changePerson: (change: api.ChangePerson) => Answered<api.Changed>;
  readonly addLog: (log: api.AddLog) => Answered<api.LogAnswer>;
  readonly makeCode: (code: api.MakeCode) => Answered<api.CodeAnswer>;
  readonly revoke: (device: api.RevokeDevice) => Answered<api.Done>;
  readonly audit: (ask: Readonly<Record<string, string>>) => Answered<api.AuditAnswer>;
  readonly chain: () => Answered<api.ChainAnswer>;
  readonly recoveries: () => Answered<api.RecoveriesAnswer>;
  readonly startRecovery: (vault: string) => Answered<api.StartedRecovery>;
  readonly approveRecovery: (recovery: string) => Answered<api.ApprovedRecovery>;
  readonly cancelRecovery: (recovery: string) => Answered<api.Done>;
  readonly approvals: () => Answered<consent.ApprovalsAnswer>;
  readonly decide: (decision: consent.DecideApproval) => Answered<api.Done>;
  readonly instruments: () => Answered<library.LibraryAnswer>;
  readonly publish: (instrument: library.InstrumentText) => Answered<library.PublishedAnswer>;
  readonly changeInstrument: (change: library.ChangeInstrument) => Answered<api.Done>;
}

export function createAdminClient(ask: <T>(question: Question<T>) => Answered<T>): AdminClient {
  const at = (path: string) => `/admin/${path}`;
  return {
    people: () => ask({ path: at('people'), answer: api.PeopleAnswer }),
    addPerson: (body) => ask({ path: at('people'), answer: api.PersonAnswer, body }),
    changePerson: (body) => ask({ path: at('people/change'), answer: api.Changed, body }),
    addLog: (body) => ask({ path: at('logs'), answer: api.LogAnswer, body }),
    makeCode: (body) => ask({ path: at('codes'), answer: api.CodeAnswer, body }),
    revoke: (body) => ask({ path: at('devices/revoke'), answer: api.Done, body }),
    audit: (query) =>
      ask({ path: at(`audit?${new URLSearchParams(query).toString()}`), answer: api.AuditAnswer }),
    chain: () => ask({ path: at('audit/chain'), answer: api.ChainAnswer }),
    recoveries: () => ask({ path: at('recoveries'), answer: api.RecoveriesAnswer }),
    startRecovery: (vault) => ask({ path: at('recoveries'), answer: api.StartedRecovery, body: { vault } }),
    approveRecovery: (recovery) =>
      ask({ path: at('recoveries/approve'), answer: api.ApprovedRecovery, body: { recovery } }),
    cancelRecovery: (recovery) =>
      ask({ path: at('recoveries/cancel'), answer: api.Done, body: { recovery } }),
    approvals: () => ask({ path: at('approvals'), answer: consent.ApprovalsAnswer }),
    decide: (body) => ask({ path: at('approvals/decide'), answer: api.Done, body }),
    instruments: () => ask({ path: at('instruments'), answer: library.LibraryAnswer }),
    publish: (body) => ask({ path: at('instruments'), answer: library.PublishedAnswer, body }),
    changeInstrument: (body) => ask({ path: at('instruments/status'), answer: api.Done, body }),
  };
}
