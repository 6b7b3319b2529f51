import type { ParticipantFunction, ParticipantSeniority, ParticipantSex } from '../participant.ts';

// Words of cells in lists of participants, in English, French, Arabic, Spanish and Russian, as `comparableWordsOf`
// reads them: small letters without accents.

/** Entries of a list with commas. */
export const entriesOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Words of each function group; the beginning of a word of the cell is enough. */
export const functionWords: Readonly<Record<ParticipantFunction, string>> = {
  investigation: `
    investigat, detective, police, enquet, inspecteur, policier, تحقيق, محقق, شرطه, شرطي, investiga,
    policia, следоват, расследован, полици`,
  prosecution: `
    prosecut, procureur, parquet, poursuite, ادعاء, الادعاء, نيابه, النيابه, مدعي, fiscal, прокур,
    обвинен`,
  adjudication: `
    adjudicat, judge, judicia, magistrat, juge, قضاء, القضاء, قاضي, القاضي, قاض, juez, jueza, судья,
    судеб, суд`,
  forensic: `forensic, criminalisti, laborato, medico legal, جنائي, مختبر, forense, эксперт, криминал`,
  policy: `policy, politique, strateg, planif, سياسات, السياسات, politica, estrateg, политик, стратег`,
  training: `
    train, instructor, formateur, formation, enseignant, تدريب, مدرب, formador, capacita, тренер, обучен,
    преподав`,
  oversight: `
    oversight, inspector general, ombuds, audit, controle, رقابه, الرقابه, مفتش, supervision, надзор,
    контрол`,
  'central-authority': `
    central authority, autorite centrale, سلطه مركزيه, السلطه المركزيه, autoridad central,
    центральный орган`,
  other: `other, autre, اخرى, اخري, otro, otra, друг, прочее, иное`,
};

/** Whole cells for each sex. */
export const sexWords: Readonly<Record<ParticipantSex, string>> = {
  woman: `
    w, f, woman, female, women, femme, feminin, mme, ms, mrs, امراه, انثي, mujer, femenino, ж, жен,
    женщина, женский`,
  man: `m, h, man, male, men, homme, masculin, mr, رجل, ذكر, hombre, masculino, м, муж, мужчина, мужской`,
  other: `o, x, other, autre, اخر, otro, другой, другое`,
  'not-stated': `n a, na, not stated, prefer not to say, non indique, غير محدد, no indica, не указано, не указан`,
};

/** Whole cells for each band of seniority. */
export const seniorityWords: Readonly<Record<ParticipantSeniority, string>> = {
  senior: `senior, high, superieur, cadre superieur, كبير, عليا, superior, старший, высший`,
  middle: `middle, mid, mid level, intermediate, moyen, intermediaire, متوسط, medio, intermedio, средний`,
  entry: `entry, junior, entry level, debutant, مبتدئ, مبتدي, inicial, младший, начальный`,
  'not-stated': `n a, na, not stated, non indique, غير محدد, no indica, не указано`,
};

/** Whole cells for yes and no. */
export const yesWords: ReadonlySet<string> = new Set(
  entriesOf(`yes, y, true, 1, x, ok, oui, o, vrai, نعم, si, s, verdadero, да, д, истина`),
);
export const noWords: ReadonlySet<string> = new Set(
  entriesOf(`no, n, false, 0, non, faux, لا, falso, нет, н, ложь`),
);

/** Words that name an institution type by itself, beside its code. */
export const institutionTypeWords: Readonly<Record<string, string>> = {
  COO: `coordination, تنسيق, coordinacion, координац`,
  MIN: `ministr, minister, وزاره, министер`,
  POL: `police, شرطه, الشرطه, policia, полици`,
  PRO: `prosecut, parquet, procureur, نيابه, النيابه, fiscalia, прокур`,
  JUD: `judic, court, tribunal, magistrat, قضاء, القضاء, محكمه, corte, суд`,
  FOR: `forensic, laborato, جنائي, مختبر, forense, криминалист`,
  CCA: `central authority, autorite centrale, autoridad central, центральный орган`,
  FIU: `financial intelligence, fiu, renseignement financier, inteligencia financiera, финансов`,
  NCB: `ncb, interpol, bureau central national, انتربول`,
  TRA: `training, academy, academie, formation, تدريب, اكاديميه, academia, академ`,
  OVR: `oversight, ombuds, human rights, رقابه, حقوق الانسان, supervision, надзор`,
  OTH: `other, autre, اخرى, اخري, otro, друг`,
};
