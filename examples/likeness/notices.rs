//! Notices of one pattern: the same sentences with other numbers and names, and none a copy of another.

use crate::Text;
use crate::edits::Random;

const CITIES: [&str; 12] = [
    "Астана",
    "Алматы",
    "Шымкент",
    "Ақтөбе",
    "Қарағанды",
    "Атырау",
    "Ақтау",
    "Орал",
    "Тараз",
    "Семей",
    "Павлодар",
    "Қостанай",
];
const FIRST: [&str; 10] = ["Асқар", "Марат", "Ержан", "Айгүл", "Дана", "Нұрлан", "Серік", "Гүлнар", "Болат", "Әсел"];
const LAST: [&str; 24] = [
    "Әлиев",
    "Оспанов",
    "Сәрсенов",
    "Қалиев",
    "Төлегенов",
    "Жұмабаев",
    "Ермеков",
    "Бекенов",
    "Смағұлов",
    "Ахметов",
    "Исаев",
    "Нұрпейісов",
    "Дүйсенов",
    "Құсайынов",
    "Мұқанов",
    "Сейітов",
    "Тәжібаев",
    "Ыбыраев",
    "Байжанов",
    "Қожахметов",
    "Рахимов",
    "Шаяхметов",
    "Елубаев",
    "Көшербаев",
];
const MONTHS: [&str; 4] = ["қаңтар", "ақпан", "наурыз", "қараша"];
const WINDS: [&str; 4] = ["солтүстіктен", "оңтүстік-батыстан", "шығыстан", "батыстан"];
const SKIES: [&str; 4] = ["қар жауады", "жаңбыр жауады", "ауа райы ашық болады", "тұман түседі"];

/// A notice with its gaps filled.
type Fill = fn(&mut Random) -> Text;

/// The last four were written when the rule stood, to try it on what it had not seen.
const KINDS: [(&str, Fill); 12] = [
    ("weather of a town", |r| {
        let city = r.pick(&CITIES);
        notice(
            format!("{city}: ауа райы болжамы"),
            format!(
                "«Қазгидромет» РМК мамандарының мәліметінше, {} {} {city} қаласында {}. Жел {} соғады, екпіні секундына {}–{} метрге жетеді. Түнде ауа температурасы {} градус, күндіз {} градус болады деп күтіледі. Синоптиктер жүргізушілерге жолда сақ болуды ескертеді. Алдағы тәулікте ауа райы күрт өзгере қоймайды, дейді мамандар.",
                day(r),
                r.pick(&MONTHS),
                r.pick(&SKIES),
                r.pick(&WINDS),
                3 + r.below(9),
                12 + r.below(10),
                r.below(30),
                r.below(30)
            ),
        )
    }),
    ("weather of the country", |r| {
        let towns = (0..10).map(|_| {
            format!(
                "{} қаласында {}, жел {} соғады, екпіні {} м/с.",
                r.pick(&CITIES),
                r.pick(&SKIES),
                r.pick(&WINDS),
                5 + r.below(20)
            )
        });
        let towns = towns.collect::<Vec<_>>().join(" ");
        notice(
            "Еліміздің басым бөлігінде ауа райы құбылмалы болады".to_owned(),
            format!(
                "Синоптиктер бүгінгі ауа райы болжамын жариялады, деп хабарлайды «Қазгидромет». {towns} Жол бойында көктайғақ болады, жүргізушілерге сақ болу ескертіледі."
            ),
        )
    }),
    ("currency rates", |r| {
        let mut rate = |from: usize| format!("{},{:02}", from + r.below(40), r.below(100));
        let (usd, eur, rub, yuan) = (rate(500), rate(560), rate(5), rate(70));
        notice(
            "Бүгінгі валюта бағамы".to_owned(),
            format!(
                "Қазақстан Ұлттық банкі валюталардың ресми бағамын жариялады. {} {} күні бір доллардың ресми бағамы {usd} теңге болды. Бір еуро {eur} теңгеге, ал бір ресей рублі {rub} теңгеге бағаланды. Қытай юанінің бағамы {yuan} теңге болып белгіленді. Айырбастау пункттерінде доллар орта есеппен {} теңгеден сатылып жатыр. Еске салсақ, кеше қор биржасындағы сауда көлемі {} миллион долларды құраған еді.",
                day(r),
                r.pick(&MONTHS),
                500 + r.below(40),
                90 + r.below(200)
            ),
        )
    }),
    ("appointments", |r| {
        let (name, born) = (name(r), 1960 + r.below(35));
        notice(
            format!("{name} жаңа қызметке тағайындалды"),
            format!(
                "Мемлекет басшысының Жарлығымен {name} {} облысы әкімінің орынбасары болып тағайындалды, деп хабарлайды Ақорданың баспасөз қызметі. Ол {born} жылы {} облысында дүниеге келген. Қазақ ұлттық университетін «Заңтану» мамандығы бойынша бітірген. Еңбек жолын {} жылы мектеп мұғалімі болып бастаған. Әр жылдары {} қаласы әкімдігінде бөлім басшысы, басқарма басшысы қызметтерін атқарған. Осы уақытқа дейін министрліктің департамент директоры болып жұмыс істеді.",
                r.pick(&CITIES),
                r.pick(&CITIES),
                born + 22,
                r.pick(&CITIES)
            ),
        )
    }),
    ("earthquakes", |r| {
        notice(
            format!("{} маңында жер сілкінді", r.pick(&CITIES)),
            format!(
                "Сейсмологиялық бақылау станцияларының желісі {} {} күні сағат {:02}:{:02}-де жер сілкінісін тіркеді. Жер сілкінісінің ошағы {} қаласынан {} шақырым жерде орналасқан. Магнитудасы {},{}. Энергетикалық класы {},{}. Жер сілкінісінің тереңдігі {} шақырым. Халық жер сілкінісін сезген жоқ. Қирау мен зардап шеккендер туралы мәлімет түскен жоқ, деп хабарлады Төтенше жағдайлар министрлігі.",
                day(r),
                r.pick(&MONTHS),
                r.below(24),
                r.below(60),
                r.pick(&CITIES),
                40 + r.below(400),
                2 + r.below(4),
                r.below(10),
                5 + r.below(8),
                r.below(10),
                5 + r.below(40)
            ),
        )
    }),
    ("results of matches", |r| {
        let (one, other) = (r.pick(&CITIES), r.pick(&CITIES));
        notice(
            format!("{one} – {other}: ойын аяқталды"),
            format!(
                "Футболдан ел чемпионатының {}-турында «{one}» командасы өз алаңында «{other}» клубын қабылдады. Кездесу {}:{} есебімен аяқталды. Алғашқы голды {}-минутта {} соқты. Екінші таймда {} есепті теңестіруге жақын болды, бірақ қақпашы допты қайтарып үлгерді. Осы ойыннан кейін «{one}» турнир кестесінде {} ұпаймен {}-орында тұр. Келесі ойын {} {} күні өтеді.",
                1 + r.below(26),
                r.below(5),
                r.below(4),
                1 + r.below(90),
                name(r),
                name(r),
                10 + r.below(40),
                1 + r.below(14),
                day(r),
                r.pick(&MONTHS)
            ),
        )
    }),
    ("closed roads", |r| {
        notice(
            format!("{} облысында жол жабылды", r.pick(&CITIES)),
            format!(
                "Ауа райының қолайсыздығына байланысты {} облысында «{} – {}» бағытындағы автожолдың {}–{} шақырымдары аралығында көлік қозғалысы шектелді. Шектеу {} {} күні сағат {:02}:00-ден бастап барлық көлік түріне енгізілді, деп хабарлайды «ҚазАвтоЖол» ұлттық компаниясы. Жүргізушілерге сапарын кейінге қалдыру ұсынылады. Қосымша ақпарат алу үшін байланыс орталығына хабарласуға болады.",
                r.pick(&CITIES),
                r.pick(&CITIES),
                r.pick(&CITIES),
                r.below(300),
                300 + r.below(300),
                day(r),
                r.pick(&MONTHS),
                r.below(24)
            ),
        )
    }),
    ("prices of the week", |r| {
        let goods = [
            "сиыр еті",
            "қой еті",
            "қант",
            "күріш",
            "қарақұмық",
            "картоп",
            "сәбіз",
            "пияз",
            "сүт",
            "жұмыртқа",
            "күнбағыс майы",
            "ұн",
        ];
        let rows = goods.iter().map(|good| {
            format!(
                "Апта ішінде {good} бағасы {},{} пайызға өзгеріп, бір келісі орта есеппен {} теңгеден сатылды.",
                r.below(4),
                r.below(10),
                150 + r.below(3000)
            )
        });
        let rows = rows.collect::<Vec<_>>().join(" ");
        notice(
            "Әлеуметтік маңызы бар азық-түлік бағасы".to_owned(),
            format!(
                "Ұлттық статистика бюросы әлеуметтік маңызы бар азық-түлік тауарларының бағасы туралы апталық мәлімет жариялады. {rows} Бюро мәліметінше, жыл басынан бері азық-түлік бағасының индексі {},{} пайызды құрады.",
                100 + r.below(8),
                r.below(10)
            ),
        )
    }),
    ("fires", |r| {
        let city = r.pick(&CITIES);
        notice(
            format!("{city} қаласында өрт сөндірілді"),
            format!(
                "Төтенше жағдайлар департаментінің хабарлауынша, {city} қаласындағы {} көшесінде орналасқан тұрғын үйден өрт шықты. Оқиға орнына {} құтқарушы мен {} техника жіберілді. Өрттің аумағы {} шаршы метрді құрады. Құтқарушылар {} адамды, оның ішінде {} баланы қауіпсіз жерге көшірді. Зардап шеккендер жоқ. Өрттің шығу себебі анықталып жатыр, дейді департаменттің баспасөз хатшысы {}.",
                r.pick(&LAST),
                10 + r.below(40),
                2 + r.below(8),
                20 + r.below(300),
                3 + r.below(50),
                1 + r.below(9),
                name(r)
            ),
        )
    }),
    ("condolences", |r| {
        let name = name(r);
        notice(
            "Мемлекет басшысы көңіл айтты".to_owned(),
            format!(
                "Қасым-Жомарт Тоқаев көрнекті қоғам қайраткері {name} өмірден озуына байланысты оның отбасы мен туған-туыстарына көңіл айтты. Жеделхатта марқұмның ел тарихында өзіндік із қалдырғаны, ұзақ жылдар бойы абыройлы қызмет атқарғаны айтылған. Президент {name} жарқын бейнесі халқымыздың жадында мәңгі сақталатынын атап өтті, деп хабарлайды Ақорданың баспасөз қызметі."
            ),
        )
    }),
    ("prices of oil", |r| {
        notice(
            "Мұнай бағасы өзгерді".to_owned(),
            format!(
                "Лондондағы ICE биржасында Brent маркалы мұнайдың бір баррелі {},{:02} долларға бағаланды. Бұл алдыңғы сауда күнімен салыстырғанда {},{} пайызға өзгеше. Ал WTI маркалы мұнайдың бағасы {},{:02} доллар болды. Сарапшылар бағаның өзгеруін сұраныстың ауытқуымен байланыстырады. Қазақстан мұнайды негізінен Каспий құбыры арқылы экспорттайды.",
                60 + r.below(30),
                r.below(100),
                r.below(4),
                r.below(10),
                55 + r.below(30),
                r.below(100)
            ),
        )
    }),
    ("courts", |r| {
        notice(
            "Сот үкім шығарды".to_owned(),
            format!(
                "{} қалалық сотында алаяқтық дерегі бойынша қылмыстық іс қаралды. Сот отырысында анықталғандай, сотталушы {} азаматтардың сеніміне кіріп, {} адамнан жалпы сомасы {} миллион теңге алған. Судья {} айыпталушыны кінәлі деп танып, оған {} жылға бас бостандығынан айыру жазасын тағайындады. Жазаны орташа қауіпсіздік мекемесінде өтейді. Үкім заңды күшіне енген жоқ, он бес күн ішінде шағым түсіруге болады.",
                r.pick(&CITIES),
                name(r),
                3 + r.below(60),
                2 + r.below(300),
                name(r),
                2 + r.below(9)
            ),
        )
    }),
];

/// So many notices of each pattern, no two the same.
pub fn kinds(count: usize) -> Vec<(&'static str, Vec<Text>)> {
    let mut random = Random(5);
    let mut different = |fill: &Fill| {
        let mut notices: Vec<Text> = vec![];
        while notices.len() < count {
            let notice = fill(&mut random);
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        notices
    };
    KINDS.iter().map(|(name, fill)| (*name, different(fill))).collect()
}

/// Pairs of notices that differ in one number or one name; by the number of their words.
pub fn changed(count: usize, random: &mut Random) -> Vec<(&'static str, Vec<[Text; 2]>)> {
    let short = |number: usize, name: &str, city: &str| {
        notice(
            "Қала тұрғындарының назарына".to_owned(),
            format!(
                "Ертең {city} қаласында жөндеу жұмыстарына байланысты {number} үйдің жылуы уақытша тоқтатылады. Қосымша ақпаратты басқарма өкілі {name} береді, ол тұрғындардың сұрақтарына жұмыс уақытында жауап беруге дайын екенін айтты."
            ),
        )
    };
    let mut rows: [(&str, Vec<[Text; 2]>); 3] = [
        ("two sentences, one number", vec![]),
        ("two sentences, one name", vec![]),
        ("two sentences, one town", vec![]),
    ];
    for _ in 0..count {
        let (city, person, number) = (*random.pick(&CITIES), name(random), 2 + random.below(90));
        let base = short(number, &person, city);
        rows[0].1.push([base.clone(), short(number + 1 + random.below(50), &person, city)]);
        let other = other_than(&person, || name(random));
        rows[1].1.push([base.clone(), short(number, &other, city)]);
        let elsewhere = other_than(city, || (*random.pick(&CITIES)).to_owned());
        rows[2].1.push([base, short(number, &person, &elsewhere)]);
    }
    rows.into()
}

fn other_than(this: &str, mut make: impl FnMut() -> String) -> String {
    loop {
        let other = make();
        if other != this {
            return other;
        }
    }
}

fn day(random: &mut Random) -> usize {
    1 + random.below(28)
}

fn name(random: &mut Random) -> String {
    format!("{} {}", random.pick(&FIRST), random.pick(&LAST))
}

fn notice(title: String, text: String) -> Text {
    let sentences = text.split_inclusive(". ").map(|sentence| sentence.trim().to_owned()).collect();
    Text { title, paragraphs: crate::edits::shorter(vec![sentences]) }
}
