import { comparableText, type PersonalDataHit } from './personal-data-hit.ts';

/** Find names of people behind a title or a role; Russian ones also by initials or the name of the father. */
export function findPersonNames(text: string): readonly PersonalDataHit[] {
  const hits: PersonalDataHit[] = [];
  const add = (found: string, at: number): void => {
    if (!isPlace(text, at, at + found.length)) hits.push({ kind: 'name', text: found, at });
  };
  for (const { 0: whole, 1: title = '', 2: name = '', index } of text.matchAll(latinNamePattern)) {
    const kept = nameWithoutCommonWords(title, name);
    if (kept !== '') add(whole.slice(0, whole.length - name.length + kept.length), index);
  }
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(rolePattern)) {
    const kept = nameWithoutCommonWords(role, name);
    // One capital may begin a title or a sentence; two are a name.
    const isSole = soleNameRole.test(role) && articleBefore.test(text.slice(Math.max(0, index - 5), index));
    if ((/\s/.test(kept) && (isNamedRole(role) || plainName.test(kept))) || (isSole && kept !== ''))
      add(kept, index + whole.length - name.length);
  }
  addNamesByScript(text, add);
  return hits;
}

/** Titles, roles, endings and other words that mark the names of people, in six languages. */

const anyOf = (...parts: readonly string[]): string => parts.join('|');
const capitalWord = String.raw`\p{Lu}[\p{L}\p{M}'’-]+`;
const initials = String.raw`(?:\p{Lu}\.[ \u00A0]?){0,3}`;
const particle = String.raw`(?:(?:de la|de|del|van der|van|von|bin|ibn|ben|al|el|du|da|dos)[ -])?`;
/** A name: initials, up to four words with capitals, particles between. */
const properName = String.raw`${initials}${particle}${capitalWord}(?: ${initials}${particle}${capitalWord}){0,3}`;

/** Begin of a word, with the first part of a compound title: `vice-`, `lieutenant-`. */
const wordStart = String.raw`(?<![\p{L}\p{N}-]|(?<![Ll])['’])(?:(?:[Ss]ous|[Ss]ub|[Vv]ice|[Cc]o|[Ll]ieutenant|[Ll]t|[Mm]ajor|[Bb]rigadier|[Tt]eniente|[Гг]енерал|[Ee]x|[Вв]ице)-)?`;

const abbreviatedTitles = String.raw`Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Sgt|Lt|Capt|Cpl|Col|Gen|Maj|Brig|Insp|Supt|Cmdr|Cdr|Hon|Sir|Mme|Mmes|Mlle|Me|Mgr|Pr|Cne|Cdt|Lcl|Gal|Adjt|Sr|Sra|Srta|Dra|Dña|Rev|Amb|Adv|Atty|Asst|Ch|Cnel|Gral|Tte|Lic|Ing|Cap`;
const dottedTitles = String.raw`M\.|MM\.`;
const wholeTitles = String.raw`[Cc]aptain|[Cc]olonel|[Mm]ajor|[Gg]eneral|[Ll]ieutenant|[Ss]ergeant|[Cc]orporal|[Ii]nspector|[Ss]uperintendent|[Cc]ommander|[Cc]ommissioner|[Jj]udge|[Jj]ustice|[Mm]agistrate|[Aa]mbassador|[Cc]onsul|[Mm]inister|[Pp]resident|[Gg]overnor|[Mm]ayor|[Ss]enator|[Aa]dvocate|[Bb]arrister|[Ss]olicitor|[Pp]rosecutor|[Ss]heikh|[Ii]mam|[Pp]rofessor|[Dd]octor|[Dd]etective|[Cc]onstable|Sister|Father|Reverend|[Ww]arder|[Mm]adam|[Mm]arshal|(?:Judges|Justices|Magistrates|Inspectors|Colonels|Drs|[Jj]uges|[Jj]ueces)(?= \p{Lu}[\p{L}'’-]+ (?:and|et|y) )`;
const frenchTitles = String.raw`[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]aître|[Cc]apitaine|[Cc]ommandant|[Aa]djudant|[Bb]rigadier|[Gg]énéral|[Cc]ommissaire|[Ii]nspecteur|[Aa]mbassadeur|[Aa]mbassadrice|[Mm]inistre|[Pp]réf(?:et|ète)|[Cc]aporale?|[Gg]ouverneure?|[Ss]énateur|[Ss]énatrice|[Dd]éputée?|[Pp]résidente?|[Aa]vocate?|[Gg]reffière?|[Gg]reffier|[Jj]uge|[Pp]rocureure?|[Pp]rofesseure?|[Dd]octeur|[Ss]ergent|[Ll]ieutenante|[Gg]endarme|[Mm]agistrate|[Cc]onseillère?|[Cc]ontrôleure?|[Mm]essieurs|[Mm]esdames|[Ii]nspectrice|[Cc]olonelle|[Cc]ommandante|[Aa]djudante|[Cc]ontrôleuse|[Oo]fficière|[Ss]urveillante?|[Ss]ubstitute?|[Bb]âtonni(?:er|ère)|[Mm]agistrat`;
const spanishTitles = String.raw`[Ss]eñora?|[Ss]eñorita|[Dd]on|[Dd]oña|[Cc]apitán|[Cc]omandante|[Tt]eniente|[Ss]argento|[Cc]oronel|[Jj]uez|[Jj]ueza|(?<=(?:[Ee]l|[Ll]a|del|al) )[Ff]iscal|[Ee]mbajadora?|[Mm]inistr[oa]|[Gg]obernadora?|[Aa]lcalde(?:sa)?|[Ss]enadora?|[Dd]iputad[oa]|[Cc]omisari[oa]|[Aa]bogad[oa]|[Pp]residenta|[Mm]agistrad[oa]|[Dd]octora?|[Ss]ubteniente|[Ss]uboficial|cabo|[Ii]nspectora|[Ll]icenciad[oa]|[Ii]ngenier[oa]|[Pp]rofesora?|[Pp]erit[oa]|[Pp]rocuradora?|[Dd]efensora?|[Ss]ubcomisari[oa]|[Pp]refect[oa]|[Ii]ntendente|[Mm]onseñor|[Gg]uardia|[Pp]sicólog[oa]`;
/** An office between title and name: `Mme la juge Orsini`. */
const officeBetween = String.raw`(?:(?:l[ae] |l['’])(?:juge|procureure?|ministre|capitaine|colonel(?:le)?|commissaire|direct(?:eur|rice)|présidente?) )?`;

/** Words that belong to a title: `commissaire divisionnaire NAME`, `juge d'instruction NAME`. */
const titleSupplement = String.raw`(?:-(?:chef|major|général|general)| (?:primer[oa]|segund[oa]|divisionnaire|principale?|générale?|adjointe?|en chef|de (?:police|gendarmerie|justice|paix|la République|policía|garantías|instrucción|fragata|corbeta|navío)|d['’]instruction|des enfants|du procureur|légiste|jefe|mayor|adjunt[oa]))?`;

/** Mark of a former rank between title and name: `Major (ret.) NAME`. */
const retired = String.raw`(?: ?\([\p{L}\d][\p{L}\d.]{0,5}\))?`;

/** Title (1) and name (2) in Latin letters. */
const latinNamePattern = new RegExp(
  String.raw`${wordStart}((?:(?:(?:${abbreviatedTitles})(?:\.|(?![\p{L}'’]))|${dottedTitles}|(?:${wholeTitles}|${frenchTitles}|${spanishTitles})(?![\p{L}'’]))${titleSupplement}${retired}[ \u00A0]?){1,3}(?<=[ \u00A0.])${officeBetween})(${properName})`,
  'gu',
);

const eitherCase = (words: string): string =>
  words.replaceAll(
    /(^|\|)(\p{Ll})/gu,
    (_, bar: string, first: string) => `${bar}[${first}${first.toUpperCase()}]`,
  );
const roleWords = eitherCase(
  String.raw`suspecte?|accused|defendant|witness|victim|complainant|detainee|informant|informer|prisoner|inmate|deceased|convict|fugitive|applicant|appellant|respondent|plaintiff|claimant|survivor|alias|prévenue?|accusée?|inculpée?|détenue?|témoin|victime|plaignante?|informat(?:eur|rice)|indicat(?:eur|rice)|condamnée?|imputad[oa]|acusad[oa]|testigo|víctima|detenid[oa]|denunciante|informante|sospechos[oa]|procesad[oa]|sindicad[oa]|condenad[oa]|reclus[oa]|fallecid[oa]|подозреваем\p{L}{2,3}|обвиняем\p{L}{2,3}|свидетел\p{L}{1,4}|потерпевш\p{L}{2,3}|задержанн\p{L}{2,3}`,
);
/** A system and a body are called by a name too. */
const namedWords = String.raw`(?<!(?:system|software|database|project|programme|tool|application|app|platform|operation|place|town|village|unit|team|body|law|form|company|sheet|file|document|list|table|register|book|folder|drive|server|network|group|initiative|campaign|plan|course|module|fund|centre|office|hotel|ship|boat|vessel|street|bar|farm|island|region|district|scheme|procedure|method|process|report|tracker|dashboard|website|channel|exercise|logiciel|système|base|outil|projet|fichier|Excel|feuille|registre|liste|dossier|programme|groupe|opération|lieu|village|société|sistema|programa|proyecto|archivo|hoja|planilla|libro|lista|carpeta|grupo|operación|lugar|empresa|herramienta),? )(?:named|called|(?:dé)?nommée?|llamad[oa])`;
const thingNouns =
  'computer|printer|scanner|server|tracker|router|charger|reader|analy[sz]er|generator|container|tanker|trailer|paper|newspaper|chapter|order|number|letter|center|shelter|sector|equipment|department|document|instrument|government|after|under|over|other|whether|never|former|either|neither|rather|together|however|river|border|corner|tower|powder|power|matter|per|for|nor|floor|door|monitor|detector|operator|indicator|factor|corridor|harbour|harbor|restaurant|plant|grant|important|current|different|present|recent|event|president|agreement|statement|amendment|parliament|settlement|apartment|content|percent|cent|client|incident|moment|patent|human|urban|between|committee|fee|coffee|three|see|agree|free|german|canal|local|national|international|federal|central|general|regional|hospital|tribunal|terminal|journal|portal|manual|material|capital|royal|legal|digital|special|annual|real|official|provincial|municipal|territorial|nacional|principal|judicial|penal|fiscal|ordinateur|congélateur|onduleur|réfrigérateur|générateur|détecteur|lecteur|analyseur|chargeur|projecteur|routeur|climatiseur|transformateur|capteur|moniteur|copieur|photocopieur|émetteur|récepteur|compteur|freezer|refrigerator|transformer|transmitter|receiver|congelador|generador|lector|analizador|cargador|proyector|transformador|ordenador|refrigerador|moteur|serveur|secteur|intérieur|extérieur|supérieur|valeur|couleur|erreur|avant|devant|durant|pendant|suivant|existant|restant|bâtiment|règlement|département|gouvernement|parlement|souvent|comment|argent|agent|centrale|nationale|locale|régionale|générale|formulaire|séminaire|militaire|judiciaire|nécessaire|itinéraire|marché|société|unité|cité|qualité|sécurité|université|entité|comité|côté|été|appelé|intitulé|dénommé|nommé|arrivé|année|journée|armée|musée|entrée|matrice|police|justice|service|office|notice|frontière|rivière|matière|première|dernière|manière|carrière|liste|piste|puente|frente|fuente|gente|mente|presente|siguiente|ambiente|servidor|motor|valor|error|exterior|interior|superior|anterior|por|carretera|frontera|bandera|manera|primera|primero|tercero|tercera|enero|febrero|pero|dinero|número|lista|vista|pista|revista|formulario|seminario|horario|calendario|diario|secretaria|primaria|secundaria|maquinaria|técnica|política|pública|público|único|única|eléctrico|informática|república|américa|áfrica|médica|oficina|medicina|marina|página|china|argentina|camino|destino|casino|semana|ventana|mañana|aduana|humano|humana|urbano|urbana|verano|mercado|estado|juzgado|llamado|llamada|denominado|denominada|titulado|entrada|jornada|embajada|década|cada|nada|catálogo|diálogo|prólogo|archivador|computador|computadora|impresora|emisora|hora|ahora|demora|mejora';
/** Work, kinship and standing of people, before a given name and a family name. */
const workWords = eitherCase(
  String.raw`director|registrar|chief|clerk|interpreter|translator|lawyer|attorney|counsel|expert|trainer|facilitator|investigator|officer|agent|analyst|focal point|coordinator|colleague|driver|nurse|warden|guard|secretary|assistant|adviser|auditor|accountant|technician|engineer|pathologist|psychologist|paralegal|bailiff|journalist|activist|trader|teacher|student|minor|patient|refugee|migrant|caller|neighbour|uncle|aunt|cousin|nephew|niece|widow|child|husband|wife|brother|sister|mother|father|daughter|son|ASP|DSP|CSP|SSP|ACP|DCP|DIG|IGP|DCI|direct(?:eur|rice)|interprète|experte?|format(?:eur|rice)|enquêt(?:eur|rice)|chauffeur|infirmi(?:er|ère)|collègue|secrétaire|régisseur|huissier|notaire|médecin|psychologue|responsable|coordonnat(?:eur|rice)|journaliste|commerçante?|étudiante?|mineure?|réfugiée?|veuve|mari|épouse|frère|sœur|mère|père|fille|fils|directora|secretari[oa]|intérprete|funcionari[oa]|agente|oficial|analista|traductora?|facilitadora?|coordinadora?|investigadora?|asesora?|auditora|contadora?|técnic[oa]|médic[oa]|enfermer[oa]|alguacil|custodi[oa]|conductora?|periodista|activista|comerciante|maestr[oa]|estudiante|menor|refugiad[oa]|migrante|viud[oa]|esposa|marido|herman[oa]|madre|padre|hij[oa]|prim[oa]|tí[oa]`,
);

/** Nouns with the ending of a person, and without those of things: `le rescapé NAME NAME`. */
const personNoun = String.raw`(?!(?:${thingNouns})s? )\p{Ll}{3,}(?:er|or|ist|ant|ent|ian|ee|man|woman|eur|euse|rice|ante|ente|ière|iste|ien|ienne|al|ale|aire|ois|é|ée|logue|logist|ora|ero|era|ista|ario|aria|ico|ica|logo|loga|ado|ada|ino|ina|ano|ana)(?= )`;

/** Role (1) and name (2), as in `the suspect NAME NAME`. */
const rolePattern = new RegExp(
  String.raw`${wordStart}((?:${roleWords}|${namedWords}|${workWords}|${personNoun})(?![\p{L}])(?:,? |: ))(${properName})`,
  'gu',
);
const namedRole = new RegExp(String.raw`^(?:${roleWords}|${namedWords}|${workWords})(?![\p{L}])`, 'u');
const isNamedRole = (role: string): boolean => namedRole.test(role);
/** No name of a product: `APC NAME`, `LGPv`. */
const plainName =
  /^(?:\p{Lu}\p{Ll}+(?:['’-]\p{Lu}?\p{Ll}+)*(?: |$)|\p{Lu}\. ?|(?:de|del|van|von|bin|al|el|du|da) ?)+$/u;
/** With an article one capital is enough: `the accused NAME`. */
const articleBefore = /(?:^|[^\p{L}])(?:[Tt]he|[Ll][ae]|[Ee]l|[Dd]el|[Aa]l|[Dd]u) $/u;
const soleNameRole = new RegExp(String.raw`^(?:${roleWords}) $`, 'u');

const russianTitles = String.raw`[Гг]-н(?:а|у|ом)?|[Гг]-ж(?:а|и|е|у|ой)|[Дд]-р(?:а|у|ом)?|[Пп]роф\.|[Гг]осподин\p{L}{0,2}|[Гг]оспож\p{L}{1,2}|[Пп]одполковник\p{L}{0,2}|[Пп]олковник\p{L}{0,2}|[Мм]айор\p{L}{0,2}|[Кк]апитан\p{L}{0,2}|[Лл]ейтенант\p{L}{0,2}|[Сс]ержант\p{L}{0,2}|[Гг]енерал\p{L}{0,2}|[Сс]удь\p{L}{1,2}|[Сс]ледовател\p{L}{1,2}|[Пп]рокурор\p{L}{0,2}|[Ии]нспектор\p{L}{0,2}|[Гг]ражданин\p{L}{0,2}|[Гг]ражданк\p{L}{1,2}|[Дд]октор\p{L}{0,2}|[Пп]рофессор\p{L}{0,2}|[Дд]ознавател\p{L}{1,2}`;
const russianName = String.raw`(?:[А-ЯЁ]\.[ \u00A0]?){0,2}[А-ЯЁ][а-яё-]+(?: [А-ЯЁ](?:\.[ \u00A0]?[А-ЯЁ]\.|[а-яё-]+)){0,2}`;

/** Offices and roles before a State, a body or a name: only the ending or initials say that it is a name. */
const russianOffices = String.raw`[Пп]ос(?:ол|ла|лу|лом)|[Мм]инистр\p{L}{0,2}|[Дд]епутат\p{L}{0,2}|[Гг]убернатор\p{L}{0,2}|[Кк]омиссар\p{L}{0,2}|[Аа]двокат\p{L}{0,2}|[Дд]иректор\p{L}{0,2}|[Нн]ачальник\p{L}{0,2}|[Рр]уководител\p{L}{1,2}|[Пп]редседател\p{L}{1,2}|[Зз]аместител\p{L}{1,2}|[Сс]енатор\p{L}{0,2}|[Ее]фрейтор\p{L}{0,2}|[Рр]ядов\p{L}{2,3}|[Сс]таршин\p{L}{1,2}|[Пп]рапорщик\p{L}{0,2}|[Мм]едсестр\p{L}{1,2}|[Пп]омощник\p{L}{0,2}|[Сс]екретар\p{L}{1,2}|[Ээ]ксперт\p{L}{0,2}|[Сс]пециалист\p{L}{0,2}|[Оо]перуполномоченн\p{L}{2,3}|[Зз]аведующ\p{L}{2,3}|[Пп]одозреваем\p{L}{2,3}|[Оо]бвиняем\p{L}{2,3}|[Пп]одсудим\p{L}{2,3}|[Сс]видетел\p{L}{1,4}|[Пп]отерпевш\p{L}{2,3}|[Зз]адержанн\p{L}{2,3}|[Оо]сужд[её]нн\p{L}{2,3}|[Зз]аключ[её]нн\p{L}{2,3}|[Зз]аявител\p{L}{1,4}|[Пп]острадавш\p{L}{2,3}|[Оо]сведомител\p{L}{1,2}|[Ии]нформатор\p{L}{0,2}|[Ии]стец|[Ии]ст(?:ц[ауе]|цом)|[Оо]тветчи[кц]\p{L}{0,2}|[Жж]урналист\p{L}{0,2}|[Аа]ктивист\p{L}{0,2}|[Пп]ереводчи[кц]\p{L}{0,2}|[Вв]одител\p{L}{1,2}|[Вв]рач\p{L}{0,2}|[Сс]удмедэксперт\p{L}{0,2}|[Пп]сихолог\p{L}{0,2}|[Кк]оллег\p{L}{1,2}|[Тт]ренер\p{L}{0,2}|[Кк]онсультант\p{L}{0,2}|[Аа]налитик\p{L}{0,2}|[Кк]оординатор\p{L}{0,2}|[Сс]отрудни[кц]\p{L}{0,2}|[Жж]ен[аеуы]|[Мм]уж(?:а|у|ем)?|[Бб]рат(?:а|у|ом)?|[Сс]естр\p{L}{1,2}|[Сс]ын(?:а|у|ом)?|[Дд]оч\p{L}{1,4}|[Мм]ать|[Мм]атери|[Оо]тец|[Оо]т(?:ца|цу|цом)`;
/** Endings of family names in all cases. */
const russianFamilyEnd = String.raw`(?:(?:[оеё]в|[иы]н)(?:а|у|е|ой|ым|ых)?|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)|енк[оу]|(?:[уюч]к|ян|ич)(?:а|у|е|ом|ем)?|дзе|швили|баев(?:а|у|ой|ым)?)`;
const russianFamily = String.raw`[А-ЯЁ][а-яё-]+(?<=${russianFamilyEnd})(?![а-яё-])`;
/** Given names with the ending of an adjective, and other words without that ending. */
const russianGivenName = String.raw`(?:(?:Андре|Серге|Алексе|Матве|Тимофе|Елисе)[йяюе]\p{L}?|(?:Дмитри|Юри|Григори|Анатоли|Валери|Витали|Геннади|Евгени|Васили|Георги|Аркади|Игнати|Арсени|Мари|Юли|Натали|Анастаси|Виктори|Лиди|Ксени|Софи)(?:й|я|ю|и|е|ем|ей)|(?:Ефим|Максим|Вадим|Карим|Рахим|Ибрагим|Салим|Хаким)(?:а|у|ом|е)?|[А-ЯЁ][а-яё-]+(?<!(?:[оеиы]й|[ая]я|[ое]го|[ое]му|[иы]х|[иы]м|ии)))(?![а-яё-])`;
const russianInitials = String.raw`[А-ЯЁ]\.[ \u00A0]?(?:[А-ЯЁ]\.[ \u00A0]?)?`;
const russianPatronymic = String.raw`[А-ЯЁ][а-яё]+(?:[оеь]вич(?:а|у|ем|е)?|ьич(?:а|у|ом|е)?|(?:[ое]вн|иничн)(?:а|ы|е|у|ой))(?![а-яё-])`;

/** Title (1) and name (2) in Cyrillic letters. */
const cyrillicNamePattern = new RegExp(
  String.raw`${wordStart}((?:${russianTitles})(?![\p{L}])(?: (?:юстиции|полиции|милиции|внутренней службы|таможенной службы|запаса|в отставке|района|отдела|суда))?[ \u00A0]?)(${russianName})`,
  'gu',
);
const cyrillicOfficePattern = new RegExp(
  String.raw`${wordStart}((?:${russianOffices})(?![\p{L}])[ \u00A0])((?:${russianInitials})?${russianFamily}|${russianInitials}[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+ ${russianFamily}|${russianGivenName} [А-ЯЁ][а-яё-]+)`,
  'gu',
);
/** Russian names without a title: with initials on either side, or with the name of the father. */
const cyrillicBareNamePattern = new RegExp(
  anyOf(
    String.raw`${wordStart}()((?:${russianInitials}${russianFamily}`,
    String.raw`(?!(?:Приложени|Таблиц|Форм|Част|Раздел|Блок|Групп|Корпус|Стать|Вариант)[а-яё]{0,2} )[А-ЯЁ][а-яё-]+ [А-ЯЁ]\.[ \u00A0]?[А-ЯЁ]\.`,
    String.raw`[А-ЯЁ][а-яё-]+ ${russianPatronymic}`,
    String.raw`(?<=[\p{L},] )${russianGivenName} ${russianFamily}))`,
  ),
  'gu',
);

/** Words behind a Russian title that name an office, a body, a place or a State. */
const russianOffice =
  /^(?:Начальник|Директор|Министр|Председател|Командующ|Командир|Руководител|Заместител|Прокурор|Посол|Спикер)/u;
const russianBody =
  /^(?:Кабинет|Ассоциаци|Лиг[аиу]|Республик|Следственн|Коллеги|Центр|Управлени|Департамент|Министерств|Генеральн|Верховн|Конституционн|Международн|Главн|Служб|Бюро|Агентств|Национальн|Государственн|Федеральн|Федераци|Союз|Организаци|Объедин|Суд(?:а|у|ом)?(?!\p{L})|Палат|Прокуратур|Комитет|Совет|Академи|Университет|Институт|Отдел|Гарнизон|Флот|Округ|Воинск|Войск(?:а|ам)?(?!\p{L})|Област|Район|Городск|Город(?:а|у|е|ом)?(?!\p{L})|Кра[яюе](?!\p{L})|Академ|Правительств|Президент|Народн|Администрац|Мэри|Акимат|Комисси|Европейск|Евразийск|Военн|Специальн|Специализированн|Высш|Антикоррупционн|Республиканск|Центральн|Интерпол|Европол|Евроюст|Парламент|Мажилис|Дум[аыеу](?!\p{L})|Сенат(?:а|у|е)?(?!\p{L})|Юстици|Оборон|Внутренн|Иностранн|Таможенн|Пограничн|Финансов|Межрайонн|Кассационн|Апелляционн|Арбитражн|Экономическ|Административн|Областн|Районн)/u;
/** `Заречного районного суда`, `Армении`, `Казахстана`. */
const russianPlace =
  /^[А-ЯЁ][а-яё-]+(?:ого|его|ой|ей|ому|ему)(?: [а-яё-]+(?:ого|его|ой|ей)){0,2} (?:суд|район|област|кра[яе]|город|комитет|управлени|департамент|округ|министерств|прокуратур|гарнизон|бюро|центр|ведомств|республик|отдел|служб|палат|коллеги|комисси)|^[А-ЯЁ][а-яё-]+(?:стана|стане|ии|ины)(?! [А-ЯЁ])(?![а-яё-])/u;
const isRussianBody = (title: string, behind: string): boolean =>
  russianOffice.test(behind) ||
  (!/^[Гг](?:-|осп)/u.test(title) && (russianBody.test(behind) || russianPlace.test(behind)));
/** Characters behind a Russian title in which a body or place shows. */
const behindLength = 60;

const arabicTitles = String.raw`سيد|سيدة|آنسة|دكتور|دكتورة|أستاذ|أستاذة|مهندس|مهندسة|عقيد|عميد|لواء|رائد|نقيب|مقدم|ملازم|رقيب|مفوض|مفوضة|عريف|قاضي|قاضية|محامي|محامية|سفير|سفيرة|قنصل|وزير|وزيرة|نائب|نائبة|محافظ|شيخ|شيخة|حاج|حاجة|ضابط|مدعي العام|وكيل|مأمور|خبير|خبيرة|معاون|محقق|محققة|كاتب|كاتبة|مترجم|مترجمة|مراقب|مفتش|مفتشة`;
const arabicWord = String.raw`[\p{Script=Arabic}\p{M}]{2,20}`;
const arabicInitial = String.raw`(?:\p{Script=Arabic}\. ?){0,2}`;
const arabicEnd = String.raw`(?![\p{Script=Arabic}\p{M}])`;

/** Particle (1), titles before the last (2), title (3) and the words of a name (4) in Arabic. */
const arabicNamePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبك]{0,2})((?:(?:ال|لل)(?:${arabicTitles})${arabicEnd} ){0,2})(?:ال|لل)(${arabicTitles})${arabicEnd}(?: (?:أول|ثان|ثاني|ركن|الركن|المتقاعد|المتقاعدة|الطيار|الحقوقي|الطبيب|الجنائي|الشرعي))? (${arabicInitial}${arabicWord}(?: ال${arabicWord})?)`,
  'gu',
);

const arabicOfHeads =
  '(?:قاضي|قاضية|وكيل|وكيلة|رئيس|رئيسة|مدير|مديرة|مأمور|معاون|ضابط|كاتب|كاتبة|قائد|أمين|أمينة|مسؤول|مسؤولة|نائب|مساعد|مساعدة|منسق|منسقة|حارس|طبيب|طبيبة|خبير|خبيرة)';
const arabicRoles = String.raw`${arabicOfHeads} ال${arabicWord}|ال(?:مشتبه (?:به|بها)|متهم|متهمة|شاهد|شاهدة|محتجز|محتجزة|ضحية|مخبر|موقوف|موقوفة|مشتكي|مشتكية|مجني (?:عليه|عليها)|مترجم|مترجمة|كاتب|كاتبة|صحفي|صحفية|ناشط|ناشطة|تاجر|معلم|معلمة|طالب|طالبة|مريض|مريضة|لاجئ|لاجئة|مهاجر|قاصر|سجين|سجينة|نزيل|نزيلة|مبلغ|مبلغة|مدرب|مدربة|منسق|منسقة|ممرض|ممرضة|سائق|حارس|محاسب|محاسبة|فني|زميل|زميلة|معتقل|معتقلة|ناجي|ناجية|أرمل|أرملة|شرطي|شرطية|مواطن|مواطنة|مدعى (?:عليه|عليها))|زوج(?:ته|ها)|ابن(?:ه|ها|ته|تها)|أخ(?:وه|وها|ته|تها)|والد(?:ه|ها|ته|تها)|(?:زميل|صديق|جار|شقيق|قريب|محام|وكيل|مساعد|مرافق)(?:ه|ها|هم|نا|ي|ته|تها|تهم|تنا|تي|يه|يها)|[يت]دعى|اسمه|اسمها|(?:ال)?مدعوة?`;
const arabicOfficeOf = new RegExp(`^[وفبكل]?${arabicOfHeads} ال`);
/** Role (1) and the words of a name (2) in Arabic: a given name with a family name. */
const arabicRolePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبكل]{0,2}(?:${arabicRoles})${arabicEnd} )(${arabicWord} ${arabicWord})`,
  'gu',
);

/** Given names that are no other word: with a family name they need no title. */
const arabicSurePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])[وفبكل]?(?:محمد|أحمد|محمود|حسين|إبراهيم|يوسف|عبدالله|عبدالرحمن|مصطفى|سليمان|إسماعيل|عثمان|زكريا|داود|فاطمة|خديجة|عائشة|مريم|زينب|سميرة|ياسمين|لينا|رانيا|دينا|هالة|نبيل|طارق|وليد|هشام|زياد|باسل|بلال|إياد|عصام|غسان|مروان|معاذ|نزار|هيثم|فراس|حيدر|عدنان|سفيان|بهاء|عرفان|لقمان) ال${arabicWord}(?<=\p{L}{6})${arabicEnd}`,
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
  if (/^[وف](?:ال|لل)/.test(first)) return false;
  if (isArabicPlain(first) || arabicPlainWords.has(second)) return false;
  if (/^[يت]\p{L}{2,}[^ة]$/u.test(first) && !arabicNamesLikeVerbs.has(first)) return false;
  if (/^\p{L}{2,}ت$/u.test(first) && !arabicNamesLikeVerbs.has(first)) return false;
  // An object of the sentence ends so: an agreement, a report.
  if (second === '' && /^\p{L}{5,}ا$/u.test(first)) return false;
  const isTitle = arabicTitle.test(title);
  if (isTitle) return !first.startsWith('ال') || (namedPeople.has(title) && !arabicOffices.has(first));
  // Behind an office the object of the sentence has the form of a name.
  if (arabicOfficeOf.test(title)) return startsWithGivenName(name);
  const hasNamingVerb = /[يت]دعى|اسمه|مدعو/.test(title);
  if (/^و(?!ليد|ائل|سام|فاء|داد|جدي)/.test(first)) return false;
  return (
    !/^(?:ال|[بل])/.test(first) && (hasNamingVerb || second.startsWith('ال') || arabicGivenNames.has(first))
  );
}

const isArabicPlain = (word: string): boolean =>
  arabicPlainWords.has(word) ||
  (/^[وفبكل]/.test(word) && (arabicPlainWords.has(word.slice(1)) || arabicTitle.test(word.slice(1))));
const arabicTitle = new RegExp(`^(?:${arabicTitles})$`);

const arabicHonorific = /^(?:ال|لل)(?:سيد|دكتور|أستاذ|آنسة)ة? /u;
const startsWithGivenName = (name: string): boolean => arabicGivenNames.has(name.split(' ')[0] ?? '');
/** Frequent given names: behind a role they need no family name with an article. */
const arabicGivenNames: ReadonlySet<string> = new Set(
  'محمد أحمد احمد محمود علي حسن حسين خالد عمر عمرو يوسف إبراهيم ابراهيم عبد عبدالله مصطفى طارق سامي سامر سمير سعيد سليم سليمان وليد وائل هاني هشام حازم حاتم ماجد مازن ماهر كمال كريم جمال جميل رامي رائد زياد زيد باسم باسل بلال أنس أيمن إياد عادل عصام عماد غسان فادي فارس فهد فيصل قاسم لؤي مروان معاذ منذر منير موسى نادر نبيل نزار ياسر يحيى فاطمة مريم زينب خديجة عائشة سارة ليلى سلمى هدى هناء رانيا ريم لينا نور نادية سعاد سميرة أمينة أمل آمنة إيمان حنان دينا رنا رشا سناء سهام صفاء عبير غادة كوثر لمياء منى ميساء نجوى وفاء ياسمين زهير شادي رامز جابر نزيه بهاء فراس نضال لمى منال رؤى شيماء أسماء إسراء آلاء أشرف أكرم أنور أيوب بدر بشار بشير تامر توفيق ثامر جعفر جلال جواد حبيب حسام حسان حكيم حمدي حمزة حيدر خليل داود ذياب راشد راغب رشيد رضا رفيق رياض زكريا زيدان سعد سعود سفيان سلطان سلمان سيف شريف شهاب صابر صالح صباح صدام صلاح ضياء طاهر طلال ظافر عارف عامر عباس عبدالرحمن عبدالكريم عثمان عدنان عزيز عقيل علاء عمار عيسى غازي غالب فاروق فاضل فايز فؤاد فواز قصي كاظم لطفي ليث مالك مؤيد مجدي محسن مراد مرتضى مشعل مصعب مظفر معتز ممدوح منصور مهند مهدي ناصر نايف نجيب نديم نعيم نوري هادي هيثم وسام وسيم ياسين يزن يعقوب دانا دانيا نيا رقية نهلة صفية ميرا مي مايا لارا تالا جنى جود رهف شهد غزل ندى نورة هند هيفاء سوزان جورج إلياس بطرس بولس جبران جوزيف حنا شربل طوني فريد فيليب كارلا ماريا مارون ميشال نعمان يونس إسماعيل إسحاق أسامة أسعد أديب أمجد أوس بكر تحسين جلنار حارث خلدون راكان رعد زاهر ساهر شاكر صهيب عرفان عبيدة عدي عقبة فيض قحطان لقمان أيهم رضوان نوفل وضاح همام أماني أميرة بسمة بشرى جميلة حليمة دلال رحمة رغد روان زهراء سوسن شذى عفاف علياء عهد فرح كريمة لطيفة ماجدة مها نبيلة نسرين نوال هالة هبة هيام وردة يسرى'.split(
    ' ',
  ),
);

/** Words that follow a title in a sentence and are no names. */
const arabicPlainWords: ReadonlySet<string> = new Set(
  (
    'في من إلى على عن أن إن أو ثم مع بعد قبل عند لدى بين حول ضد دون حتى منذ خلال أثناء أمام تحت فوق هو هي هم الذي التي الذين لم لا لن قد كان كانت ليس ما كل بعض غير أي هذا هذه ذلك ' +
    'قال قالت أشار أشارت ذكر ذكرت أفاد أفادت أكد أكدت أوضح أوضحت طلب طلبت حكم وافق وافقت قدم قدمت حضر حضرت غادر وقع رفض رفضت أصدر بدأ ' +
    'شارك شاركت زار زارت التقى التقت ألقى ألقت عقد عقدت استقبل استقبلت اجتمع اجتمعت ترأس ترأست دعا دعت شدد شددت أعرب أعربت رحب رحبت افتتح افتتحت وصل وصلت سلم سلمت تسلم تسلمت ناقش ناقشت بحث بحثت أعلن أعلنت صرح صرحت وقعت زيارة جولة كلمة لقاء مباحثات محادثات رسالة مذكرة ' +
    'رئيس رئيسة مدير مديرة وزير وزيرة نائب نائبة ممثل ممثلة أمين مدعي مدعية وكيل قائد عضو منسق سفير محقق مسؤول مسؤولة ركن أول ثان عام رئيسي مناوب مختص بارتكاب بتهمة فما فأعلى أعلى أدنى معني مكلف سابق حالي فقط أيضا نفسه لديه لديها وحده وجه كتب أرسل قرر أمر سأل منح أبلغ أضاف عرض شرح لاحظ اقترح أوصى تولى أشرف حدد ألغى أحال شكل عين تحدث دخل خرج عاد سمح منع وعد ترك صاحب صاحبة حامل حاملة الآن يوميا أهمية ضرورة عدم وجود استعداد التزام حرص رغبة موقف دعم حاجة نقص نتائج خطة إحالة توقيع تقرير صعوبة صعوبات تأخر غياب ضعف إمكانية إنشاء تعيين'
  ).split(' '),
);
const arabicOffices: ReadonlySet<string> = new Set(
  'الوزير الوزيرة الرئيس الرئيسة المدير المديرة المفتش الأمين الأمينة القاضي القاضية المدعي المدعية النائب النائبة الممثل الممثلة المنسق المنسقة السفير السفيرة العميد العقيد اللواء القائد المسؤول المسؤولة المحقق الوكيل المناوب المناوبة المختص المختصة المشرف المشرفة الجامعي الجامعية المحاضر المقرر الخبير الخبيرة العام العامة الأول الأولى المشارك المساعد المحامي'.split(
    ' ',
  ),
);
const arabicNamesLikeVerbs: ReadonlySet<string> = new Set(
  'رأفت جودت حكمت عصمت مدحت طلعت بهجت نشأت عفت شوكت رفعت ميرفت نعمت ثابت فرات عنايت ياسر ياسين يوسف يونس يعقوب يحيى يزيد تامر توفيق تيسير تحسين توماس تهاني تغريد نادر نادية نادين نبيل نبيلة نجيب نجوى نديم نزار نسرين نصير نضال نعيم نواف نورا نهاد نهى'.split(
    ' ',
  ),
);

/** Frequent family names. Those that are common words as well count before the plainest titles only. */
const chineseFamilyNames =
  '王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷钱汤尹黎贺赖龚';
const chineseOtherFamilyNames = '高林梁马方白江史金万任于和平安常向文华毛武康温施严牛';
/** Of them those that begin few other words. */
const chineseRareWordNames = '林梁马方江史毛康施严';
const chinesePlainTitles = '先生|女士|小姐|太太';
const chineseOffices =
  '博士|教授|大校|上校|中校|少校|上尉|中尉|少尉|上将|中将|少将|将军|警官|警司|警监|警长|督察|法官|检察官|检察长|审判长|庭长|院长|律师|处长|局长|所长|厅长|司长|署长|部长|队长|科长|主任|大使|公使|参赞|领事|医生|法医|翻译|专家|书记员|同志|老师|议员|委员|下士|中士|上士|军士长?|政委|司令|船长|机长|市长|县长|省长|区长|镇长|村长|议长|书记|校长|行长|经理|总监|组长|班长|股长|站长|秘书|助理|研究员|调查员|侦查员|分析员|鉴定人|公证员|牧师';
const chineseRoles =
  '被告人?|证人|受害人|被害人|嫌疑人|嫌犯|犯人|囚犯|被羁押人|被拘留者|线人|举报人|投诉人|死者|当事人|名叫|名为|叫做|化名|其妻|其夫|其子|其女|其父|其母|记者|教师|司机|护士|会计|审计员|技术员|看守|狱警|民警|同事|邻居|妻子|丈夫|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹|学员|学生|难民|患者|申请人|上诉人|幸存者|目击者|逃犯|移民|女孩|男孩|男子|女子|商人|活动人士|志愿者|受访者|发言人|负责人|联系人|联络人|经办人|报案人|控告人|申诉人|寡妇|遗孀|代理人|辩护人|监护人|家属|亲属';
/** Family names that only a role before them shows: behind an office they begin another word. */
const chineseNamesBehindRole = '高白金万文安平华武温牛';
/** Frequent words and States that begin as a family name does. */
const chineseCommonWords =
  '许多|许可|石油|石材|程序|程度|余[下款额名位人个]|何[人时地种处以谓]|黎[明巴]|罗[马列]|张贴|张开|陈[述旧列情]|黄[金色]|周[围边期末密年全一二三四五六日]|孙[子女]|胡[同乱]|郑重|谢[谢绝]|韩[国方]|唐突|董事|苏[丹联里格醒]|卢[旺森]|杜绝|戴[上着手]|夏[季天令]|钟[头点]|汤加|范[围例本]|陆[军续地路上]|顾[问虑及]|孟加|雷[达管]|钱[款财物]|贾纳|龙头|段[落时]|萧条|叶门|丁[等级]|魏玛|林业|马[上来里耳其达尔绍拉]|江[苏西河]|方[面便案法式向针可能才]|周转|康复|施[工行加]|严[重格厉]|史[料实]|毛[里利]|梁柱|高[级度等额层]|文[件化书]|安[全置排]|平[均时等]|武装|金[额融]|温[度和]|石家庄|郑州|徐州|沈阳|许昌|秦皇|唐山|黄山|孟买|万元|曾(?:[经在被于向多两三因与和对受遭任有提表说作是为]|就)';
const compoundFamilyNames = '欧阳|司马|上官|诸葛|司徒|慕容';
/** Signs that end a word before a family name: no "any lawyer", "history professor". */
const chineseNotWithin = '(?<![任如为几对各双敌我甲乙历国多一主长浙珠])';

/** Names with a title behind or before them, behind a role, or with the point of a foreign name, in Chinese. */
const chineseNamePattern = new RegExp(
  anyOf(
    String.raw`\p{Script=Han}{1,6}·\p{Script=Han}{1,6}`,
    String.raw`(?:${compoundFamilyNames}|[${chineseFamilyNames}${chineseOtherFamilyNames}])\p{Script=Han}{0,2}(?:${chinesePlainTitles})(?!们)`,
    String.raw`${chineseNotWithin}(?!${chineseCommonWords})(?:${compoundFamilyNames}|[${chineseFamilyNames}${chineseRareWordNames}])(?!\p{Script=Han}?[的和与或名位该向由])\p{Script=Han}{0,2}(?:大|副|首席|高级|助理|代理)?(?:${chineseOffices})(?!们|会)`,
    String.raw`(?=[欧司上诸慕${chineseFamilyNames}${chineseRareWordNames}${chineseNamesBehindRole}])(?<=(?:${chineseRoles}|${chineseOffices}|[员者师])[：:“]?)(?!曾)(?!${chineseCommonWords})(?:${compoundFamilyNames}|[${chineseFamilyNames}${chineseRareWordNames}]|(?<=(?:${chineseRoles})[：:“]?)[${chineseNamesBehindRole}])(?!某)\p{Script=Han}{1,2}`,
  ),
  'gu',
);

/** Words with a capital that name offices, bodies, days and months, or begin a sentence; without accents. */
const officeNameWords: ReadonlySet<string> = new Set(
  (
    'general adjunto adjunta assembly secretary advocate advocates crimes crime unit directorate division department office court council committee police prosecutor prosecution inspector inspectorate commandant commander delegate state states union rapporteur minister ministry counsellor counselor envoy extraordinary plenipotentiary designate elect emeritus consul ambassador governor mayor senator hotel airport avenue university institute foundation conference library museum president director chief service services academy headquarters staff bar association fund army corps affairs security justice interior defence act code board panel bench training programme project team mission group section branch port region district central national federal military criminal civil supreme high chamber attorney attorneys assessor lead trainer reviewer manager administrator partner adviser observer person owner user field records annex table part case cases health surgery school sciences degree ' +
    'comment comments recommendation recommendations counsel order orders rules regulations provisions data budget treasury audit elections meeting terms sector reform system systems initiative palace protection support assistance compensation bill statement statements form forms hearing interview interviews expert experts course centre center customs excise prison prisons investigation investigations intelligence operations operation logistics traffic immigration border borders registry registrar registrars clerk clerks complaint complaints information report reports handbook manual guide guidelines declaration principles protocol convention treaty public international joint task force forces special regional local legal administrative internal human rights republic republics kingdom government parliament agency authority bureau commission tribunal circuit appeals appeal transport finance financial education identity identification relocation safety management development technology forensic forensics laboratory cyber digital counter anti senior junior deputy assistant acting vice associate professor judges judiciary judicial magistrate magistrates coroner custody remand detention care welfare charter plan strategy policy house senate nations resource resources incident incidents accident works mechanism network forum federation society club standard standards ' +
    'witness witnesses victim victims suspect suspects chambers residence medical executive operating commanding equal opportunity opportunities microsoft windows excel word google ' +
    'vicepresidente vicepresidenta viceministro viceministra subsecretario subsecretaria procurador procuradora defensor defensora relator relatora secretario vocal rector rectora decano decana comisionado comisionada alcalde alcaldesa gobernador gobernadora magistrado magistrada juez jueza ' +
    'vice-president vice-presidente vice-premier procureur procureure juge greffier presidente rapporteure mediateur bourgmestre maire gouverneur gouverneure secretaire inspecteur inspectrice commissaire colonel ' +
    'speaker chair chairman chairwoman chairperson chancellor dean provost warden superintendent ombudsman controller comptroller ' +
    'maritime coast coastal naval air land sea prefet prefete ' +
    'grade grades class level category rank phase zone north-west south-east ' +
    'street road boulevard square barracks stadium bridge college building hospital clinic highway ' +
    'sergeant major officer officers captain lieutenant bank banks law laws lawyer judge day days week weeks home homes houses early late first last best post january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'the this that these those in on at by for from of to a an and or but if as it he she we they you who when where while after before there both each all no not new two three some any his her their our ' +
    'le la les l un une des il elle ils elles nous vous ce cette ces dans en au aux du de et ou mais si pour par sur avec apres avant chaque aucun son sa ses leur ' +
    'generale generaux conseiller conseillere ambassadeur directeur directrice extraordinaire plenipotentiaire delegue deleguee charge chargee honoraire ministre stagiaire principal principale chef judiciaire assemblee nationale premier premiere adjoint adjointe republique cour parquet ministere gendarmerie armees etat instruction cassation appel conseil direction brigade ecole formation militaire penale penal civile droit protocole loi reglement ' +
    'el los las una uno del al y o que su sus segunda tercera tercero cuarta quinta sexta especial provincial municipal jefe jefa coordinador coordinadora plenipotenciario extraordinario antiterrorista embajador consejero consejera fiscal primera nacional superior republica ministro ministra directora juzgado presidenta derecho paz garantias turno instancia comision consejo direccion unidad oficina secretaria suprema supremo corte escuela policia guardia ejercito ley reglamento ' +
    'юстиции обороны внутренних иностранных верховного конституционного генеральной генеральныи генерального областного раионного высшего суда министр министра и в на с по к из о он она они это'
  ).split(' '),
);

/** Words that are family names as well: a name behind most titles, none of the roster alone. */
const plainNameWords: ReadonlySet<string> = new Set(
  (
    'may young fields price church king knight west north south east hill hall stone wood marsh green brown white black gray grey long short small rich poor good gold silver rose page bishop pope baker cook miller smith porter cross woods rivers waters winter summer love hope grace joy faith strong wise sharp swift bright frank crown temple abbey castle wall walls lane park garden ford ' +
    'petit grand blanc noir roux leroy roi moulin bois pont marchand berger boucher masson chevalier marin'
  ).split(' '),
);
export const isCommonNameWord = (plain: string): boolean =>
  officeNameWords.has(plain) || plainNameWords.has(plain);

/** Titles that are adjectives and bodies too: "General Hall", "Justice Park". */
const titleWithOtherSense = /(?:general|major)[ \u00A0]?$/iu;
/** Titles of persons only; articles behind them belong to the name: `Mme de NAME`, `M. Le NAME`. */
const plainPersonTitle =
  /(?:^|[ \u00A0])(?:Mrs?|Madam|Ms|Miss|Mx|Drs?|Prof|Mmes?|Mlle|Me|MM?|Sr|Sra|Srta|Dra|Monsieur|Madame|Mademoiselle|[Ss]eñora?|[Dd]oñ?a?n?)\.?[ \u00A0]?$/u;
const nameArticle = /^(?:de|del|du|le|la|les|el|los|al|des)$/u;

/** A street, hospital or prize that is named for a person, by the words before and behind the name. */
const placeBefore =
  /(?:^|[^\p{L}])(?:(?:[Rr]ue|[Aa]v(?:enue|\.)|[Bb]oulevard|[Qq]uai|[Pp]ont|[Ss]tade|[Ll]ycée|[Ee]scuela|[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo|[Cc]arretera)(?: du| de la| del?)?|[Hh][oô]pital|[Cc]linique|[Éé]cole|[Cc]entr[eo]|[Cc]ollège|[Uu]niversité|[Ff]ondation|[Aa]éroport|[Cc]aserne|[Cc]amp|Place|[Pp]rix|[Hh]ospital|[Cc]línica|[Cc]olegio|[Uu]niversidad|[Ff]undación|[Aa]eropuerto|[Cc]uartel|[Ee]stadio|[Pp]uente|[Bb]arrio|[Mm]unicipio|[Пп]рем\p{L}{2,3}|[Уу]лиц\p{L}{1,3}|[Уу]л\.|(?<!по )[Ии]мени|[Ии]м\.|[Пп]роспект\p{L}{0,2}|[Пп]р\.|[Пп]лощад\p{L}{1,2}|[Пп]л\.|[Бб]ульвар\p{L}{0,2}|[Пп]ереул\p{L}{2,3}|[Нн]абережн\p{L}{2}|[Пп]амятник\p{L}{0,2}|[Фф]онд\p{L}{0,2}|شارع|مستشفى|جامعة|مطار|ثكنة|مدرسة|جسر|ساحة|ميدان|مؤسسة|معهد|كلية|قاعدة|جائزة|مخيم|حي|طريق) $/u;
const placeBehind =
  /^ (?:Street|Avenue|Road|Boulevard|Drive|Lane|Square|Airport|Barracks|Hospital|Stadium|Bridge|School|University|Foundation|College|Prison|Camp|Museum|Library|Building|Hall|Tower|Highway|Port|Clinic|Institute|Award|Prize|Memorial|Cent(?:re|er)|Academy|Hotel|Park)(?!\p{L})/u;
const isPlace = (text: string, at: number, end: number): boolean =>
  placeBefore.test(text.slice(Math.max(0, at - 24), at)) || placeBehind.test(text.slice(end, end + 14));

/** Add names in Cyrillic, Arabic and Chinese. */
function addNamesByScript(text: string, add: (found: string, at: number) => void): void {
  for (const pattern of [cyrillicNamePattern, cyrillicOfficePattern, cyrillicBareNamePattern])
    for (const { 0: whole, 1: title = '', 2: name = '', index } of text.matchAll(pattern)) {
      const from = index + whole.length - name.length;
      if (!isRussianBody(title, text.slice(from, from + behindLength))) add(whole, index);
    }
  for (const { 0: whole, 2: others = '', 3: title = '', 4: name = '', index } of text.matchAll(
    arabicNamePattern,
  ))
    if (
      isArabicName(title, name) &&
      (others === '' || arabicHonorific.test(others) || startsWithGivenName(name))
    )
      add(whole, index);
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(arabicRolePattern))
    if (isArabicName(role, name))
      add(whole.slice(role.length).trimStart(), index + whole.length - name.length);
  for (const pattern of [arabicSurePattern, chineseNamePattern])
    for (const { 0: whole, index } of text.matchAll(pattern)) add(whole, index);
}

/** The words of a name up to the first that names an office or begins a sentence. */
function nameWithoutCommonWords(title: string, name: string): string {
  const words = [...name.matchAll(/\S+/gu)];
  const plainOf = (word: string): string => comparableText(word.replace(/['’]s$/u, ''));
  const common = words.findIndex(([word], at) => {
    // An initial is no article: `A. NAME`.
    if (word.endsWith('.')) return false;
    if (/^[IVX]+$/.test(word)) return true;
    const plain = plainOf(word);
    const next = words[at + 1]?.[0];
    if (plainNameWords.has(plain))
      return at === 0 && (titleWithOtherSense.test(title) || officeNameWords.has(plainOf(next ?? '')));
    if (!officeNameWords.has(plain)) return false;
    const isArticle = nameArticle.test(plain) && (at > 0 || plainPersonTitle.test(title));
    return !isArticle || next === undefined || isCommonNameWord(plainOf(next));
  });
  return common < 0 ? name : name.slice(0, words[common]?.index).trimEnd();
}
