//! What a customer's first search loads: requests, and bytes as gzip sends them.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;

use super::script::{Script, ScriptError};
use crate::compress;
use crate::output::{Contents, OutputSet};

/// What a first search loads, `search.js` and the manifest included: the median over some queries, and what 95 of 100
/// don't exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How many files.
    pub requests: [usize; 2],
    /// Bytes, each file compressed by itself.
    pub bytes: [usize; 2],
}

/// The cost of a first search in the index of a folder (`el/search/`), each query with nothing loaded before. `None` without
/// queries.
///
/// # Errors
/// Where the script fails.
pub fn first_query(
    script: &str,
    files: &Rc<OutputSet>,
    folder: &str,
    queries: &[String],
) -> Result<Option<Cost>, ScriptError> {
    let script_bytes = compressed(script.as_bytes());
    let (mut requests, mut bytes) = (Vec::new(), Vec::new());
    for query in queries {
        let loaded = Rc::new(RefCell::new(vec![script_bytes]));
        let (log, files) = (Rc::clone(&loaded), Rc::clone(files));
        let read = move |path: &str| {
            let contents = read(&files, path)?;
            log.borrow_mut().push(compressed(&contents));
            Some(contents)
        };
        Script::open(script, read, &format!("/{folder}"))?.query(query, &json!({"today": ""}))?;
        let loaded = loaded.borrow();
        requests.push(loaded.len());
        bytes.push(loaded.iter().sum());
    }
    Ok(quantiles(requests).zip(quantiles(bytes)).map(|(requests, bytes)| Cost { requests, bytes }))
}

/// A file of a site in memory.
pub fn read(files: &OutputSet, path: &str) -> Option<Vec<u8>> {
    match files.get(path)? {
        Contents::Bytes(bytes) => Some(bytes.to_vec()),
        Contents::Copy(_) | Contents::Nothing => None, // a file of the project; the search has none
    }
}

fn compressed(bytes: &[u8]) -> usize {
    // Writing to memory doesn't fail; if it did, the size as it is would be the honest one.
    compress::gzip(bytes).map_or(bytes.len(), |compressed| compressed.len())
}

fn quantiles(mut values: Vec<usize>) -> Option<[usize; 2]> {
    values.sort_unstable();
    let at = |share: usize| values.get((values.len() * share / 100).min(values.len().saturating_sub(1))).copied();
    Some([at(50)?, at(95)?])
}
