// Made by `npm run format` from locales/*/*.json. Do not edit.

import access from './ar/access.json' with { type: 'json' };
import approvals from './ar/approvals.json' with { type: 'json' };
import assessment from './ar/assessment.json' with { type: 'json' };
import backup from './ar/backup.json' with { type: 'json' };
import check from './ar/check.json' with { type: 'json' };
import colleague from './ar/colleague.json' with { type: 'json' };
import conflict from './ar/conflict.json' with { type: 'json' };
import console from './ar/console.json' with { type: 'json' };
import desk from './ar/desk.json' with { type: 'json' };
import difference from './ar/difference.json' with { type: 'json' };
import enrol from './ar/enrol.json' with { type: 'json' };
import finding from './ar/finding.json' with { type: 'json' };
import form from './ar/form.json' with { type: 'json' };
import frame from './ar/frame.json' with { type: 'json' };
import library from './ar/library.json' with { type: 'json' };
import life from './ar/life.json' with { type: 'json' };
import mission from './ar/mission.json' with { type: 'json' };
import note from './ar/note.json' with { type: 'json' };
import plan from './ar/plan.json' with { type: 'json' };
import processing from './ar/processing.json' with { type: 'json' };
import programme from './ar/programme.json' with { type: 'json' };
import register from './ar/register.json' with { type: 'json' };
import report from './ar/report.json' with { type: 'json' };
import rights from './ar/rights.json' with { type: 'json' };
import settings from './ar/settings.json' with { type: 'json' };
import several from './ar/several.json' with { type: 'json' };
import sync from './ar/sync.json' with { type: 'json' };
import travel from './ar/travel.json' with { type: 'json' };
import ui from './ar/ui.json' with { type: 'json' };
import vault from './ar/vault.json' with { type: 'json' };
import version from './ar/version.json' with { type: 'json' };
import whereabouts from './ar/whereabouts.json' with { type: 'json' };
import workshop from './ar/workshop.json' with { type: 'json' };
import type { MessageCatalogue } from './english.ts';

export const arabic: MessageCatalogue = {
  ...access,
  ...approvals,
  ...assessment,
  ...backup,
  ...check,
  ...colleague,
  ...conflict,
  ...console,
  ...desk,
  ...difference,
  ...enrol,
  ...finding,
  ...form,
  ...frame,
  ...library,
  ...life,
  ...mission,
  ...note,
  ...plan,
  ...processing,
  ...programme,
  ...register,
  ...report,
  ...rights,
  ...settings,
  ...several,
  ...sync,
  ...travel,
  ...ui,
  ...vault,
  ...version,
  ...whereabouts,
  ...workshop,
};
