//! The tables: how each Kazakh letter is written in other scripts and where it lies on keyboards.
//!
//! Sources: the decrees and drafts of 2017 (digraphs in September, apostrophes in October), 2018 and 2021; the alphabet of the agency
//! QazAqparat; BGN/PCGN 1979; the Arabic alphabet of the Kazakhs in China (төте жазу); the keyboard layouts of Kazakh, Russian and US
//! English. The informal column is what people write who know none of them.

use super::Script;

/// Scripts in the order of the columns of [`LATIN`].
pub(super) const COLUMNS: [Script; 7] = [
    Script::Latin2017Digraphs,
    Script::Latin2017,
    Script::Latin2018,
    Script::Latin2021,
    Script::QazAqparat,
    Script::Bgn,
    Script::Informal,
];

/// Rows: letter; then its sign in each column. Empty: the letter is left out.
#[rustfmt::skip]
pub(super) const LATIN: [(char, [&str; 7]); 42] = [
    //     2017 dig. 2017    2018   2021   QazAqp. BGN     informal
    ('а', ["a",    "a",     "a",   "a",   "a",    "a",    "a"]),
    ('ә', ["ae",   "a'",    "á",   "ä",   "ä",    "ä",    "a"]),
    ('б', ["b",    "b",     "b",   "b",   "b",    "b",    "b"]),
    ('в', ["v",    "v",     "v",   "v",   "v",    "v",    "v"]),
    ('г', ["g",    "g",     "g",   "g",   "g",    "g",    "g"]),
    ('ғ', ["gh",   "g'",    "ǵ",   "ğ",   "ğ",    "gh",   "g"]),
    ('д', ["d",    "d",     "d",   "d",   "d",    "d",    "d"]),
    ('е', ["e",    "e",     "e",   "e",   "e",    "e",    "e"]),
    ('ё', ["e",    "i'o",   "ó",   "io",  "yo",   "yo",   "e"]),
    ('ж', ["zh",   "j",     "j",   "j",   "j",    "zh",   "zh"]),
    ('з', ["z",    "z",     "z",   "z",   "z",    "z",    "z"]),
    ('и', ["i",    "i'",    "ı",   "i",   "ï",    "ī",    "i"]),
    ('й', ["j",    "i'",    "ı",   "i",   "y",    "y",    "i"]),
    ('к', ["k",    "k",     "k",   "k",   "k",    "k",    "k"]),
    ('қ', ["q",    "q",     "q",   "q",   "q",    "q",    "k"]),
    ('л', ["l",    "l",     "l",   "l",   "l",    "l",    "l"]),
    ('м', ["m",    "m",     "m",   "m",   "m",    "m",    "m"]),
    ('н', ["n",    "n",     "n",   "n",   "n",    "n",    "n"]),
    ('ң', ["ng",   "n'",    "ń",   "ñ",   "ñ",    "ng",   "n"]),
    ('о', ["o",    "o",     "o",   "o",   "o",    "o",    "o"]),
    ('ө', ["oe",   "o'",    "ó",   "ö",   "ö",    "ö",    "o"]),
    ('п', ["p",    "p",     "p",   "p",   "p",    "p",    "p"]),
    ('р', ["r",    "r",     "r",   "r",   "r",    "r",    "r"]),
    ('с', ["s",    "s",     "s",   "s",   "s",    "s",    "s"]),
    ('т', ["t",    "t",     "t",   "t",   "t",    "t",    "t"]),
    ('у', ["w",    "y'",    "ý",   "u",   "w",    "ū",    "u"]),
    ('ұ', ["u",    "u",     "u",   "ū",   "u",    "u",    "u"]),
    ('ү', ["ue",   "u'",    "ú",   "ü",   "ü",    "ü",    "u"]),
    ('ф', ["f",    "f",     "f",   "f",   "f",    "f",    "f"]),
    ('х', ["h",    "h",     "h",   "h",   "x",    "kh",   "h"]),
    ('һ', ["h",    "h",     "h",   "h",   "h",    "h",    "h"]),
    ('ц', ["c",    "ts",    "s",   "ts",  "c",    "ts",   "ts"]),
    ('ч', ["ch",   "c'",    "ch",  "tş",  "ç",    "ch",   "ch"]),
    ('ш', ["sh",   "s'",    "sh",  "ş",   "ş",    "sh",   "sh"]),
    ('щ', ["shsh", "s's'",  "sh",  "ştş", "şş",   "shch", "sh"]),
    ('ъ', ["",     "",      "",    "",    "ʺ",    "ʺ",    ""]),
    ('ы', ["y",    "y",     "y",   "y",   "ı",    "y",    "y"]),
    ('і', ["i",    "i",     "i",   "ı",   "i",    "i",    "i"]),
    ('ь', ["",     "",      "",    "",    "ʹ",    "ʹ",    ""]),
    ('э', ["e",    "e",     "e",   "e",   "é",    "ė",    "e"]),
    ('ю', ["ju",   "i'y'",  "ıý",  "iu",  "yu",   "yu",   "yu"]),
    ('я', ["ja",   "i'a",   "ıa",  "ia",  "ya",   "ya",   "ya"]),
];

/// What else is written in Latin letters, beside the inverse of [`LATIN`]: sign, letters it means, alphabet, how unlikely in nats.
/// The rows of [`Script::Informal`] are what people type who mix alphabets, languages and chat.
#[rustfmt::skip]
pub(super) const ALSO_LATIN: &[(&str, &str, Script, f32)] = &[
    // News sites of 2018 to 2020.
    ("ıa", "ия", Script::Latin2018, 0.3), ("ı", "ий", Script::Latin2018, 0.5), ("i'a", "ия", Script::Latin2017, 0.3),
    ("i'", "ий", Script::Latin2017, 0.5), ("ia", "ия", Script::Latin2021, 0.3), ("i", "ий", Script::Latin2021, 0.5),
    ("ya", "ия", Script::Informal, 1.0), ("ia", "ия", Script::Informal, 0.5), ("ia", "я", Script::Informal, 0.7),
    ("iya", "ия", Script::Informal, 0.3), ("ja", "я", Script::Informal, 1.5), ("iu", "ю", Script::Informal, 0.7),
    ("ju", "ю", Script::Informal, 1.5), ("yo", "ё", Script::Informal, 0.5), ("io", "ё", Script::Informal, 0.7),
    ("jo", "ё", Script::Informal, 1.5), ("i", "ий", Script::Informal, 1.0), ("iy", "ий", Script::Informal, 0.3),
    ("iy", "и", Script::Informal, 1.0), ("y", "й", Script::Informal, 0.5), ("y", "и", Script::Informal, 2.0),
    ("y", "і", Script::Informal, 2.5), ("y", "у", Script::Informal, 2.5), ("i", "ы", Script::Informal, 1.5),
    ("ı", "ы", Script::Informal, 0.7), ("ı", "і", Script::Informal, 0.7), ("ı", "и", Script::Informal, 1.0),
    ("ı", "й", Script::Informal, 1.0), ("q", "қ", Script::Informal, 0.2), ("kh", "х", Script::Informal, 0.7),
    ("kh", "қ", Script::Informal, 0.7), ("gh", "ғ", Script::Informal, 0.2), ("g'", "ғ", Script::Informal, 0.3),
    ("ng", "ң", Script::Informal, 0.3), ("n'", "ң", Script::Informal, 0.3), ("o'", "ө", Script::Informal, 0.3),
    ("u'", "ү", Script::Informal, 0.3), ("a'", "ә", Script::Informal, 0.3), ("j", "ж", Script::Informal, 0.3),
    ("j", "й", Script::Informal, 1.5), ("w", "у", Script::Informal, 0.7), ("w", "ш", Script::Informal, 2.0),
    ("x", "х", Script::Informal, 0.5), ("x", "кс", Script::Informal, 1.5), ("x", "һ", Script::Informal, 1.5),
    ("c", "ц", Script::Informal, 0.7), ("c", "с", Script::Informal, 2.0), ("c", "к", Script::Informal, 2.0),
    ("c", "ч", Script::Informal, 2.0), ("s", "ш", Script::Informal, 2.0), ("tz", "ц", Script::Informal, 1.5),
    ("tsh", "ч", Script::Informal, 1.0), ("sch", "щ", Script::Informal, 0.7), ("shch", "щ", Script::Informal, 0.5),
    ("shh", "щ", Script::Informal, 0.7), ("sh", "ч", Script::Informal, 3.0), ("dzh", "дж", Script::Informal, 0.3),
    ("dj", "дж", Script::Informal, 0.7), ("dj", "ж", Script::Informal, 1.0), ("ye", "е", Script::Informal, 0.5),
    ("e", "ә", Script::Informal, 2.0), ("ae", "ә", Script::Informal, 0.5), ("oe", "ө", Script::Informal, 0.5),
    ("ue", "ү", Script::Informal, 0.5), ("oo", "у", Script::Informal, 2.5), ("uu", "у", Script::Informal, 1.0),
    ("yi", "ый", Script::Informal, 0.5), ("yy", "ый", Script::Informal, 0.5), ("i", "й", Script::Informal, 0.0),
    ("e", "э", Script::QazAqparat, 0.5), ("'", "ь", Script::Informal, 0.3), ("'", "", Script::Informal, 1.0), ("ə", "ә", Script::Informal, 0.3),
    ("ŋ", "ң", Script::Informal, 0.3), ("ʹ", "", Script::QazAqparat, 0.5), ("ʺ", "", Script::QazAqparat, 0.5),
];

/// Arabic script. Rows: letters, their signs, the commonest first. A letter stands in several rows where a vowel has no sign of its own.
#[rustfmt::skip]
pub(super) const ARABIC: &[(&str, &str)] = &[
    ("а", "ا"), ("ә", "ا"), ("б", "ب"), ("в", "ۆ"), ("г", "گ"), ("ғ", "ع"), ("д", "د"), ("е", "ە"), ("ё", "يو"), ("ж", "ج"),
    ("з", "ز"), ("и", "ي"), ("й", "ي"), ("к", "ك"), ("қ", "ق"), ("л", "ل"), ("м", "م"), ("н", "ن"), ("ң", "ڭ"), ("о", "و"),
    ("ө", "و"), ("п", "پ"), ("р", "ر"), ("с", "س"), ("т", "ت"), ("у", "ۋ"), ("ұ", "ۇ"), ("ү", "ۇ"), ("ф", "ف"), ("х", "ح"),
    ("һ", "ھ"), ("ц", "س"), ("ч", "چ"), ("ш", "ش"), ("щ", "شش"), ("ъ", ""), ("ы", "ى"), ("і", "ى"), ("ь", ""), ("э", "ە"),
    ("ю", "يۋ"), ("я", "يا"),
];

/// What else is written in Arabic script: two letters with one sign, and letters of other keyboards and Unicode forms. A Persian keyboard has one letter
/// for both ي and ى.
#[rustfmt::skip]
pub(super) const ALSO_ARABIC: &[(&str, &str)] = &[
    ("ия", "يا"), ("ий", "ي"), ("ц", "تس"), ("һ", "ه"), ("е", "ه"), ("ғ", "غ"), ("х", "خ"), ("ы", "ئ"), ("қ", "ك"),
    ("и", "ی"), ("й", "ی"), ("ы", "ی"), ("і", "ی"), ("ия", "یا"), ("я", "یا"), ("ю", "یۋ"),
];

/// The hamza, which says that a word's vowels are front ones.
pub(super) const HAMZA: char = '\u{0674}';

/// Signs that are a hamza and a letter in one: what they stand for.
pub(super) const HAMZA_LETTERS: [(char, char); 4] =
    [('\u{0675}', 'ا'), ('\u{0676}', 'و'), ('\u{0677}', 'ۇ'), ('\u{0678}', 'ى')];

/// Punctuation of Arabic script.
pub(super) const ARABIC_MARKS: [(char, char); 3] = [(',', '،'), (';', '؛'), ('?', '؟')];

/// Kazakh letters and what is typed for them on a Russian keyboard.
pub(super) const RUSSIAN: [(char, char); 9] =
    [('ә', 'а'), ('ғ', 'г'), ('қ', 'к'), ('ң', 'н'), ('ө', 'о'), ('ұ', 'у'), ('ү', 'у'), ('һ', 'х'), ('і', 'и')];

/// What else is typed there: letter meant, letter typed, how unlikely in nats.
pub(super) const ALSO_RUSSIAN: [(char, char, f32); 4] =
    [('і', 'ы', 2.0), ('ә', 'е', 4.0), ('һ', 'г', 3.0), ('ү', 'ю', 3.0)];

/// Letters by their keys: the Kazakh layout, and the key of the US layout at the same place, without and with Shift.
#[rustfmt::skip]
pub(super) const KEYS: [(char, char, char); 42] = [
    ('ё', '`', '~'), ('ә', '2', '@'), ('і', '3', '#'), ('ң', '4', '$'), ('ғ', '5', '%'), ('ү', '8', '*'), ('ұ', '9', '('),
    ('қ', '0', ')'), ('ө', '-', '_'), ('һ', '=', '+'),
    ('й', 'q', 'Q'), ('ц', 'w', 'W'), ('у', 'e', 'E'), ('к', 'r', 'R'), ('е', 't', 'T'), ('н', 'y', 'Y'), ('г', 'u', 'U'),
    ('ш', 'i', 'I'), ('щ', 'o', 'O'), ('з', 'p', 'P'), ('х', '[', '{'), ('ъ', ']', '}'),
    ('ф', 'a', 'A'), ('ы', 's', 'S'), ('в', 'd', 'D'), ('а', 'f', 'F'), ('п', 'g', 'G'), ('р', 'h', 'H'), ('о', 'j', 'J'),
    ('л', 'k', 'K'), ('д', 'l', 'L'), ('ж', ';', ':'), ('э', '\'', '"'),
    ('я', 'z', 'Z'), ('ч', 'x', 'X'), ('с', 'c', 'C'), ('м', 'v', 'V'), ('и', 'b', 'B'), ('т', 'n', 'N'), ('ь', 'm', 'M'),
    ('б', ',', '<'), ('ю', '.', '>'),
];

/// The rows of the Kazakh keyboard, for neighbours; each row lies half a key right of the one above.
pub(super) const ROWS: [&str; 4] = ["ё\"әіңғ,.үұқөһ", " йцукенгшщзхъ", " фывапролджэ", " ячсмитьбю"];

/// Letters that KZ-1048 text shows when it is read as windows-1251, and the look of other alphabets: what is seen, what is meant.
#[rustfmt::skip]
pub(super) const MISREAD: [(char, char); 11] = [
    ('ќ', 'қ'), ('ћ', 'һ'), ('ў', 'ұ'), ('ј', 'ә'), ('ґ', 'ө'), ('є', 'ғ'), ('ї', 'ү'), ('ѕ', 'ң'), ('ӯ', 'ұ'), ('ѳ', 'ө'),
    ('ӄ', 'қ'),
];
