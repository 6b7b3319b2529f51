import arFrame from './ar/frame.json' with { type: 'json' };
import arUi from './ar/ui.json' with { type: 'json' };
import arAccess from './ar/access.json' with { type: 'json' };
import arApprovals from './ar/approvals.json' with { type: 'json' };
import arAssessment from './ar/assessment.json' with { type: 'json' };
import arForm from './ar/form.json' with { type: 'json' };
import arWorkshop from './ar/workshop.json' with { type: 'json' };
import arMission from './ar/mission.json' with { type: 'json' };
import arColleague from './ar/colleague.json' with { type: 'json' };
import arConflict from './ar/conflict.json' with { type: 'json' };
import arWhereabouts from './ar/whereabouts.json' with { type: 'json' };
import arSync from './ar/sync.json' with { type: 'json' };
import arSettings from './ar/settings.json' with { type: 'json' };
import arEnrol from './ar/enrol.json' with { type: 'json' };
import arBackup from './ar/backup.json' with { type: 'json' };
import arVault from './ar/vault.json' with { type: 'json' };
import arConsole from './ar/console.json' with { type: 'json' };
import arDesk from './ar/desk.json' with { type: 'json' };
import arDifference from './ar/difference.json' with { type: 'json' };
import arLibrary from './ar/library.json' with { type: 'json' };
import arNote from './ar/note.json' with { type: 'json' };
import arVersion from './ar/version.json' with { type: 'json' };
import arReport from './ar/report.json' with { type: 'json' };
import arCheck from './ar/check.json' with { type: 'json' };
import arLife from './ar/life.json' with { type: 'json' };
import arSeveral from './ar/several.json' with { type: 'json' };
import arRegister from './ar/register.json' with { type: 'json' };
import arFinding from './ar/finding.json' with { type: 'json' };
import arPlan from './ar/plan.json' with { type: 'json' };
import arProcessing from './ar/processing.json' with { type: 'json' };
import arProgramme from './ar/programme.json' with { type: 'json' };
import arRights from './ar/rights.json' with { type: 'json' };
import arTravel from './ar/travel.json' with { type: 'json' };
import type { Translation } from './english.ts';

/** What is said in Arabic. */
export const arabic: Translation = {
  ...arFrame,
  ...arUi,
  ...arAccess,
  ...arApprovals,
  ...arAssessment,
  ...arForm,
  ...arWorkshop,
  ...arMission,
  ...arColleague,
  ...arConflict,
  ...arWhereabouts,
  ...arSync,
  ...arSettings,
  ...arEnrol,
  ...arBackup,
  ...arVault,
  ...arConsole,
  ...arDesk,
  ...arDifference,
  ...arLibrary,
  ...arVersion,
  ...arReport,
  ...arCheck,
  ...arLife,
  ...arSeveral,
  ...arRegister,
  ...arFinding,
  ...arPlan,
  ...arProgramme,
  ...arRights,
  ...arTravel,
  ...arProcessing,
  ...arNote,
};
