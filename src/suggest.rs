//! "Did you mean …?": the nearest of some known names.

/// A name with so many letters may have two slips.
const LONG: usize = 12;

/// The known name most like `name`, where one is near enough to be a slip: at most a third of its letters differ.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let most = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * most)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The only known name that differs from `name` by a slip: a letter too many, too few, another one, or two exchanged; two slips
/// in a long name. None where digits differ, since `step-2` is no slip for `step-3`.
pub fn slip<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = if name.chars().count() < LONG { 1 } else { 2 };
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    let near = |candidate: &&str| {
        candidate.len().abs_diff(name.len()) <= 4 * most
            && (1..=most).contains(&strsim::osa_distance(name, candidate))
            && digits(name) == digits(candidate)
    };
    let mut near = known.into_iter().filter(near);
    near.next().filter(|_| near.next().is_none())
}

/// The hint for an unknown name: the nearest known one.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|nearest| format!("did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_that_nothing_else_can_mean() {
        let known = ["title", "time", "step-2", "by-credit-card", "by-credit-cord"];
        for (name, expected) in [
            ("titel", Some("title")),
            ("tiem", Some("time")),
            ("tile", None),
            ("step-3", None),
            ("stp-2", Some("step-2")),
            ("by-credit-ca", Some("by-credit-card")),
            ("tilte-", None),
            ("title", None),
            ("", None),
        ] {
            assert_eq!(slip(name, known), expected, "{name}");
        }
    }

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["title", "description", "kind", "billing/refund.md"];
        for (name, expected) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("descripton", Some("description")),
            ("billing/refnd.md", Some("billing/refund.md")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), expected, "{name}");
        }
    }
}
