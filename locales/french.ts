// Made by `npm run format` from locales/**/*.json. Do not edit.

import approvals from './fr/console/approvals.json' with { type: 'json' };
import console from './fr/console/console.json' with { type: 'json' };
import desk from './fr/console/desk.json' with { type: 'json' };
import library from './fr/console/library.json' with { type: 'json' };
import processing from './fr/console/processing.json' with { type: 'json' };
import programme from './fr/console/programme.json' with { type: 'json' };
import rights from './fr/console/rights.json' with { type: 'json' };
import difference from './fr/difference.json' with { type: 'json' };
import access from './fr/field/access.json' with { type: 'json' };
import assessment from './fr/field/assessment.json' with { type: 'json' };
import backup from './fr/field/backup.json' with { type: 'json' };
import check from './fr/field/check.json' with { type: 'json' };
import colleague from './fr/field/colleague.json' with { type: 'json' };
import conflict from './fr/field/conflict.json' with { type: 'json' };
import enrol from './fr/field/enrol.json' with { type: 'json' };
import finding from './fr/field/finding.json' with { type: 'json' };
import life from './fr/field/life.json' with { type: 'json' };
import mission from './fr/field/mission.json' with { type: 'json' };
import note from './fr/field/note.json' with { type: 'json' };
import plan from './fr/field/plan.json' with { type: 'json' };
import register from './fr/field/register.json' with { type: 'json' };
import settings from './fr/field/settings.json' with { type: 'json' };
import several from './fr/field/several.json' with { type: 'json' };
import sync from './fr/field/sync.json' with { type: 'json' };
import travel from './fr/field/travel.json' with { type: 'json' };
import vault from './fr/field/vault.json' with { type: 'json' };
import version from './fr/field/version.json' with { type: 'json' };
import whereabouts from './fr/field/whereabouts.json' with { type: 'json' };
import workshop from './fr/field/workshop.json' with { type: 'json' };
import form from './fr/form.json' with { type: 'json' };
import frame from './fr/frame.json' with { type: 'json' };
import report from './fr/report.json' with { type: 'json' };
import ui from './fr/ui.json' with { type: 'json' };
import type { MessageCatalogue } from './english.ts';

export const french: MessageCatalogue = {
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
