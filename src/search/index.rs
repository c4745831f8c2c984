//! Documents -> the inverted index of one language: where each stem stands.

use super::analysis::Counted;
use super::text::FIELDS;

/// Where every stem stands, by the stems' numbers.
pub(super) struct Index {
    /// Where the occurrences of a stem begin; those of the next one follow.
    starts: Vec<usize>,
    occurrences: Vec<Occurrence>,
    /// The length of each document's fields in words.
    pub(super) lengths: Vec<[u32; FIELDS]>,
}

/// A stem in a field of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The document's number.
    pub(super) document: u32,
    /// Index of the field.
    pub(super) field: u8,
    /// How often it stands there.
    pub(super) frequency: u16,
}

impl Index {
    /// Indexes documents; they are numbered as they come. `stems` is how many stems have numbers.
    pub(super) fn new<'c>(documents: impl Iterator<Item = &'c Counted> + Clone, stems: usize) -> Self {
        let mut starts = vec![0; stems + 1];
        for count in documents.clone().flat_map(|document| &document.stems) {
            starts[count.stem as usize + 1] += 1;
        }
        for stem in 0..stems {
            starts[stem + 1] += starts[stem];
        }
        let mut next = starts.clone();
        let mut occurrences = vec![Occurrence::default(); starts[stems]];
        let mut lengths = Vec::new();
        for (number, document) in (0..).zip(documents) {
            lengths.push(document.lengths);
            for count in &document.stems {
                let place = &mut next[count.stem as usize];
                occurrences[*place] = Occurrence { document: number, field: count.field, frequency: count.frequency };
                *place += 1;
            }
        }
        Self { starts, occurrences, lengths }
    }

    /// Where a stem stands, by document and field.
    pub(super) fn occurrences(&self, stem: u32) -> &[Occurrence] {
        let stem = stem as usize;
        &self.occurrences[self.starts[stem]..self.starts[stem + 1]]
    }

    /// Average length of each field in words.
    pub(super) fn average_lengths(&self) -> [f32; FIELDS] {
        let documents = self.lengths.len().max(1) as f64;
        std::array::from_fn(|field| {
            let words: u64 = self.lengths.iter().map(|lengths| u64::from(lengths[field])).sum();
            (words as f64 / documents) as f32
        })
    }
}
