import frFrame from './fr/frame.json' with { type: 'json' };
import frUi from './fr/ui.json' with { type: 'json' };
import frAccess from './fr/access.json' with { type: 'json' };
import frApprovals from './fr/approvals.json' with { type: 'json' };
import frAssessment from './fr/assessment.json' with { type: 'json' };
import frForm from './fr/form.json' with { type: 'json' };
import frWorkshop from './fr/workshop.json' with { type: 'json' };
import frMission from './fr/mission.json' with { type: 'json' };
import frColleague from './fr/colleague.json' with { type: 'json' };
import frConflict from './fr/conflict.json' with { type: 'json' };
import frWhereabouts from './fr/whereabouts.json' with { type: 'json' };
import frSync from './fr/sync.json' with { type: 'json' };
import frSettings from './fr/settings.json' with { type: 'json' };
import frEnrol from './fr/enrol.json' with { type: 'json' };
import frBackup from './fr/backup.json' with { type: 'json' };
import frVault from './fr/vault.json' with { type: 'json' };
import frConsole from './fr/console.json' with { type: 'json' };
import frDesk from './fr/desk.json' with { type: 'json' };
import frDifference from './fr/difference.json' with { type: 'json' };
import frLibrary from './fr/library.json' with { type: 'json' };
import frNote from './fr/note.json' with { type: 'json' };
import frVersion from './fr/version.json' with { type: 'json' };
import frReport from './fr/report.json' with { type: 'json' };
import frCheck from './fr/check.json' with { type: 'json' };
import frLife from './fr/life.json' with { type: 'json' };
import frSeveral from './fr/several.json' with { type: 'json' };
import frRegister from './fr/register.json' with { type: 'json' };
import frFinding from './fr/finding.json' with { type: 'json' };
import frPlan from './fr/plan.json' with { type: 'json' };
import frProcessing from './fr/processing.json' with { type: 'json' };
import frProgramme from './fr/programme.json' with { type: 'json' };
import frRights from './fr/rights.json' with { type: 'json' };
import frTravel from './fr/travel.json' with { type: 'json' };
import type { Translation } from './english.ts';

/** What is said in French. */
export const french: Translation = {
  ...frFrame,
  ...frUi,
  ...frAccess,
  ...frApprovals,
  ...frAssessment,
  ...frForm,
  ...frWorkshop,
  ...frMission,
  ...frColleague,
  ...frConflict,
  ...frWhereabouts,
  ...frSync,
  ...frSettings,
  ...frEnrol,
  ...frBackup,
  ...frVault,
  ...frConsole,
  ...frDesk,
  ...frDifference,
  ...frLibrary,
  ...frVersion,
  ...frReport,
  ...frCheck,
  ...frLife,
  ...frSeveral,
  ...frRegister,
  ...frFinding,
  ...frPlan,
  ...frProgramme,
  ...frRights,
  ...frTravel,
  ...frProcessing,
  ...frNote,
};
