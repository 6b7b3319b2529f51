import * as api from '#api/admin-api.ts';
import * as consent from '#api/approvals-api.ts';
import * as groups from '#api/groups-api.ts';
import * as library from '#api/library-api.ts';
import type { ApiResult, SendApiRequest } from './api-request.ts';

/** Requests of administrators (`api/admin-api.ts`, `api/groups-api.ts`). */
export interface AdminClient {
  readonly listPeople: () => ApiResult<api.PeopleResponse>;
  readonly addPerson: (addPersonRequest: api.AddPersonRequest) => ApiResult<api.PersonResponse>;
  readonly changePerson: (changePersonRequest: api.ChangePersonRequest) => ApiResult<api.ChangedResponse>;
  readonly grantMany: (grants: api.GrantManyRequest) => ApiResult<api.GrantManyResponse>;
  readonly addGroup: (addGroupRequest: groups.AddGroupRequest) => ApiResult<groups.AddedGroupResponse>;
  readonly changeGroup: (groupRequest: groups.ChangeGroupRequest) => ApiResult<api.ChangedResponse>;
  readonly previewGroup: (groupRequest: groups.ChangeGroupRequest) => ApiResult<groups.GroupConsequences>;
  readonly addLog: (addLogRequest: api.AddLogRequest) => ApiResult<api.AddedLogResponse>;
  readonly openProgramme: (openProgrammeRequest: api.OpenProgrammeRequest) => ApiResult<api.AddedLogResponse>;
  readonly createCode: (makeCodeRequest: api.MakeCodeRequest) => ApiResult<api.CodeResponse>;
  readonly revokeDevice: (revokeDeviceRequest: api.RevokeDeviceRequest) => ApiResult<api.DoneResponse>;
  readonly readAuditTrail: (ask: Readonly<Record<string, string>>) => ApiResult<api.AuditResponse>;
  /** The lines that a query asks for, as CSV. */
  readonly exportAuditTrail: (ask: Readonly<Record<string, string>>) => ApiResult<Blob>;
  readonly checkAuditChain: () => ApiResult<api.AuditChainResponse>;
  readonly listRecoveries: () => ApiResult<api.RecoveriesResponse>;
  readonly startRecovery: (vault: string) => ApiResult<api.StartedRecoveryResponse>;
  readonly approveRecovery: (recovery: string) => ApiResult<api.ApprovedRecoveryResponse>;
  readonly cancelRecovery: (recovery: string) => ApiResult<api.DoneResponse>;
  readonly listApprovals: () => ApiResult<consent.ApprovalsResponse>;
  readonly decideApproval: (decision: consent.DecideApprovalRequest) => ApiResult<api.DoneResponse>;
  readonly listInstruments: () => ApiResult<library.LibraryResponse>;
  readonly publishInstrument: (
    instrumentText: library.InstrumentText,
  ) => ApiResult<library.PublishedInstrumentResponse>;
  readonly changeInstrument: (
    changeInstrumentRequest: library.ChangeInstrumentRequest,
  ) => ApiResult<api.DoneResponse>;
  readonly listTemplates: () => ApiResult<library.TemplatesResponse>;
  readonly publishTemplate: (
    publishTemplateRequest: library.PublishTemplateRequest,
  ) => ApiResult<library.PublishedTemplateResponse>;
  readonly changeTemplate: (
    changeTemplateRequest: library.ChangeTemplateRequest,
  ) => ApiResult<api.DoneResponse>;
}

/** Create the calls of administrators, on top of the calls of the session. */
export function createAdminClient(
  ask: SendApiRequest,
  download: (path: string) => ApiResult<Blob>,
): AdminClient {
  const at = (path: string) => `/admin/${path}`;
  return {
    listPeople: () => ask({ path: at('people'), response: api.PeopleResponse }),
    addPerson: (body) => ask({ path: at('people'), response: api.PersonResponse, body }),
    changePerson: (body) => ask({ path: at('people/change'), response: api.ChangedResponse, body }),
    grantMany: (body) => ask({ path: at('people/grants'), response: api.GrantManyResponse, body }),
    addGroup: (body) => ask({ path: at('groups'), response: groups.AddedGroupResponse, body }),
    changeGroup: (body) => ask({ path: at('groups/change'), response: api.ChangedResponse, body }),
    previewGroup: (body) =>
      ask({ path: at('groups/consequences'), response: groups.GroupConsequences, body }),
    addLog: (body) => ask({ path: at('logs'), response: api.AddedLogResponse, body }),
    openProgramme: (body) => ask({ path: at('programme'), response: api.AddedLogResponse, body }),
    createCode: (body) => ask({ path: at('codes'), response: api.CodeResponse, body }),
    revokeDevice: (body) => ask({ path: at('devices/revoke'), response: api.DoneResponse, body }),
    readAuditTrail: (query) =>
      ask({ path: at(`audit?${new URLSearchParams(query).toString()}`), response: api.AuditResponse }),
    exportAuditTrail: (query) => download(at(`audit/file?${new URLSearchParams(query).toString()}`)),
    checkAuditChain: () => ask({ path: at('audit/chain'), response: api.AuditChainResponse }),
    listRecoveries: () => ask({ path: at('recoveries'), response: api.RecoveriesResponse }),
    startRecovery: (vault) =>
      ask({ path: at('recoveries'), response: api.StartedRecoveryResponse, body: { vault } }),
    approveRecovery: (recovery) =>
      ask({ path: at('recoveries/approve'), response: api.ApprovedRecoveryResponse, body: { recovery } }),
    cancelRecovery: (recovery) =>
      ask({ path: at('recoveries/cancel'), response: api.DoneResponse, body: { recovery } }),
    listApprovals: () => ask({ path: at('approvals'), response: consent.ApprovalsResponse }),
    decideApproval: (body) => ask({ path: at('approvals/decide'), response: api.DoneResponse, body }),
    listInstruments: () => ask({ path: at('instruments'), response: library.LibraryResponse }),
    publishInstrument: (body) =>
      ask({ path: at('instruments'), response: library.PublishedInstrumentResponse, body }),
    changeInstrument: (body) => ask({ path: at('instruments/status'), response: api.DoneResponse, body }),
    listTemplates: () => ask({ path: at('workshop-templates'), response: library.TemplatesResponse }),
    publishTemplate: (body) =>
      ask({ path: at('workshop-templates'), response: library.PublishedTemplateResponse, body }),
    changeTemplate: (body) =>
      ask({ path: at('workshop-templates/status'), response: api.DoneResponse, body }),
  };
}
