//! Under which headings atlases keep country codes and names.

/// Headings of codes, as [`plain`] gives them, the most trustworthy first: in Natural Earth's `ISO_A3`
/// some members are "-99". Codes of other kinds (FIPS, IOC, Correlates of War) are left out: many
/// look like codes of ISO 3166-1 and mean another country.
const CODES: [&str; 64] = [
    "iso3",
    "iso3cd",
    "iso3code",
    "isoa3eh",
    "adm0a3",
    "adm0iso",
    "adm0a3un",
    "isoa3",
    "isoalpha3",
    "iso31661alpha3",
    "iso3166alpha3",
    "iso31661a3",
    "iso3166a3",
    "iso31661",
    "iso1al3",
    "alpha3",
    "alpha3code",
    "a3",
    "a3code",
    "countryiso3",
    "countryiso3code",
    "countrycodealpha3",
    "countrya3",
    "iso3country",
    "iso3c",
    "code3",
    "cca3",
    "gid0",
    "shapegroup",
    "shapeiso",
    "gua3",
    "sua3",
    "brka3",
    "wba3",
    "isocode",
    "isocode3",
    "isocntry",
    "iso",
    "code",
    "countrycode",
    "cntrycode",
    "isocc",
    "isoctry",
    "ison3eh",
    "ison3",
    "isonum",
    "iso1num",
    "iso31661numeric",
    "una3",
    "m49",
    "m49cd",
    "m49code",
    "unm49",
    "ccn3",
    "isoa2eh",
    "isoa2",
    "iso2",
    "iso2cd",
    "iso2code",
    "iso31661alpha2",
    "iso31661alpha2codes",
    "alpha2",
    "cca2",
    "cntrid",
];

/// Headings of names, as [`plain`] gives them; the one to show first.
const NAMES: [&str; 30] = [
    "name",
    "nameen",
    "namelong",
    "nameenglish",
    "nameengl",
    "namen",
    "admin",
    "country",
    "countryname",
    "countryen",
    "shapename",
    "name0",
    "cntryname",
    "cntrname",
    "countrynm",
    "countryna",
    "terrname",
    "territory",
    "romnam",
    "maplab",
    "lblen",
    "lab",
    "label",
    "adm0name",
    "adm0en",
    "geounit",
    "subunit",
    "brkname",
    "formalen",
    "title",
];

/// A heading in lower case and without punctuation: what headings are compared by.
pub(crate) fn plain(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// How trustworthy a heading of codes is, the less the better; none if it is not known.
pub(crate) fn code_rank(heading: &str) -> Option<usize> {
    rank(&CODES, heading)
}

/// How well the names under a heading can be shown, the less the better; none if it is no heading of names.
pub(super) fn name_rank(heading: &str) -> Option<usize> {
    rank(&NAMES, heading)
}

fn rank(known: &[&str], heading: &str) -> Option<usize> {
    let heading = plain(heading);
    known.iter().position(|known| *known == heading)
}
