//! Names that stand for several states whatever the tables say, and codes in use beside the official ones.

/// A code, the first day on which it is meant and the first on which it is not; empty for ever.
pub(super) type Candidate = (&'static str, &'static str, &'static str);

/// Names that stand for several states in everyday use, whatever else they officially mean; with the days between
/// which one is meant.
pub(super) const AMBIGUOUS: [(&str, &[Candidate]); 6] = [
    // Zaire in between.
    (
        "Congo",
        &[
            ("COD", "", "1971-10-27"),
            ("COD", "1997-05-17", ""),
            ("COG", "", ""),
        ],
    ),
    ("Korea", &[("KOR", "", ""), ("PRK", "", "")]),
    (
        "Guinea",
        &[
            ("GIN", "", ""),
            ("GNB", "", ""),
            ("GNQ", "", ""),
            ("PNG", "", ""),
        ],
    ),
    (
        "Germany",
        &[("DEU", "", ""), ("DDR", "1973-09-18", "1990-10-03")],
    ),
    ("Virgin Islands", &[("VGB", "", ""), ("VIR", "", "")]),
    ("Saint Martin", &[("MAF", "", ""), ("SXM", "", "")]),
];

/// Codes in use besides ISO 3166-1: Natural Earth's own, user-assigned ones, former ones.
pub(super) const CODES: [(&str, &str); 16] = [
    ("PSX", "PSE"),
    ("SAH", "ESH"),
    ("KOS", "XKX"),
    ("XKO", "XKX"),
    ("XKK", "XKX"),
    ("UNK", "XKX"),
    ("SDS", "SSD"),
    ("ROM", "ROU"),
    ("TMP", "TLS"),
    ("ZAR", "COD"),
    ("BUR", "MMR"),
    ("DHY", "BEN"),
    ("HVO", "BFA"),
    ("RHO", "ZWE"),
    ("BYS", "BLR"),
    // M49 before 1991.
    ("280", "DEU"),
];
