//! Random Markdown in which much depends on other files: links, snippets, variables, images.

use super::random::Random;

const WORDS: [&str; 36] = [
    "refund",
    "invoice",
    "card",
    "delivery",
    "parcel",
    "customer",
    "account",
    "password",
    "browser",
    "address",
    "order",
    "payment",
    "money",
    "return",
    "phone",
    "update",
    "device",
    "battery",
    "screen",
    "email",
    "window",
    "receipt",
    "voucher",
    "price",
    "warranty",
    "settings",
    "επιστροφή",
    "χρήματα",
    "λογαριασμός",
    "κωδικός",
    "Größe",
    "naïve",
    "終わり",
    "C++",
    "R&D",
    "<b>",
];

/// Some words.
pub(super) fn words(random: &mut Random, count: usize) -> String {
    let words: Vec<_> = (0..count).map(|_| random.of(&WORDS)).collect();
    words.join(" ")
}

/// What texts may refer to.
pub(super) struct Known {
    /// Paths of pages from the folder of a language.
    pub(super) pages: Vec<String>,
    pub(super) snippets: Vec<String>,
    /// Paths of images from the folder of a language.
    pub(super) images: Vec<String>,
    pub(super) statics: Vec<String>,
}

/// The way from a page to another file of its language.
fn way(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// A piece of a page: a paragraph, a section, a list, code, and so on.
pub(super) fn part(random: &mut Random, page: &str, known: &Known) -> String {
    let (few, some) = (words(random, 2), words(random, 9));
    let number = random.below(4);
    match random.below(20) {
        0 => some,
        1 | 2 => format!("\"{few}\" -- it's {some}... <b onclick=\"x()\">{few}</b>"),
        3 => format!("## {few} {{#part-{number}}}\n\n{some}"),
        4 => format!("## {few}\n\n{some}\n\n### Inner\n\n{few}"),
        5..=7 => {
            let target = match random.any(&known.pages) {
                Some(target) if !random.once_in(6) => target,
                _ => "nowhere/gone.md".to_owned(),
            };
            let anchor = if random.once_in(3) { format!("#part-{number}") } else { String::new() };
            format!("See [{few}]({}{anchor}) for {some}.", way(page, &target))
        }
        8 | 9 => match random.any(&known.snippets) {
            Some(name) => format!("{{{{ snippet \"{name}\" }}}}"),
            None => some,
        },
        10 => {
            format!("{{{{ product }}}} costs {{{{ price }}}} and {{{{ fact.fee }}}} in {{{{ fact.window }}}}: {some}")
        }
        11 | 12 => match random.any(&known.images) {
            Some(image) => format!("![{few}]({} \"{few}\")", way(page, &image)),
            None => some,
        },
        13 => match random.any(&known.statics) {
            Some(path) => format!("[{few}](/{path}) and ![{few}](/{path})"),
            None => some,
        },
        14 => {
            format!("```{}\nlet x = {number};\nprint(\"{few}\")\n```", random.of(&["rust", "python", "sh", "yaml", ""]))
        }
        15 => format!("> [!{}]\n> {some}", random.of(&["NOTE", "TIP", "WARNING", "IMPORTANT"])),
        16 => format!("| a | b |\n| --- | ---: |\n| {few} | {number} |"),
        17 => format!("{some}[^{number}]\n\n[^{number}]: {few}"),
        18 => format!("<details><summary>x</summary>\n\n{some}\n\n</details>"),
        _ => format!("1. {few}\n\n   {some}\n\n2. {few}\n3. [contact](/contact/)"),
    }
}

/// A question with its answer.
pub(super) fn question(random: &mut Random) -> String {
    let (words, answer) = (words(random, 4), words(random, 8));
    let id = if random.once_in(2) { format!(" {{#q-{}}}", random.below(99)) } else { String::new() };
    format!("## Why {words}?{id}\n\n{answer}")
}
