import * as api from '#api/admin-api.ts';
import * as consent from '#api/approvals-api.ts';
import * as groups from '#api/groups-api.ts';
import * as library from '#api/library-api.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';

/** Requests of administrators (`api/admin-api.ts`, `api/groups-api.ts`). */
export interface AdminClient {
  readonly listPeople: () => ApiAnswer<api.PeopleAnswer>;
  readonly addPerson: (addPersonRequest: api.AddPersonRequest) => ApiAnswer<api.PersonAnswer>;
  readonly changePerson: (changePersonRequest: api.ChangePersonRequest) => ApiAnswer<api.ChangedAnswer>;
  readonly grantMany: (grants: api.GrantManyRequest) => ApiAnswer<api.GrantManyAnswer>;
  readonly addGroup: (addGroupRequest: groups.AddGroupRequest) => ApiAnswer<groups.AddedGroupAnswer>;
  readonly changeGroup: (groupRequest: groups.ChangeGroupRequest) => ApiAnswer<api.ChangedAnswer>;
  readonly previewGroup: (groupRequest: groups.ChangeGroupRequest) => ApiAnswer<groups.GroupConsequences>;
  readonly addLog: (addLogRequest: api.AddLogRequest) => ApiAnswer<api.AddedLogAnswer>;
  readonly openProgramme: (openProgrammeRequest: api.OpenProgrammeRequest) => ApiAnswer<api.AddedLogAnswer>;
  readonly createCode: (makeCodeRequest: api.MakeCodeRequest) => ApiAnswer<api.CodeAnswer>;
  readonly revokeDevice: (revokeDeviceRequest: api.RevokeDeviceRequest) => ApiAnswer<api.DoneAnswer>;
  readonly readAuditTrail: (ask: Readonly<Record<string, string>>) => ApiAnswer<api.AuditAnswer>;
  /** The lines that a query asks for, as CSV. */
  readonly exportAuditTrail: (ask: Readonly<Record<string, string>>) => ApiAnswer<Blob>;
  readonly checkAuditChain: () => ApiAnswer<api.AuditChainAnswer>;
  readonly listRecoveries: () => ApiAnswer<api.RecoveriesAnswer>;
  readonly startRecovery: (vault: string) => ApiAnswer<api.StartedRecoveryAnswer>;
  readonly approveRecovery: (recovery: string) => ApiAnswer<api.ApprovedRecoveryAnswer>;
  readonly cancelRecovery: (recovery: string) => ApiAnswer<api.DoneAnswer>;
  readonly listApprovals: () => ApiAnswer<consent.ApprovalsAnswer>;
  readonly decideApproval: (decision: consent.DecideApprovalRequest) => ApiAnswer<api.DoneAnswer>;
  readonly listInstruments: () => ApiAnswer<library.LibraryAnswer>;
  readonly publishInstrument: (
    instrumentText: library.InstrumentText,
  ) => ApiAnswer<library.PublishedInstrumentAnswer>;
  readonly changeInstrument: (
    changeInstrumentRequest: library.ChangeInstrumentRequest,
  ) => ApiAnswer<api.DoneAnswer>;
  readonly listTemplates: () => ApiAnswer<library.TemplatesAnswer>;
  readonly publishTemplate: (
    publishTemplateRequest: library.PublishTemplateRequest,
  ) => ApiAnswer<library.PublishedTemplateAnswer>;
  readonly changeTemplate: (
    changeTemplateRequest: library.ChangeTemplateRequest,
  ) => ApiAnswer<api.DoneAnswer>;
}

/** Create the calls of administrators, on top of the calls of the session. */
export function createAdminClient(
  ask: <T>(apiRequest: ApiRequest<T>) => ApiAnswer<T>,
  download: (path: string) => ApiAnswer<Blob>,
): AdminClient {
  const at = (path: string) => `/admin/${path}`;
  return {
    listPeople: () => ask({ path: at('people'), answer: api.PeopleAnswer }),
    addPerson: (body) => ask({ path: at('people'), answer: api.PersonAnswer, body }),
    changePerson: (body) => ask({ path: at('people/change'), answer: api.ChangedAnswer, body }),
    grantMany: (body) => ask({ path: at('people/grants'), answer: api.GrantManyAnswer, body }),
    addGroup: (body) => ask({ path: at('groups'), answer: groups.AddedGroupAnswer, body }),
    changeGroup: (body) => ask({ path: at('groups/change'), answer: api.ChangedAnswer, body }),
    previewGroup: (body) => ask({ path: at('groups/consequences'), answer: groups.GroupConsequences, body }),
    addLog: (body) => ask({ path: at('logs'), answer: api.AddedLogAnswer, body }),
    openProgramme: (body) => ask({ path: at('programme'), answer: api.AddedLogAnswer, body }),
    createCode: (body) => ask({ path: at('codes'), answer: api.CodeAnswer, body }),
    revokeDevice: (body) => ask({ path: at('devices/revoke'), answer: api.DoneAnswer, body }),
    readAuditTrail: (query) =>
      ask({ path: at(`audit?${new URLSearchParams(query).toString()}`), answer: api.AuditAnswer }),
    exportAuditTrail: (query) => download(at(`audit/file?${new URLSearchParams(query).toString()}`)),
    checkAuditChain: () => ask({ path: at('audit/chain'), answer: api.AuditChainAnswer }),
    listRecoveries: () => ask({ path: at('recoveries'), answer: api.RecoveriesAnswer }),
    startRecovery: (vault) =>
      ask({ path: at('recoveries'), answer: api.StartedRecoveryAnswer, body: { vault } }),
    approveRecovery: (recovery) =>
      ask({ path: at('recoveries/approve'), answer: api.ApprovedRecoveryAnswer, body: { recovery } }),
    cancelRecovery: (recovery) =>
      ask({ path: at('recoveries/cancel'), answer: api.DoneAnswer, body: { recovery } }),
    listApprovals: () => ask({ path: at('approvals'), answer: consent.ApprovalsAnswer }),
    decideApproval: (body) => ask({ path: at('approvals/decide'), answer: api.DoneAnswer, body }),
    listInstruments: () => ask({ path: at('instruments'), answer: library.LibraryAnswer }),
    publishInstrument: (body) =>
      ask({ path: at('instruments'), answer: library.PublishedInstrumentAnswer, body }),
    changeInstrument: (body) => ask({ path: at('instruments/status'), answer: api.DoneAnswer, body }),
    listTemplates: () => ask({ path: at('workshop-templates'), answer: library.TemplatesAnswer }),
    publishTemplate: (body) =>
      ask({ path: at('workshop-templates'), answer: library.PublishedTemplateAnswer, body }),
    changeTemplate: (body) => ask({ path: at('workshop-templates/status'), answer: api.DoneAnswer, body }),
  };
}
