//! The index as files: what `search/index.json` and the shards beside it hold. `search.js` reads exactly this.
//!
//! All are JSON. Shards are named by their content; [`Manifest`] names them. Lists stand for structs where there are very
//! many of a kind, so that a customer's first search stays small.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The number of this format. `search.js` has the same one and refuses a manifest with a higher one.
pub const FORMAT: u32 = 1;

/// Documents are counted in 32 bits, as in the index's files.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A value as JSON. `<` is written `\u003c`, so that no reader takes a text for a tag, whatever the file is served as.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    // Structs of texts and numbers with texts as keys: nothing of them can fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

/// `index.json`: what every search begins with.
///
/// ```
/// let manifest: answerbook::search::format::Manifest = serde_json::from_str(r#"{
///   "format": 1,
///   "language": "el",
///   "documents": 2,
///   "scale": 8.0,
///   "weights": {"near": 0.9, "longer": 0.5, "synonym": 0.9},
///   "most": {"words": 6, "texts": 3},
///   "words": {"keys": {"": "2b1f90aa31"}, "unspaced": [], "lists": {}},
///   "common": {"terms": [[2, "και", [0, 3, 1, 4]]]},
///   "records": {"per_file": 128, "files": ["90ab12cd34"]},
///   "fallback": {"language": "en", "base": "../../search/"}
/// }"#).unwrap();
/// assert_eq!(manifest.common.terms[0].forms().collect::<Vec<_>>(), ["και"]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] when it was written.
    pub format: u32,
    /// BCP 47 tag of the language of its documents.
    pub language: String,
    /// How many documents there are; they are numbered from 0.
    pub documents: u32,
    /// An impact of this much is a score of 1.
    pub scale: f32,
    /// What a candidate counts that isn't the typed word itself.
    pub weights: CandidateWeights,
    /// How much a query may load.
    pub most: MostFiles,
    /// Which file has which words.
    pub words: WordFiles,
    /// The words that most queries have, so that they need no file of their own.
    pub common: WordShard,
    /// Which file has which documents.
    pub records: RecordFiles,
    /// What is typed with Latin letters -> the language's own ones, in the order in which they are tried; several separated by
    /// spaces. For words that no document has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub latin: Vec<(String, String)>,
    /// Which documents are for which platforms; nothing where the settings have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platforms: Option<Platforms>,
    /// The first and the last day of each notice. Notices are the last documents, and come before all others where they hold and
    /// have most of what a query says; else they are not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<(String, String)>,
    /// The index that is asked too where this one finds little.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
}

/// What a query for one platform does with what is for others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Platforms {
    /// The factor of what is for other platforms alone.
    pub other: f32,
    /// Name of a platform -> name of its [`OthersShard`]; none where every document may be for it.
    pub files: BTreeMap<String, String>,
}

/// The documents that are for other platforms alone, in pairs: how many are between these and the ones before, and how many
/// with consecutive numbers they are.
pub type OthersShard = Vec<u32>;

/// Factors of the impact of a candidate that isn't the typed word itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CandidateWeights {
    /// A word near to one that no document has: an inflection, a correction, a completion.
    pub near: f32,
    /// A longer word, where the one being typed is a word itself.
    pub longer: f32,
    /// A synonym.
    pub synonym: f32,
}

/// How many files a query may load, so that its cost doesn't grow with its length or with the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MostFiles {
    /// Files of words; beyond, a long query's shorter words are left out.
    pub words: u32,
    /// Files of texts, unless a query says otherwise; beyond, results have no excerpt.
    pub texts: u32,
}

/// Which file has which words. A word is looked up under the longest key that it begins with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct WordFiles {
    /// Leading characters -> name of a [`WordShard`].
    pub keys: BTreeMap<String, String>,
    /// Names of the [`WordShard`]s for words of scripts without spaces: the code point of the first character modulo their
    /// number is the index.
    pub unspaced: Vec<String>,
    /// First character -> name of a [`WordList`], where the words with that character are in several shards.
    pub lists: BTreeMap<String, String>,
}

/// Words with the documents they stand in.
///
/// ```
/// let shard: answerbook::search::format::WordShard = serde_json::from_str(r#"{
///   "terms": [[3, "cancel cancelled cancelling", [4, 31, 7, 12, 1, 9]]],
///   "synonyms": {"money": [["back", "refund"]]},
///   "records": {"11": {"title": "Cancel an order", "url": "orders/cancel/", "text": "77aa02c1d2"}}
/// }"#).unwrap();
/// let term = &shard.terms[0];
/// assert_eq!(term.postings().collect::<Vec<_>>(), [(4, 31), (11, 12), (12, 9)]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct WordShard {
    /// The words, gathered by stem.
    pub terms: Vec<Term>,
    /// First word of a phrase -> the phrase's other words, and the words or phrases that are searched too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub synonyms: BTreeMap<String, Vec<Synonym>>,
    /// The documents that these words find first, where documents are many, so that most results need no further file: as in
    /// a [`RecordShard`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<u32, Record>,
    /// What those documents are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breadcrumbs: Vec<Vec<String>>,
}

/// A stem: in how many documents it is, its forms separated by spaces, and its postings.
///
/// Postings are pairs of numbers: how far the document's number is from the one before (the first from 0), and the impact.
/// The number of documents may be higher than that of the postings, of which only the strongest are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term(pub u32, pub String, pub Vec<u32>);

impl Term {
    /// A stem of `document_frequency` documents; impacts with the documents' numbers, ascending.
    pub fn new(document_frequency: u32, forms: &[&str], impacts: &[(u32, u32)]) -> Self {
        let mut last = 0;
        let mut postings = Vec::with_capacity(2 * impacts.len());
        for (document, impact) in impacts {
            postings.extend([document - std::mem::replace(&mut last, *document), *impact]);
        }
        Self(document_frequency, forms.join(" "), postings)
    }

    /// The words with this stem, folded.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.1.split(' ')
    }

    /// Document numbers, ascending, and impacts.
    pub fn postings(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut document = 0;
        self.2.chunks_exact(2).map(move |pair| {
            document += pair[0];
            (document, pair[1])
        })
    }
}

/// The words of a phrase after the first, separated by spaces (none for a single word), and one that is searched too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonym(pub String, pub String);

/// Every word with one first character, the commonest first, separated by spaces: for words that no document has.
pub type WordList = String;

/// Which file has which documents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordFiles {
    /// Documents a file: number ÷ this is the index of the file.
    pub per_file: u32,
    /// Names of the [`RecordShard`]s.
    pub files: Vec<String>,
    /// All of them, where they are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inline: Option<RecordShard>,
}

/// Documents as results show them.
///
/// ```
/// let shard: answerbook::search::format::RecordShard = serde_json::from_str(r#"{
///   "records": {"7": {"title": "Can I get a refund?", "url": "billing/refunds/#refund", "text": "77aa02c1d2", "in": 0, "kind": "faq"}},
///   "breadcrumbs": [["Billing", "Refunds"]]
/// }"#).unwrap();
/// assert_eq!(shard.records[&7].breadcrumb, Some(0));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordShard {
    /// The documents, by their numbers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<u32, Record>,
    /// What documents are in: titles, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breadcrumbs: Vec<Vec<String>>,
}

/// A document as results show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The title or question.
    pub title: String,
    /// The address from the site's root, encoded; a question's has its anchor.
    pub url: String,
    /// Name of the [`TextShard`] that has its texts.
    pub text: String,
    /// Index of its breadcrumb.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub breadcrumb: Option<u32>,
    /// The front matter's kind, `category` or `notice`; `article` is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How much a notice matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// Texts of documents by their numbers, for anchors and excerpts.
pub type TextShard = BTreeMap<u32, Vec<Passage>>;

/// A section: its heading and the heading's id (both empty before the first one), its text in one line, and the platform that it
/// is for, where it is for one.
///
/// ```
/// use answerbook::search::format::Passage;
/// let passages: Vec<Passage> = serde_json::from_str(r#"[["", "", "Tap."], ["Android", "android", "Press.", "android"]]"#).unwrap();
/// assert_eq!(passages[1].3.as_deref(), Some("android"));
/// assert_eq!(serde_json::to_string(&passages[0]).unwrap(), r#"["","","Tap."]"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage(
    pub String,
    pub String,
    pub String,
    #[serde(default, skip_serializing_if = "Option::is_none")] pub Option<String>,
);

/// Another language's index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    /// Its BCP 47 tag.
    pub language: String,
    /// The way to its folder from this one's.
    pub base: String,
}
