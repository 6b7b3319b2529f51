import type { SheetRow } from '#forms/workbook/workbook.ts';
import { comparableWordsOf } from '../participant-duplicates.ts';
import { entriesOf } from './cell-words.ts';

// Headings in English, French, Arabic, Spanish and Russian, as `comparableWordsOf` reads them: small letters without
// accents. A heading counts when it has all words of an entry.

/** Headings of each field. */
const fieldHeadings: Readonly<Record<ImportField, string>> = {
  code: `code, participant code, code du participant, رمز, الرمز, رمز المشارك, codigo, код`,
  institution: `
    institution, organization, organisation, agency, ministry, employer, entity, office, organisme,
    administration, ministere, etablissement, المؤسسة, الجهة, المنظمة, الوزارة, الهيئة, جهة العمل,
    institucion, organizacion, organismo, ministerio, entidad, учреждение, организация, ведомство,
    министерство, орган`,
  institutionType: `
    institution type, type of institution, organization type, type d institution, type, type d organisme,
    نوع المؤسسة, نوع الجهة, tipo de institucion, tipo, тип учреждения, тип`,
  function: `
    function, function group, role, position, job, job title, occupation, fonction, poste,
    groupe de fonctions, profession, الوظيفة, المنصب, المهنة, الصفة, funcion, cargo, puesto, должность,
    функция, роль, профессия`,
  seniority: `
    seniority, level, seniority band, anciennete, niveau, المستوى, الأقدمية, الدرجة, antiguedad, nivel,
    стаж, уровень`,
  sex: `sex, gender, m f, f m, sexe, genre, الجنس, النوع, النوع الاجتماعي, sexo, genero, пол`,
  email: `
    email, e mail, mail, email address, courriel, adresse electronique, البريد, البريد الإلكتروني,
    الإيميل, correo, correo electronico, электронная почта, почта, эл почта`,
  needs: `
    needs, accessibility, dietary, diet, special needs, dietary requirements, besoins, regime,
    accessibilite, besoins particuliers, احتياجات, الاحتياجات, متطلبات غذائية, necesidades, dieta,
    accesibilidad, потребности, питание, доступность`,
  nominated: `
    nominated, nomination, nomination confirmed, confirmed, designe, designation, confirme, مرشح,
    الترشيح, تأكيد الترشيح, nominado, designado, confirmado, назначен, подтверждено`,
  followUpConsent: `
    follow up consent, consent follow up, follow up, consent, contact consent, consentement,
    consentement au suivi, suivi, الموافقة, الموافقة على المتابعة, المتابعة, consentimiento, seguimiento,
    согласие, согласие на связь`,
  photoConsent: `
    photo consent, consent photo, consentement photo, الموافقة على الصور, الموافقة على التصوير,
    consentimiento foto, согласие фото, согласие на фото`,
  listConsent: `
    list consent, consent list, name on list, consentement liste, الموافقة على القائمة,
    consentimiento lista, согласие список`,
  // Last, because a heading such as "institution name" has a better word.
  name: `
    name, full name, participant, participant name, first name, last name, surname, given name,
    family name, nom, nom complet, prenom, nom et prenom, nom de famille, الاسم, اسم, الاسم الكامل,
    اسم المشارك, اللقب, nombre, apellido, apellidos, nombre y apellidos, nombre completo, имя, фамилия,
    фио, отчество, полное имя`,
};

/** Headings of columns that are never taken (docs/requirements.md C2). */
const forbiddenHeadings: Readonly<Record<ForbiddenColumn, string>> = {
  birth: `
    birth, birthday, dob, date of birth, age, naissance, anniversaire, الميلاد, تاريخ الميلاد, العمر,
    مكان الولادة, nacimiento, edad, рождения, возраст`,
  identity: `
    passport, identity, id number, id no, national id, id card, identity number, passeport, identite,
    carte d identite, جواز, جواز السفر, الهوية, رقم الهوية, الرقم القومي, بطاقة, pasaporte, cedula,
    documento, dni, identidad, паспорт, удостоверение`,
  address: `
    address, home address, adresse, domicile, العنوان, عنوان السكن, direccion, domicilio, адрес,
    место жительства`,
  phone: `
    phone, telephone, mobile, cell, whatsapp, tel, portable, الهاتف, الجوال, رقم الهاتف, telefono, movil,
    celular, телефон, мобильный`,
  religion: `religion, faith, confession, الدين, الديانة, религия, вероисповедание`,
  ethnicity: `
    ethnicity, ethnic, race, tribe, ethnie, tribu, العرق, القبيلة, etnia, raza, национальность,
    этническая`,
  rank: `rank, unit, grade, unite, الرتبة, الوحدة, rango, unidad, звание, подразделение`,
  image: `
    signature, photo, picture, image, التوقيع, الصورة, صورة, firma, foto, imagen, подпись, фото,
    фотография`,
  travel: `
    visa, flight, ticket, travel, vol, voyage, billet, التأشيرة, السفر, الرحلة, vuelo, viaje, виза, рейс,
    билет`,
};

/** Fields that a column of a list can fill. `code` only finds people who are registered already. */
export const importFields = [
  'name',
  'institution',
  'institutionType',
  'function',
  'seniority',
  'sex',
  'email',
  'needs',
  'nominated',
  'followUpConsent',
  'photoConsent',
  'listConsent',
  'code',
] as const;
export type ImportField = (typeof importFields)[number];

/** Kinds of columns that Fieldbook never takes (docs/requirements.md C2): it has no such field. */
type ForbiddenColumn =
  | 'birth'
  | 'identity'
  | 'address'
  | 'phone'
  | 'religion'
  | 'ethnicity'
  | 'rank'
  | 'image'
  | 'travel';

/** Use of a column. `forbidden` cannot be changed by a person. */
type ColumnUse =
  | { readonly kind: 'field'; readonly field: ImportField }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'forbidden'; readonly what: ForbiddenColumn };

/** A column of the list: its place from 0, its heading, and its use. */
export interface ImportColumn {
  readonly at: number;
  readonly heading: string;
  readonly use: ColumnUse;
}

/** Row of the headings, and the columns below it. */
export interface ImportHead {
  /** Number of the row in the file; 0 when the list is empty. */
  readonly row: number;
  readonly columns: readonly ImportColumn[];
}

/** Rows that can be the headings: lists begin with titles and dates. */
const searchedRows = 15;
const maximumColumns = 60;

/** Find the row of the headings, and guess the use of each column. */
export function guessImportHead(sheetRows: readonly SheetRow[]): ImportHead {
  const candidates = sheetRows.slice(0, searchedRows).map((row) => ({ row, columns: guessColumns(row) }));
  const knownOf = (importColumns: readonly ImportColumn[]): number =>
    importColumns.filter(({ use }) => use.kind !== 'ignored').length;
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, one) => (found === undefined || knownOf(one.columns) > knownOf(found.columns) ? one : found),
    undefined,
  );
  if (best === undefined) return { row: 0, columns: [] };
  const head =
    knownOf(best.columns) > 0 ? best : (candidates.find(({ row }) => countFilled(row) > 1) ?? best);
  return { row: head.row.row, columns: head.columns };
}

const countFilled = ({ cells }: SheetRow): number => cells.filter((cell) => cell.trim() !== '').length;

function guessColumns({ cells }: SheetRow): readonly ImportColumn[] {
  const taken = new Set<ImportField>();
  return cells.slice(0, maximumColumns).map((cell, at): ImportColumn => {
    const heading = cell.trim().slice(0, maximumHeadingLength);
    const columnUse = guessColumnUse(heading);
    if (columnUse.kind !== 'field' || columnUse.field === 'name') return { at, heading, use: columnUse };
    // Several columns make one name; of any other field the first one counts.
    if (taken.has(columnUse.field)) return { at, heading, use: { kind: 'ignored' } };
    taken.add(columnUse.field);
    return { at, heading, use: columnUse };
  });
}

const maximumHeadingLength = 120;

/** Guess the use of a column by its heading. The entry with most words wins; forbidden ones come before fields. */
export function guessColumnUse(heading: string): ColumnUse {
  const words = comparableWordsOf(heading);
  // A long text is no heading.
  if (words.length === 0 || words.length > maximumHeadingWords) return { kind: 'ignored' };
  const forbidden = bestEntry(words, forbiddenEntries);
  const field = bestEntry(words, fieldEntries);
  if (forbidden !== null && (field === null || forbidden.words >= field.words))
    return { kind: 'forbidden', what: forbidden.value };
  return field === null ? { kind: 'ignored' } : { kind: 'field', field: field.value };
}

const maximumHeadingWords = 8;

interface HeadingEntry<Value> {
  readonly value: Value;
  readonly words: readonly string[];
}

const headingEntriesOf = <Value extends string>(
  table: Readonly<Record<Value, string>>,
): readonly HeadingEntry<Value>[] =>
  // The keys of a record in the code are its own.
  (Object.entries(table) as [Value, string][]).flatMap(([value, headings]) =>
    entriesOf(headings).map((heading) => ({ value, words: comparableWordsOf(heading) })),
  );

const fieldEntries = headingEntriesOf(fieldHeadings);
const forbiddenEntries = headingEntriesOf(forbiddenHeadings);

/** Entry with all of its words in the heading: first one that is the whole heading, then the one with most words. */
function bestEntry<Value>(
  words: readonly string[],
  headingEntries: readonly HeadingEntry<Value>[],
): { readonly value: Value; readonly words: number } | null {
  let best: { readonly value: Value; readonly words: number } | null = null;
  for (const headingEntry of headingEntries) {
    if (!headingEntry.words.every((word) => words.includes(word))) continue;
    const weight =
      headingEntry.words.length === words.length ? Number.POSITIVE_INFINITY : headingEntry.words.length;
    if (best === null || weight > best.words) best = { value: headingEntry.value, words: weight };
  }
  return best;
}
