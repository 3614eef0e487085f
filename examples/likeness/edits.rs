//! What happens to a text on its way to another site.

use crate::Text;

/// Numbers that are the same in every run (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Makes of a text, and others to take from, two that are copies of one another.
type Edit = fn(&Text, &[Text], &mut Random) -> [Text; 2];

pub const EDITS: [(&str, Edit); 17] = [
    ("another headline", |text, all, random| [text.clone(), headline(text, all, random)]),
    ("bylines and datelines added to both", |text, _, random| [signed(text, random), signed(text, random)]),
    ("last paragraph cut", |text, _, _| [text.clone(), last_cut(text)]),
    ("a paragraph inserted", |text, all, random| [text.clone(), inserted(text, all, random)]),
    ("a typo fixed in each 30 words", |text, _, random| [text.clone(), typos(text, random, 30)]),
    ("a sentence reworded", |text, all, random| [text.clone(), reworded(text, all, random)]),
    ("quotation marks, dashes, case exchanged", |text, _, _| [text.clone(), marks(text)]),
    ("letters of the other alphabet", |text, _, _| [text.clone(), look_alikes(text)]),
    ("boilerplate of its site added to each", |text, _, random| [boilerplate(text, random), boilerplate(text, random)]),
    ("headline, byline, boilerplate, last paragraph", |text, all, random| {
        let edited = boilerplate(&signed(&headline(&last_cut(text), all, random), random), random);
        [signed(text, random), edited]
    }),
    ("headline, a typo in each 60 words, a sentence reworded", |text, all, random| {
        [text.clone(), typos(&reworded(&headline(text, all, random), all, random), random, 60)]
    }),
    ("first sentence only moved to the headline", |text, _, _| [text.clone(), moved(text)]),
    ("30 % cut", |text, _, _| [text.clone(), cut(text, 0.7)]),
    ("40 % cut", |text, _, _| [text.clone(), cut(text, 0.6)]),
    ("50 % cut", |text, _, _| [text.clone(), cut(text, 0.5)]),
    ("60 % cut", |text, _, _| [text.clone(), cut(text, 0.4)]),
    ("75 % cut", |text, _, _| [text.clone(), cut(text, 0.25)]),
];

/// Paragraphs of at most three sentences.
pub fn shorter(paragraphs: Vec<Vec<String>>) -> Vec<Vec<String>> {
    paragraphs.iter().flat_map(|paragraph| paragraph.chunks(3).map(<[String]>::to_vec)).collect()
}

fn other<'a>(text: &Text, all: &'a [Text], random: &mut Random) -> &'a Text {
    loop {
        let other = random.pick(all);
        if other != text && !other.paragraphs.is_empty() {
            return other;
        }
    }
}

fn headline(text: &Text, all: &[Text], random: &mut Random) -> Text {
    Text { title: other(text, all, random).title.clone(), ..text.clone() }
}

fn signed(text: &Text, random: &mut Random) -> Text {
    let city = *random.pick(&["АСТАНА", "Алматы", "ШЫМКЕНТ", "Қарағанды"]);
    let agency = *random.pick(&["ҚазАқпарат", "BAQ.KZ", "Егемен Қазақстан", "Kazinform", "Астана ақшамы"]);
    let name = *random.pick(&["Айгүл Сәрсенова", "Нұрлан Есімов", "Дана Қалиева", "Ержан Төлеген"]);
    let day = 1 + random.below(28);
    let mut signed = text.clone();
    if let Some(first) = signed.paragraphs.first_mut().and_then(|sentences| sentences.first_mut()) {
        *first = format!("{city}. {day} қараша. {agency} – {first}");
    }
    let end = *random.pick(&["Авторы:", "Мәтінді дайындаған", "Тілші"]);
    signed.paragraphs.push(vec![format!("{end} {name}")]);
    signed
}

fn last_cut(text: &Text) -> Text {
    let mut cut = text.clone();
    if cut.paragraphs.len() > 1 {
        cut.paragraphs.pop();
    } else if let Some(only) = cut.paragraphs.first_mut() {
        only.pop();
    }
    cut
}

fn inserted(text: &Text, all: &[Text], random: &mut Random) -> Text {
    let mut inserted = text.clone();
    let paragraph = paragraph_of_another(text, all, random).to_vec();
    let at = random.below(text.paragraphs.len() + 1);
    inserted.paragraphs.insert(at, paragraph);
    inserted
}

/// In one of so many words two letters change places.
fn typos(text: &Text, random: &mut Random, each: usize) -> Text {
    let mut word = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() > 4 && random.below(each) == 0 {
            let at = 1 + random.below(letters.len() - 3);
            letters.swap(at, at + 1);
        }
        letters.into_iter().collect::<String>()
    };
    sentence_by_sentence(text, |sentence| sentence.split(' ').map(&mut word).collect::<Vec<_>>().join(" "))
}

fn reworded(text: &Text, all: &[Text], random: &mut Random) -> Text {
    let mut reworded = text.clone();
    let paragraph = paragraph_of_another(text, all, random);
    let new = random.pick(paragraph).clone();
    let at = random.below(reworded.paragraphs.len());
    let paragraph = &mut reworded.paragraphs[at];
    let sentence = random.below(paragraph.len());
    paragraph[sentence] = new;
    reworded
}

fn paragraph_of_another<'a>(text: &Text, all: &'a [Text], random: &mut Random) -> &'a [String] {
    let other = other(text, all, random);
    &other.paragraphs[random.below(other.paragraphs.len())]
}

fn marks(text: &Text) -> Text {
    let mut text = sentence_by_sentence(text, |sentence| {
        sentence.replace(['«', '»', '“', '”'], "\"").replace('–', "-").replace('-', "\u{2011}")
    });
    text.title = text.title.to_uppercase();
    text
}

fn look_alikes(text: &Text) -> Text {
    sentence_by_sentence(text, |sentence| {
        sentence.replace('і', "i").replace('ә', "ə").replace('һ', "h").replace('а', "a")
    })
}

fn boilerplate(text: &Text, random: &mut Random) -> Text {
    const BOILERPLATE: [[&str; 2]; 4] = [
        [
            "Басты бет / Жаңалықтар / Қоғам. Бөлісу: Facebook, Telegram, WhatsApp.",
            "Біздің Telegram арнамызға жазылып, елдегі маңызды жаңалықтардан бірінші болып хабардар болыңыз. Сайт материалдарын пайдаланған жағдайда сілтеме жасау міндетті.",
        ],
        [
            "Оқылды: 1 254. Шрифт: А А А.",
            "Қатені байқадыңыз ба? Мәтінді белгілеп, Ctrl + Enter пернелерін басыңыз. Тағы оқыңыз: бүгінгі басты оқиғалар, ауа райы болжамы, валюта бағамы. © 2025 Барлық құқықтар қорғалған.",
        ],
        [
            "Жарияланды: 14:35. Пікірлер (0).",
            "Жаңалықтарды WhatsApp арнамыздан оқыңыз. Редакцияның пікірі автордың пікірімен сәйкес келмеуі мүмкін. Жарнама бойынша хабарласыңыз: 8 7172 00 00 00.",
        ],
        ["Фото: ашық дереккөз.", "Жаңа хабарламалар алу үшін бізге жазылыңыз!"],
    ];
    let [before, after] = *random.pick(&BOILERPLATE);
    let mut around = text.clone();
    around.paragraphs.insert(0, vec![before.to_owned()]);
    around.paragraphs.push(vec![after.to_owned()]);
    around
}

fn moved(text: &Text) -> Text {
    let mut moved = text.clone();
    if let Some(first) = moved.paragraphs.first_mut().filter(|sentences| sentences.len() > 1) {
        moved.title = first.remove(0);
    }
    moved
}

/// The beginning of a text, to a share of its words.
fn cut(text: &Text, share: f64) -> Text {
    let keep = (text.words() as f64 * share).round() as usize;
    let mut words = 0;
    let mut cut = text.clone();
    for sentence in cut.paragraphs.iter_mut().flatten() {
        let kept: Vec<_> = sentence.split_whitespace().take(keep - words).collect();
        words += kept.len();
        *sentence = kept.join(" ");
    }
    cut
}

fn sentence_by_sentence(text: &Text, mut edit: impl FnMut(&str) -> String) -> Text {
    let paragraphs = text.paragraphs.iter().map(|sentences| sentences.iter().map(|sentence| edit(sentence)).collect());
    Text { title: text.title.clone(), paragraphs: paragraphs.collect() }
}
