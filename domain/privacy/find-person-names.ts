import { comparableText, type PersonalDataHit } from './personal-data-hit.ts';

/** Titles, roles and other words beside the names of people, in six languages. */

const capitalWord = String.raw`\p{Lu}[\p{L}\p{M}'’-]+`;
const initials = String.raw`(?:\p{Lu}\.[ \u00A0]?){0,3}`;
const particle = String.raw`(?:(?:de la|de|del|van der|van|von|bin|ibn|ben|al|el|du|da|dos)[ -])?`;
/** A name: initials, up to four words with capitals, particles between. */
const properName = String.raw`${initials}${particle}${capitalWord}(?: ${initials}${particle}${capitalWord}){0,3}`;
const wordStart = String.raw`(?<![\p{L}\p{N}-]|(?<![Ll])['’])`;

const abbreviatedTitles = String.raw`Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Sgt|Lt|Capt|Cpl|Col|Gen|Maj|Brig|Insp|Supt|Cmdr|Cdr|Hon|Sir|Mme|Mmes|Mlle|Me|Mgr|Pr|Cne|Cdt|Lcl|Gal|Adjt|Sr|Sra|Srta|Dra|Dña|Cnel|Gral|Tte|Lic|Ing|Cap`;
const dottedTitles = String.raw`M\.|MM\.`;
const wholeTitles = String.raw`[Cc]aptain|[Cc]olonel|[Mm]ajor|[Gg]eneral|[Ll]ieutenant|[Ss]ergeant|[Cc]orporal|[Ii]nspector|[Ss]uperintendent|[Cc]ommander|[Cc]ommissioner|[Jj]udge|[Jj]ustice|[Mm]agistrate|[Aa]mbassador|[Cc]onsul|[Mm]inister|[Pp]resident|[Gg]overnor|[Mm]ayor|[Ss]enator|[Aa]dvocate|[Bb]arrister|[Ss]olicitor|[Pp]rosecutor|[Ss]heikh|[Ii]mam|[Pp]rofessor|[Dd]octor|[Dd]etective|[Cc]onstable`;
const frenchTitles = String.raw`[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]aître|[Cc]apitaine|[Cc]ommandant|[Aa]djudant|[Bb]rigadier|[Gg]énéral|[Cc]ommissaire|[Ii]nspecteur|[Aa]mbassadeur|[Aa]mbassadrice|[Mm]inistre|[Pp]réfète?|[Gg]ouverneure?|[Ss]énateur|[Ss]énatrice|[Dd]éputée?|[Pp]résidente?|[Aa]vocate?|[Gg]reffière?|[Gg]reffier|[Jj]uge|[Pp]rocureure?|[Pp]rofesseure?|[Dd]octeur`;
const spanishTitles = String.raw`[Ss]eñora?|[Ss]eñorita|[Dd]on|[Dd]oña|[Cc]apitán|[Cc]omandante|[Tt]eniente|[Ss]argento|[Cc]oronel|[Jj]uez|[Jj]ueza|(?<=(?:[Ee]l|[Ll]a|del|al) )[Ff]iscal|[Ee]mbajadora?|[Mm]inistr[oa]|[Gg]obernadora?|[Aa]lcalde(?:sa)?|[Ss]enadora?|[Dd]iputad[oa]|[Cc]omisari[oa]|[Aa]bogad[oa]|[Pp]residenta|[Mm]agistrad[oa]|[Dd]octora?`;
/** An office between title and name: `Mme la juge Orsini`. */
const officeBetween = String.raw`(?:(?:l[ae] |l['’])(?:juge|procureure?|ministre|capitaine|colonel(?:le)?|commissaire|direct(?:eur|rice)|présidente?) )?`;

/** Mark of a former rank between title and name: `Major (ret.) NAME`. */
const retired = String.raw`(?: ?\((?:[Rr]et|[Rr]td|[Rr]etd|e\.?r|[CS]R|r)\.?\))?`;

/** Title (1) and name (2) in Latin letters. */
const latinNamePattern = new RegExp(
  String.raw`${wordStart}((?:(?:(?:${abbreviatedTitles})(?:\.|(?![\p{L}'’]))|${dottedTitles}|(?:${wholeTitles}|${frenchTitles}|${spanishTitles})(?![\p{L}'’]))${retired}[ \u00A0]?){1,3}(?<=[ \u00A0.])${officeBetween})(${properName})`,
  'gu',
);

/** Words behind an envoy or a deputy name a State or a body as well: initials say that they are a name. */
const russianTitles = String.raw`[Гг]-н(?:а|у|ом)?|[Гг]-ж(?:а|и|е|у|ой)|[Дд]-р(?:а|у|ом)?|[Пп]роф\.|[Гг]осподин\p{L}{0,2}|[Гг]оспож\p{L}{1,2}|[Пп]одполковник\p{L}{0,2}|[Пп]олковник\p{L}{0,2}|[Мм]айор\p{L}{0,2}|[Кк]апитан\p{L}{0,2}|[Лл]ейтенант\p{L}{0,2}|[Сс]ержант\p{L}{0,2}|[Гг]енерал\p{L}{0,2}|[Сс]удь\p{L}{1,2}|[Сс]ледовател\p{L}{1,2}|[Пп]рокурор\p{L}{0,2}|[Ии]нспектор\p{L}{0,2}|[Гг]ражданин\p{L}{0,2}|[Гг]ражданк\p{L}{1,2}|[Дд]октор\p{L}{0,2}|[Пп]рофессор\p{L}{0,2}|[Аа]двокат\p{L}{0,2}(?! [А-ЯЁ][а-яё-]+(?:ой|ого|ей|его)(?![а-яё]))|(?:[Пп]ос(?:ол|ла|лу|лом)|[Мм]инистр\p{L}{0,2}|[Дд]епутат\p{L}{0,2}|[Гг]убернатор\p{L}{0,2}|[Кк]омиссар\p{L}{0,2})(?= [А-ЯЁ]\.)`;
const russianName = String.raw`(?:[А-ЯЁ]\.[ \u00A0]?){0,2}[А-ЯЁ][а-яё-]+(?: [А-ЯЁ](?:\.[ \u00A0]?[А-ЯЁ]\.|[а-яё-]+)){0,2}`;

/** Title (1) and name (2) in Cyrillic letters. */
const cyrillicNamePattern = new RegExp(
  String.raw`${wordStart}((?:${russianTitles})(?![\p{L}])[ \u00A0]?)(${russianName})`,
  'gu',
);

const roleWords = String.raw`suspect|accused|defendant|witness|victim|complainant|detainee|informant|prisoner|inmate|deceased|named|called|alias|prévenue?|accusée?|inculpée?|détenue?|témoin|victime|plaignante?|informat(?:eur|rice)|nommée?|imputad[oa]|acusad[oa]|testigo|víctima|detenid[oa]|llamad[oa]|[Пп]одозреваем\p{L}{2,3}|[Оо]бвиняем\p{L}{2,3}|[Сс]видетел\p{L}{1,4}|[Пп]отерпевш\p{L}{2,3}|[Зз]адержанн\p{L}{2,3}`;

/** Role (1) and name (2), as in `the suspect NAME NAME`. */
const rolePattern = new RegExp(
  String.raw`${wordStart}((?:${roleWords}|Suspect|Accused|Witness|Victim|Prévenue?|Témoin|Victime)(?![\p{L}])(?:,? |: ))(${properName})`,
  'gu',
);

const arabicTitles = String.raw`سيد|سيدة|آنسة|دكتور|دكتورة|أستاذ|أستاذة|مهندس|مهندسة|عقيد|عميد|لواء|رائد|نقيب|مقدم|ملازم|رقيب|مفوض|مفوضة|عريف|قاضي|قاضية|محامي|محامية|سفير|سفيرة|قنصل|وزير|وزيرة|نائب|نائبة|محافظ|شيخ|شيخة|حاج|حاجة|ضابط`;
const arabicWord = String.raw`[\p{Script=Arabic}\p{M}]{2,20}`;
const arabicInitial = String.raw`(?:\p{Script=Arabic}\. ?){0,2}`;
const arabicEnd = String.raw`(?![\p{Script=Arabic}\p{M}])`;

/** Particle (1), title (2) and the words of a name (3) in Arabic. */
const arabicNamePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبك]{0,2})(?:ال|لل)(${arabicTitles})${arabicEnd} (${arabicInitial}${arabicWord}(?: ال${arabicWord})?)`,
  'gu',
);

const arabicRoles = String.raw`(?:ال)?(?:مشتبه (?:به|بها)|متهم|متهمة|شاهد|شاهدة|محتجز|محتجزة|ضحية|مخبر|مدعو|مدعوة)|[يت]دعى|اسمه|اسمها`;
/** Role (1) and the words of a name (2) in Arabic: a given name with a family name. */
const arabicRolePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبكل]{0,2}(?:${arabicRoles})${arabicEnd} )(${arabicWord} ${arabicWord})`,
  'gu',
);

const namedPeople: ReadonlySet<string> = new Set([
  'سيد',
  'سيدة',
  'آنسة',
  'دكتور',
  'دكتورة',
  'أستاذ',
  'أستاذة',
]);

/** Return whether words behind an Arabic title or role are a name: there are no capitals that say so. */
function isArabicName(title: string, name: string): boolean {
  const [first = '', second = ''] = name.split(' ');
  if (arabicPlainWords.has(first) || arabicPlainWords.has(second)) return false;
  if (/^[يتن]\p{L}{3,}$/u.test(first) && !arabicNamesLikeVerbs.has(first)) return false;
  // An object of the sentence ends so: an agreement, a report.
  if (second === '' && /^\p{L}{5,}ا$/u.test(first)) return false;
  const isTitle = new RegExp(`^(?:${arabicTitles})$`).test(title);
  if (isTitle) return !first.startsWith('ال') || (namedPeople.has(title) && !arabicOffices.has(first));
  const hasNamingVerb = /[يت]دعى|اسمه|مدعو/.test(title);
  if (/^و(?!ليد|ائل|سام|فاء|داد|جدي)/.test(first)) return false;
  return !/^(?:ال|[بل])/.test(first) && (hasNamingVerb || second.startsWith('ال'));
}

/** Words that follow a title in a sentence and are no names. */
const arabicPlainWords: ReadonlySet<string> = new Set(
  (
    'في من إلى على عن أن إن أو ثم مع بعد قبل عند لدى بين حول ضد دون حتى منذ خلال أثناء أمام تحت فوق هو هي هم الذي التي الذين لم لا لن قد كان كانت ليس ما كل بعض غير أي هذا هذه ذلك ' +
    'قال قالت أشار أشارت ذكر ذكرت أفاد أفادت أكد أكدت أوضح أوضحت طلب طلبت حكم وافق وافقت قدم قدمت حضر حضرت غادر وقع رفض رفضت أصدر بدأ ' +
    'شارك شاركت زار زارت التقى التقت ألقى ألقت عقد عقدت استقبل استقبلت اجتمع اجتمعت ترأس ترأست دعا دعت شدد شددت أعرب أعربت رحب رحبت افتتح افتتحت وصل وصلت سلم سلمت تسلم تسلمت ناقش ناقشت بحث بحثت أعلن أعلنت صرح صرحت وقعت حضرت زيارة جولة كلمة لقاء مباحثات محادثات رسالة مذكرة ' +
    'رئيس رئيسة مدير مديرة وزير وزيرة نائب نائبة ممثل ممثلة أمين مدعي مدعية وكيل قائد عضو منسق سفير محقق مسؤول مسؤولة ركن أول ثان عام رئيسي مناوب مختص بارتكاب بتهمة عن'
  ).split(' '),
);
const arabicOffices: ReadonlySet<string> = new Set(
  'الوزير الوزيرة الرئيس الرئيسة المدير المديرة المفتش الأمين الأمينة القاضي القاضية المدعي المدعية النائب النائبة الممثل الممثلة المنسق المنسقة السفير السفيرة العميد العقيد اللواء القائد المسؤول المسؤولة المحقق الوكيل المناوب المناوبة المختص المختصة المشرف المشرفة الجامعي الجامعية المحاضر المقرر الخبير الخبيرة العام العامة الأول الأولى المشارك المساعد المحامي'.split(
    ' ',
  ),
);
const arabicNamesLikeVerbs: ReadonlySet<string> = new Set(
  'ياسر ياسين يوسف يونس يعقوب يحيى يزيد تامر توفيق تيسير تحسين توماس تهاني تغريد نادر نادية نادين نبيل نبيلة نجيب نجوى نديم نزار نسرين نصير نضال نعيم نواف نورا نهاد نهى'.split(
    ' ',
  ),
);

/** Frequent family names. Those that are common words as well count before the plainest titles only. */
const chineseFamilyNames =
  '王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷钱汤尹黎贺赖龚';
const chineseOtherFamilyNames = '高林梁马方白江史金万任于和平安常向文华毛武康温施严牛';
const chinesePlainTitles = '先生|女士|小姐|太太';
const chineseOffices =
  '博士|教授|大校|上校|中校|少校|上尉|中尉|少尉|上将|中将|少将|将军|警官|警司|警监|警长|督察|法官|检察官|检察长|审判长|庭长|院长|律师|处长|局长|所长|厅长|司长|署长|部长|队长|主任|大使|公使|参赞|领事';
/** Frequent words that begin as a family name does. */
const chineseCommonWords = '许多|石油|程序|余下|何种|黎明|罗马';
const compoundFamilyNames = '欧阳|司马|上官|诸葛|司徒|慕容';

/** Names with a title behind them in Chinese. */
const chineseNamePattern = new RegExp(
  [
    String.raw`(?:${compoundFamilyNames}|[${chineseFamilyNames}${chineseOtherFamilyNames}])\p{Script=Han}{0,2}(?:${chinesePlainTitles})(?!们)`,
    String.raw`(?!${chineseCommonWords})(?:${compoundFamilyNames}|[${chineseFamilyNames}])\p{Script=Han}{0,2}(?:${chineseOffices})(?!们)`,
  ].join('|'),
  'gu',
);

/** Words with a capital that name offices, bodies, days and months, or begin a sentence; without accents. */
const commonNameWords: ReadonlySet<string> = new Set(
  (
    'general adjunto adjunta assembly secretary advocate advocates crimes crime unit directorate division department office court council committee police prosecutor prosecution inspector inspectorate commandant commander delegate state states union rapporteur minister ministry counsellor counselor envoy extraordinary plenipotentiary designate elect emeritus consul ambassador governor mayor senator hotel airport avenue university institute foundation conference library museum president director chief service services academy headquarters staff bar association fund army corps affairs security justice interior defence law act code board panel bench training programme project team mission group section branch port region district central national federal military criminal civil supreme high chamber attorney attorneys assessor lead trainer reviewer manager administrator partner adviser observer person owner user field records annex table part case cases health surgery school sciences degree ' +
    'the this that these those in on at by for from of to a an and or but if as it he she we they you who when where while after before there both each all no not new two three some any his her their our ' +
    'le la les l un une des il elle ils elles on nous vous ce cette ces dans en au aux du de et ou mais si pour par sur avec apres avant chaque aucun son sa ses leur ' +
    'generale generaux conseiller conseillere ambassadeur directeur directrice extraordinaire plenipotentiaire delegue deleguee charge chargee honoraire ministre prefet stagiaire principal principale chef judiciaire assemblee nationale national premier premiere adjoint adjointe republique cour parquet ministere gendarmerie armees etat instruction tribunal cassation appel ' +
    'el los las una uno del al y o que su sus segunda tercera tercero cuarta quinta sexta central local especial regional provincial municipal jefe jefa coordinador coordinadora plenipotenciario extraordinario antiterrorista penal embajador consejero consejera fiscal primera nacional superior republica tribunal ministro ministra director directora juzgado presidente presidenta ' +
    'юстиции обороны внутренних иностранных верховного конституционного генеральной генеральныи генерального областного раионного высшего суда министр министра и в на с по к из о он она они это ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'young field fields price church king knight west north south east hill hall stone wood bridge marsh green brown white black gray grey long short small rich poor best good gold silver rose page post bank law laws lawyer judge bishop pope baker cook miller smith porter cross banks woods rivers waters winter summer may june day days weeks love hope grace joy faith strong wise sharp swift bright early late first last frank major sergeant officer crown temple abbey castle wall walls street lane park garden house homes home road ford ' +
    'police petit grand blanc noir roux leroy roi moulin bois pont marchand berger boucher masson chevalier marin'
  ).split(' '),
);

/** Find names of people: of the roster, behind a title, or behind a word such as "suspect". */
export const findPersonNames = (text: string, roster: readonly string[]): readonly PersonalDataHit[] => [
  ...findTitledNames(text),
  ...findRosterNames(text, roster),
];

function findTitledNames(text: string): readonly PersonalDataHit[] {
  const hits: PersonalDataHit[] = [];
  const add = (found: string, at: number): void => {
    hits.push({ kind: 'name', text: found, at });
  };
  for (const pattern of [latinNamePattern, cyrillicNamePattern])
    for (const { 0: whole, 1: title = '', 2: name = '', index } of text.matchAll(pattern)) {
      const kept = nameWithoutCommonWords(name);
      if (kept !== '') add(whole.slice(0, title.length + kept.length), index);
    }
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(rolePattern)) {
    const kept = nameWithoutCommonWords(name);
    // One capital may begin a title or a sentence; two are a name.
    if (/\s/.test(kept)) add(whole.slice(role.length, role.length + kept.length), index + role.length);
  }
  for (const { 0: whole, 2: title = '', 3: name = '', index } of text.matchAll(arabicNamePattern))
    if (isArabicName(title, name)) add(whole, index);
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(arabicRolePattern))
    if (isArabicName(role, name))
      add(whole.slice(role.length).trimStart(), index + whole.length - name.length);
  for (const { 0: whole, index } of text.matchAll(chineseNamePattern)) add(whole, index);
  return hits;
}

/** The words of a name up to the first that names an office or begins a sentence. */
function nameWithoutCommonWords(name: string): string {
  const words = [...name.matchAll(/\S+/gu)];
  // An initial is no article: `A. NAME`.
  const common = words.findIndex(
    ([word]) => !word.endsWith('.') && commonNameWords.has(comparableText(word)),
  );
  return common < 0 ? name : name.slice(0, words[common]?.index).trimEnd();
}

interface TextWord {
  readonly plain: string;
  readonly written: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Names of the roster: whole, in either order, and the family name alone where it is written as a name. Case, accents
 * and Arabic vowel marks do not matter for a whole name.
 */
function findRosterNames(text: string, roster: readonly string[]): readonly PersonalDataHit[] {
  if (roster.length === 0) return [];
  const { byFirstPart, families, withoutSpaces } = rosterIndexOf(roster);
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(
    ({ 0: written, index }): TextWord => ({
      plain: /^[\dA-Za-z]+$/.test(written) ? written.toLowerCase() : comparableText(written),
      written,
      from: index,
      to: index + written.length,
    }),
  );
  const hits: PersonalDataHit[] = [];
  const add = (first: TextWord, last: TextWord): void => {
    hits.push({ kind: 'name', text: text.slice(first.from, last.to), at: first.from });
  };
  for (const [at, word] of words.entries()) {
    for (const parts of formsOfWord(word.plain).flatMap((form) => byFirstPart.get(form) ?? [])) {
      const last = words[at + parts.length - 1];
      const rest = parts.every((part, n) => n === 0 || words[at + n]?.plain === part);
      if (last !== undefined && rest) add(word, last);
    }
    if (isWrittenAsName(word.written) && isFamilyName(word.plain, families)) add(word, word);
  }
  for (const name of withoutSpaces)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      hits.push({ kind: 'name', text: name, at });
  return hits;
}

interface RosterIndex {
  /** Parts of whole names by their first. */
  readonly byFirstPart: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly families: ReadonlySet<string>;
  /** Names in scripts without spaces between words. */
  readonly withoutSpaces: readonly string[];
}

/** A list of 500 participants is checked against 500 names: each is read once. */
const indexByRoster = new WeakMap<readonly string[], RosterIndex>();

function rosterIndexOf(roster: readonly string[]): RosterIndex {
  const known = indexByRoster.get(roster) ?? createRosterIndex(roster);
  indexByRoster.set(roster, known);
  return known;
}

function createRosterIndex(roster: readonly string[]): RosterIndex {
  const byFirstPart = new Map<string, (readonly string[])[]>();
  const families = new Set<string>();
  const withoutSpaces: string[] = [];
  for (const name of new Set(roster)) {
    if (/^\p{Script=Han}{2,}$/u.test(name)) withoutSpaces.push(name);
    const written = [...name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([part]) => part);
    const parts = written.map(comparableText);
    if (parts.join('').length < minimumNameLetters || parts.every((part) => commonNameWords.has(part)))
      continue;
    const orders = parts.length < 2 ? [parts] : [parts, [...parts.slice(-1), ...parts.slice(0, -1)]];
    for (const order of orders) {
      const [first = ''] = order;
      byFirstPart.set(first, [...(byFirstPart.get(first) ?? []), order]);
    }
    const family = written.length < 2 ? undefined : (written.find(isAllCapitals) ?? written.at(-1));
    if (family === undefined || !isWrittenAsName(family)) continue;
    const plain = comparableText(family);
    if (plain.length >= minimumNameLetters && !commonNameWords.has(plain)) families.add(plain);
  }
  return { byFirstPart, families, withoutSpaces };
}

/** Shorter names, such as initials and particles, would be found beside half of all words. */
const minimumNameLetters = 4;

const isWrittenAsName = (word: string): boolean => /^\p{Lu}\p{L}/u.test(word);
const isAllCapitals = (word: string): boolean => word.length >= minimumNameLetters && /^\p{Lu}+$/u.test(word);

/** An Arabic word with and without the particle that is written with it. */
const formsOfWord = (plain: string): readonly string[] =>
  /^[وفبلك]\p{Script=Arabic}{3}/u.test(plain) ? [plain, plain.slice(1)] : [plain];

/** A family name; in Russian with its endings too. */
function isFamilyName(plain: string, families: ReadonlySet<string>): boolean {
  if (families.has(plain)) return true;
  if (!/^\p{Script=Cyrillic}{5,}$/u.test(plain)) return false;
  for (let cut = 0; cut <= 3; cut += 1)
    for (const ending of russianEndings)
      if (families.has(`${plain.slice(0, plain.length - cut)}${ending}`)) return true;
  return false;
}
const russianEndings = ['', 'а', 'ии', 'ая'];
