// Made by `npm run format` from locales/**/*.json. Do not edit.

import approvals from './ar/console/approvals.json' with { type: 'json' };
import console from './ar/console/console.json' with { type: 'json' };
import desk from './ar/console/desk.json' with { type: 'json' };
import library from './ar/console/library.json' with { type: 'json' };
import processing from './ar/console/processing.json' with { type: 'json' };
import programme from './ar/console/programme.json' with { type: 'json' };
import rights from './ar/console/rights.json' with { type: 'json' };
import difference from './ar/difference.json' with { type: 'json' };
import access from './ar/field/access.json' with { type: 'json' };
import assessment from './ar/field/assessment.json' with { type: 'json' };
import backup from './ar/field/backup.json' with { type: 'json' };
import check from './ar/field/check.json' with { type: 'json' };
import colleague from './ar/field/colleague.json' with { type: 'json' };
import conflict from './ar/field/conflict.json' with { type: 'json' };
import enrol from './ar/field/enrol.json' with { type: 'json' };
import finding from './ar/field/finding.json' with { type: 'json' };
import life from './ar/field/life.json' with { type: 'json' };
import mission from './ar/field/mission.json' with { type: 'json' };
import note from './ar/field/note.json' with { type: 'json' };
import plan from './ar/field/plan.json' with { type: 'json' };
import register from './ar/field/register.json' with { type: 'json' };
import settings from './ar/field/settings.json' with { type: 'json' };
import several from './ar/field/several.json' with { type: 'json' };
import sync from './ar/field/sync.json' with { type: 'json' };
import travel from './ar/field/travel.json' with { type: 'json' };
import vault from './ar/field/vault.json' with { type: 'json' };
import version from './ar/field/version.json' with { type: 'json' };
import whereabouts from './ar/field/whereabouts.json' with { type: 'json' };
import workshop from './ar/field/workshop.json' with { type: 'json' };
import form from './ar/form.json' with { type: 'json' };
import frame from './ar/frame.json' with { type: 'json' };
import report from './ar/report.json' with { type: 'json' };
import ui from './ar/ui.json' with { type: 'json' };
import type { MessageCatalogue } from './english.ts';

export const arabic: MessageCatalogue = {
  ...approvals,
  ...console,
  ...desk,
  ...library,
  ...processing,
  ...programme,
  ...rights,
  ...difference,
  ...access,
  ...assessment,
  ...backup,
  ...check,
  ...colleague,
  ...conflict,
  ...enrol,
  ...finding,
  ...life,
  ...mission,
  ...note,
  ...plan,
  ...register,
  ...settings,
  ...several,
  ...sync,
  ...travel,
  ...vault,
  ...version,
  ...whereabouts,
  ...workshop,
  ...form,
  ...frame,
  ...report,
  ...ui,
};
