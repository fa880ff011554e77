//! The words that page artifacts are made of: symbols, job numbers, pages, days.

/// What a word of a page head may be.
pub(super) enum Artifact {
    /// A job number, a fraction of pages, a document's symbol.
    Strong,
    /// The symbol of a meeting.
    Meeting,
    Date,
    Number,
    /// A word of running heads.
    Head,
    Page,
    Mark,
    Word,
}

/// Words that make up running heads; a line of nothing else is one.
const HEADS: [&str; 47] = [
    "general",
    "assembly",
    "security",
    "council",
    "plenary",
    "meeting",
    "session",
    "official",
    "records",
    "provisional",
    "emergency",
    "special",
    "assemblée",
    "générale",
    "conseil",
    "de",
    "sécurité",
    "séance",
    "plénière",
    "asamblea",
    "consejo",
    "seguridad",
    "sesión",
    "plenaria",
    "генеральная",
    "ассамблея",
    "совет",
    "безопасности",
    "заседание",
    "сессия",
    "пленарное",
    "الجمعية",
    "العامة",
    "مجلس",
    "الأمن",
    "الجلسة",
    "大会",
    "安全理事会",
    "正式记录",
    "eleventh",
    "tenth",
    "first",
    "second",
    "third",
    "human",
    "rights",
    "committee",
];

/// What a word of a page head is.
pub(super) fn token(token: &str) -> Artifact {
    let plain = token.trim_matches(|c: char| !c.is_alphanumeric());
    if plain.is_empty() || matches!(plain, "of" | "sur" | "из") {
        return Artifact::Mark;
    }
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
    let small = plain.to_lowercase();
    if matches!(
        small.as_str(),
        "page" | "página" | "pagina" | "seite" | "стр" | "страница" | "صفحة" | "الصفحة" | "p"
    ) {
        return Artifact::Page;
    }
    if is_digits(plain) {
        return match plain.chars().count() {
            1..=4 => Artifact::Number,
            // A job number without its hyphen, beneath its bar code.
            7 if token.contains('*') => Artifact::Strong,
            _ => Artifact::Word,
        };
    }
    let parts: Vec<&str> = plain.split('/').collect();
    if parts.len() > 1 {
        return match parts.as_slice() {
            [day, month, year]
                if [day, month, year].iter().all(|part| is_digits(part))
                    && year.len() == 4
                    && day.len() < 3 =>
            {
                Artifact::Date
            }
            [page, pages] if is_digits(page) && is_digits(pages) => Artifact::Strong,
            _ if is_meeting(plain) => Artifact::Meeting,
            // A resolution or a draft alone on its line heads a vote.
            _ if is_symbol(plain)
                && !plain.contains("/RES/")
                && !plain.contains("/L.")
                && !plain.starts_with("S/") =>
            {
                Artifact::Strong
            }
            _ => Artifact::Word,
        };
    }
    if is_job(plain) {
        return Artifact::Strong;
    }
    let dashed: Vec<&str> = plain.split('-').collect();
    if matches!(dashed.as_slice(), [year, month, day] if [year, month, day].iter().all(|part| is_digits(part)) && year.len() == 4)
    {
        return Artifact::Date;
    }
    let ordinal = small.trim_end_matches(|c: char| c.is_alphabetic());
    if HEADS.contains(&small.as_str()) || small.starts_with('第') && small.len() < 20 {
        return Artifact::Head;
    }
    let is_ordinal = is_digits(ordinal) && small.len() <= ordinal.len() + 4
        || small.contains('-') && small.ends_with("th");
    let hyphened = ["-first", "-second", "-third"]
        .iter()
        .any(|end| small.ends_with(end));
    match is_ordinal || hyphened || super::fact::is_month(&small) {
        true => Artifact::Head,
        false => Artifact::Word,
    }
}

/// `A/78/PV.50`, `S/PV.8979`, `E/CN.4/2005/SR.12`.
pub(super) fn is_meeting(symbol: &str) -> bool {
    is_symbol(symbol)
        && ["PV.", "SR.", "/BUR/"]
            .iter()
            .any(|part| symbol.contains(part))
}

/// A document's symbol: capitals and digits between slashes.
pub(super) fn is_symbol(text: &str) -> bool {
    let Some((series, rest)) = text.split_once('/') else {
        return false;
    };
    let is_series = matches!(
        series,
        "A" | "S"
            | "E"
            | "T"
            | "ST"
            | "CCPR"
            | "CAT"
            | "CEDAW"
            | "CRC"
            | "CERD"
            | "TD"
            | "DP"
            | "HSP"
            | "UNEP"
            | "FCCC"
    );
    is_series
        && rest.chars().any(|c| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')' | '*'))
}

/// `23-41218`, `GE.25-11364`, `N2341218`.
pub(super) fn is_job(text: &str) -> bool {
    let series = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let digits = series.strip_prefix('.').unwrap_or(series);
    let Some((year, number)) = digits.split_once('-') else {
        return text.len() == 8
            && text.starts_with('N')
            && series.len() == 7
            && series.bytes().all(|b| b.is_ascii_digit());
    };
    let is_digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_digits(year, 2..=2) && is_digits(number, 4..=6)
}

/// An artifact within a line: job numbers, symbols of meetings, pages. For lists, in which nothing of the kind is a name.
pub(super) fn is_inline(token: &str) -> bool {
    matches!(
        self::token(token),
        Artifact::Strong | Artifact::Meeting | Artifact::Date
    ) || is_symbol(token.trim_matches([',', '(', ')']))
}
